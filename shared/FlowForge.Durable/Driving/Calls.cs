using System.Buffers;
using System.Text.Json;
using FlowForge.Core.Driven;
using FlowForge.Core.Execution;

namespace FlowForge.Durable.Driving;

/// <summary>An activity that has been called and has not answered.</summary>
/// <param name="Activity">Its name.</param>
/// <param name="Number">The hand-out, or the wait that is claimed; -1 for others.</param>
/// <param name="Answer">Its answer.</param>
internal readonly record struct Call(string Activity, int Number, Task<JsonElement> Answer);

/// <summary>Calls that are in flight, in the order in which they were made.</summary>
internal sealed class Calls(IOrchestration context, string runId, HistoryCount history)
{
    private readonly List<Call> _open = [];

    public int Count => _open.Count;

    public IEnumerable<Task> Tasks => _open.Select(static call => call.Answer);

    public bool Any(string activity) => _open.Exists(call => call.Activity == activity);

    public bool Any(string activity, int number) => _open.Exists(call => call.Activity == activity && call.Number == number);

    /// <summary>The oldest that has answered.</summary>
    public bool TryTake(out Call answered)
    {
        var at = _open.FindIndex(static call => call.Answer.IsCompleted);
        answered = at < 0 ? default : _open[at];
        if (at >= 0)
        {
            _open.RemoveAt(at);
        }

        return at >= 0;
    }

    public void Run(HandOut handOut, HandOutBasis basis) => Add(Activities.RunBranch, handOut.Number, writer =>
    {
        writer.WritePropertyName("handOut"u8);
        HandOutJson.Write(writer, handOut);
        basis.Write(writer);
    });

    public void Record(RunNotes notes) => Add(Activities.RecordRun, -1, notes.Write);

    public void ReadMail(int after) => Add(Activities.ReadMail, -1, writer => writer.WriteNumber("after"u8, after));

    public void Expire(int number, ArmedWait wait) => Add(Activities.ExpireWait, number, writer =>
    {
        writer.WriteNumber("node"u8, wait.Node);
        writer.WriteString("iteration"u8, wait.Iteration);
    });

    public void ExpirePause(int number) => Add(Activities.ExpireWait, number, writer => writer.WriteNumber("pause"u8, number));

    public void Stop() => Add(Activities.StopRun, -1, static _ => { });

    private void Add(string activity, int number, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("run"u8, runId);
            write(writer);
            writer.WriteEndObject();
        }

        history.Called();
        _open.Add(new(activity, number, context.CallAsync(activity, JsonElement.Parse(buffer.WrittenSpan))));
    }
}
