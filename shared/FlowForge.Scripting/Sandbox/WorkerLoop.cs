using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Sandbox;

/// <summary>
/// A worker process: one thread reads, one runs scripts, one writes what is finished every few milliseconds, so that the host always
/// knows which step is running.
/// </summary>
public sealed class WorkerLoop : ISandboxHost
{
    private const int InputBytes = 64 * 1024;
    private const int StackBytes = 16 * 1024 * 1024;
    private const long TrimBytes = 24 * 1024 * 1024;
    private static readonly TimeSpan TrimAfter = TimeSpan.FromMilliseconds(100);

    private readonly Stream _input;
    private readonly WorkerOutput _output;
    private readonly Mailbox<Frame> _frames = new();
    private readonly Mailbox<Frame> _replies = new();
    private readonly SourceTable _sources = new();
    private readonly EngineReserve _reserve = new();
    private readonly SkipList _skips = new();

    private readonly Action<TimeSpan> _begins;

    private WorkerLoop(Stream input, Stream output, Action<TimeSpan>? begins)
    {
        _begins = begins ?? (static _ => { });
        _input = input;
        _output = new(output);
    }

    /// <summary>Serves a host over two streams until the input ends. Returns the process's exit code.</summary>
    /// <param name="input">What the host says.</param>
    /// <param name="output">What it is told.</param>
    /// <param name="begins">Called before each job with the time that its steps have together.</param>
    public static int Run(Stream input, Stream output, Action<TimeSpan>? begins = null)
    {
        using var buffered = new BufferedStream(input, InputBytes);
        var loop = new WorkerLoop(buffered, output, begins);
        // Script thread and writer are in the background: when the host is gone the process ends, whatever a script is doing.
        new Thread(loop.RunScripts, StackBytes) { IsBackground = true, Name = "scripts" }.Start();
        loop._output.Start();
        return loop.ReadFrames();
    }

    void ISandboxHost.Emit(int job, IReadOnlyList<ReadOnlyMemory<byte>> frame, bool isLast)
    {
        // A job ends with one word, its last result or that it was skipped, and a Skip that comes later finds it gone.
        if (isLast && _skips.End(job))
        {
            _output.Add(Skipped(job));
            return;
        }

        _output.Add(frame);
        if (!isLast)
        {
            _output.Nudge();
        }
    }

    ReadOnlyMemory<byte> ISandboxHost.Fetch(int job, FetchHeader request, CancellationToken cancellation)
    {
        _output.Add(FrameWriter.Header(FrameKind.Fetch, job, request, HeaderJson.Default.FetchHeader));
        _output.Flush();
        while (true)
        {
            // An answer to a job that was stopped while it waited may still come.
            var reply = _replies.Take(cancellation);
            if (reply.Job == job)
            {
                return reply.Sections[0];
            }
        }
    }

    private int ReadFrames()
    {
        while (Frame.Read(_input) is { } frame)
        {
            switch (frame.Kind)
            {
                case FrameKind.Skip:
                    _skips.Add(frame.Job);
                    break;
                case FrameKind.Reply:
                    _replies.Add(frame);
                    break;
                default:
                    if (frame.Kind == FrameKind.Job)
                    {
                        _skips.Expect(frame.Job);
                    }

                    _frames.Add(frame);
                    break;
            }
        }

        return 0;
    }

    private void RunScripts()
    {
        WarmUp.Run();
        _output.Add(FrameWriter.Begin(FrameKind.Ready, 0).End());
        _output.Flush();
        while (true)
        {
            if (!_frames.TryTake(out var frame))
            {
                _output.Flush();
                frame = Idle();
            }

            Handle(frame);
        }
    }

    private Frame Idle()
    {
        while (_reserve.Fill())
        {
            if (_frames.TryTake(out var early))
            {
                return early;
            }
        }

        if (GC.GetTotalMemory(false) > TrimBytes)
        {
            if (_frames.TryTake(TrimAfter, out var next))
            {
                return next;
            }

            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        return _frames.Take();
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
                RunJob(frame);
                break;
            default:
                throw new InvalidDataException($"A worker does not understand {frame.Kind}.");
        }
    }

    private void RunJob(Frame frame)
    {
        _output.Nudge();
        using var stop = new CancellationTokenSource();
        if (_skips.Begin(frame.Job, stop))
        {
            var job = new JobRun(frame, _sources, _reserve, this);
            _begins(TimeSpan.FromMilliseconds(job.Header.Steps.Sum(step => (long)step.TimeoutMs)));
            job.Run(stop.Token);
        }

        if (_skips.End(frame.Job))
        {
            _output.Add(Skipped(frame.Job));
        }
    }

    private static ReadOnlyMemory<byte> Skipped(int job) => FrameWriter.Begin(FrameKind.Skipped, job).End();
}
