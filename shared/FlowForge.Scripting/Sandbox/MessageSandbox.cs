using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Sandbox;

/// <summary>
/// A worker without threads or pipes, such as a Web Worker: it is handed messages and runs each job to its end. It can ask nothing while a script
/// runs, so a job that asks is left, and run anew with the answer; scripts have no effects, so nobody can tell. Used by one thread.
/// </summary>
public sealed class MessageSandbox : ISandboxHost
{
    private const int Ready = 2;

    private readonly Action<ReadOnlyMemory<byte>> _send;
    private readonly SourceTable _sources = new();
    private readonly EngineReserve _reserve = new(Ready);
    private readonly Dictionary<(string Name, string Form), ReadOnlyMemory<byte>> _answers = [];
    private Frame? _asking;
    private FetchHeader? _asked;

    /// <summary>A sandbox that says what it has to say, the first time here: that it is ready.</summary>
    public MessageSandbox(Action<ReadOnlyMemory<byte>> send)
    {
        _send = send;
        send(FrameWriter.Begin(FrameKind.Ready, 0).End());
    }

    /// <summary>Carries out a message.</summary>
    public void Receive(ReadOnlyMemory<byte> message)
    {
        using var stream = new MemoryStream(message.ToArray());
        while (Frame.Read(stream) is { } frame)
        {
            Handle(frame);
        }
    }

    /// <summary>Makes an engine ahead, when there is nothing else to do; false when there are enough.</summary>
    public bool PrepareOne() => _reserve.Fill();

    void ISandboxHost.Emit(int job, IReadOnlyList<ReadOnlyMemory<byte>> frame, bool isLast) => _send(frame is [var whole] ? whole : Join(frame));

    ReadOnlyMemory<byte> ISandboxHost.Fetch(int job, FetchHeader request, CancellationToken cancellation) => throw new AskingException(request);

    private static byte[] Join(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var whole = new byte[parts.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.Span.CopyTo(whole.AsSpan(at));
            at += part.Length;
        }

        return whole;
    }

    private void Handle(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Define:
                _sources.Add(frame);
                break;
            case FrameKind.Forget:
                _sources.Clear();
                break;
            case FrameKind.Job:
                _answers.Clear();
                Run(frame);
                break;
            case FrameKind.Reply when _asking?.Job == frame.Job && _asked is { } asked:
                _answers[(asked.Name, asked.Form)] = frame.Sections[0];
                Run(_asking);
                break;
            default:
                throw new InvalidDataException($"A worker does not understand {frame.Kind} here.");
        }
    }

    private void Run(Frame frame)
    {
        (_asking, _asked) = (null, null);
        var run = new JobRun(frame, _sources, _reserve, this);
        foreach (var (question, answer) in _answers)
        {
            run.Known[question] = answer;
        }

        try
        {
            run.Run(CancellationToken.None);
        }
        catch (AskingException asking)
        {
            (_asking, _asked) = (frame, asking.Request);
            _send(FrameWriter.Header(FrameKind.Fetch, frame.Job, asking.Request, HeaderJson.Default.FetchHeader));
        }
    }
}
