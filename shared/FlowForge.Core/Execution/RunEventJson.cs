using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>Events as JSON arrays: the name, then the fields in order.</summary>
public static class RunEventJson
{
    /// <summary>Writes the array.</summary>
    public static void Write(Utf8JsonWriter writer, RunEvent happened)
    {
        writer.WriteStartArray();
        switch (happened)
        {
            case RunEvent.Started:
                writer.WriteStringValue("started");
                break;
            case RunEvent.Advanced e:
                Begin(writer, "advanced", e);
                writer.WriteNumberValue(e.Node);
                writer.WriteNumberValue(e.IsCompleted ? 1 : 0);
                writer.WriteNumberValue(e.Sequence);
                foreach (var count in e.Counts)
                {
                    writer.WriteNumberValue(count);
                }

                break;
            case RunEvent.Yielded e:
                Begin(writer, "yielded", e);
                writer.WriteNumberValue(e.Next);
                break;
            case RunEvent.RetryAt e:
                Begin(writer, "retryAt", e);
                writer.WriteNumberValue(e.Node);
                writer.WriteStringValue(e.At);
                break;
            case RunEvent.Waits e:
                Begin(writer, "waits", e);
                writer.WriteNumberValue(e.Node);
                writer.WriteStringValue(e.Until);
                break;
            case RunEvent.WaitsFor e:
                Begin(writer, "waitsFor", e);
                writer.WriteNumberValue(e.Node);
                writer.WriteNumberValue((int)e.Mode);
                writer.WriteStringValue(e.Signal);
                WriteTime(writer, e.Until);
                break;
            case RunEvent.Calls e:
                Begin(writer, "calls", e);
                writer.WriteNumberValue(e.Node);
                CallProgressJson.Write(writer, e.Call);
                WriteTime(writer, e.Until);
                break;
            case RunEvent.LoopBegan e:
                Begin(writer, "loopBegan", e);
                writer.WriteNumberValue(e.Node);
                writer.WriteNumberValue(e.Items);
                writer.WriteNumberValue(e.BatchSize);
                writer.WriteNumberValue(e.Concurrency);
                break;
            case RunEvent.RanRounds e:
                Begin(writer, "ranRounds", e);
                writer.WriteNumberValue(e.Node);
                LoopRoundsJson.Write(writer, e.Rounds);
                if (e.End is { } end)
                {
                    Write(writer, end);
                }

                break;
            case RunEvent.Failed e:
                Begin(writer, "failed", e);
                writer.WriteNumberValue(e.Node);
                writer.WriteNumberValue(e.Sequence);
                FailureJson.Write(writer, e.Failure);
                if (e.PausesUntil is { } until)
                {
                    writer.WriteStringValue(until);
                }

                break;
            case RunEvent.Breaks e:
                Begin(writer, "breaks", e);
                writer.WriteNumberValue(e.Node);
                writer.WriteStringValue(e.Until);
                break;
            case RunEvent.Cancelled e:
                Begin(writer, "cancelled", e);
                break;
            case RunEvent.TimerFired e:
                writer.WriteStringValue("timerFired");
                writer.WriteNumberValue(e.Number);
                break;
            case RunEvent.Message e:
                WriteMessage(writer, e);
                break;
            case RunEvent.Forked e:
                writer.WriteStringValue("forked");
                writer.WriteNumberValue(e.NextNumber);
                writer.WriteNumberValue(e.HeldNode);
                writer.WriteStringValue(e.HeldIteration);
                break;
            case RunEvent.Given e:
                writer.WriteStringValue("given");
                WritePlace(writer, e.Node, e.Iteration);
                Numbers(writer, [e.IsCompleted ? 1 : 0, e.Sequence, .. e.Counts]);
                break;
            case RunEvent.LoopGiven e:
                writer.WriteStringValue("loopGiven");
                WritePlace(writer, e.Node, e.Iteration);
                Numbers(writer, [e.Items, e.BatchSize, e.Concurrency]);
                break;
            case RunEvent.Filled:
                writer.WriteStringValue("filled");
                break;
            case RunEvent.CancelRequested e:
                writer.WriteStringValue("cancelRequested");
                if (e.Why is { } why)
                {
                    FailureJson.Write(writer, why);
                }

                break;
            case RunEvent.Aborted e:
                writer.WriteStringValue("aborted");
                FailureJson.Write(writer, e.Failure);
                break;
            default:
                throw new InvalidOperationException($"No way to write a {happened.GetType().Name}.");
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads the array.</summary>
    public static RunEvent Read(JsonElement json) => json[0].GetString() switch
    {
        "started" => new RunEvent.Started(),
        "advanced" => new RunEvent.Advanced(
            json[1].GetInt32(), json[2].GetInt32(), json[3].GetInt32(),
            json.EnumerateArray().Skip(6).Select(count => count.GetInt32()).ToArray(), json[4].GetInt32() == 1, json[5].GetInt64()),
        "yielded" => new RunEvent.Yielded(json[1].GetInt32(), json[2].GetInt32(), json[3].GetInt32()),
        "retryAt" => new RunEvent.RetryAt(json[1].GetInt32(), json[2].GetInt32(), json[3].GetInt32(), json[4].GetDateTimeOffset()),
        "waits" => new RunEvent.Waits(json[1].GetInt32(), json[2].GetInt32(), json[3].GetInt32(), json[4].GetDateTimeOffset()),
        "waitsFor" => new RunEvent.WaitsFor(
            json[1].GetInt32(), json[2].GetInt32(), json[3].GetInt32(), (WaitMode)json[4].GetInt32(), json[5].GetString(), Time(json[6])),
        "calls" => new RunEvent.Calls(json[1].GetInt32(), json[2].GetInt32(), json[3].GetInt32(), CallProgressJson.Read(json[4]), Time(json[5])),
        "loopBegan" => new RunEvent.LoopBegan(
            json[1].GetInt32(), json[2].GetInt32(), json[3].GetInt32(), json[4].GetInt32(), json[5].GetInt32(), json[6].GetInt32()),
        "ranRounds" => new RunEvent.RanRounds(
            json[1].GetInt32(), json[2].GetInt32(), json[3].GetInt32(), LoopRoundsJson.Read(json[4]),
            json.GetArrayLength() > 5 ? (RunEvent.Advanced)Read(json[5]) : null),
        "failed" => new RunEvent.Failed(
            json[1].GetInt32(), json[2].GetInt32(), json[3].GetInt32(), json[4].GetInt64(), FailureJson.Read(json[5]))
        {
            PausesUntil = json.GetArrayLength() > 6 ? json[6].GetDateTimeOffset() : null,
        },
        "breaks" => new RunEvent.Breaks(json[1].GetInt32(), json[2].GetInt32(), json[3].GetInt32(), json[4].GetDateTimeOffset()),
        "cancelled" => new RunEvent.Cancelled(json[1].GetInt32(), json[2].GetInt32()),
        "timerFired" => new RunEvent.TimerFired(json[1].GetInt32()),
        "signalled" => new RunEvent.Signalled(json[1].GetInt32(), json[2].GetString()!),
        "answered" => new RunEvent.Answered(json[1].GetInt32(), json[2].GetInt32(), json[3].GetString()!),
        "pauseAnswered" => new RunEvent.PauseAnswered(json[1].GetInt32(), json[2].GetInt32(), (PauseAnswerType)json[3].GetInt32())
        {
            Revision = json.GetArrayLength() > 4 && json[4].ValueKind == JsonValueKind.Array ? RunRevisionJson.Read(json[4]) : null,
            By = json.GetArrayLength() > 4 && json[json.GetArrayLength() - 1] is { ValueKind: JsonValueKind.Number } by ? (AnswerBy)by.GetInt32() : AnswerBy.Person,
        },
        "childEnded" => new RunEvent.ChildEnded(
            json[1].GetInt32(), json[2].GetInt32(), json[3].GetString()!, json[4].GetInt32(), json[5].GetInt32() == 1),
        "discarded" => new RunEvent.Discarded(json[1].GetInt32()),
        "forked" => new RunEvent.Forked(json[1].GetInt32(), json[2].GetInt32(), json[3].GetString()),
        "given" => new RunEvent.Given(
            json[1].GetInt32(), json[2].GetString()!, json.EnumerateArray().Skip(5).Select(count => count.GetInt32()).ToArray(),
            json[3].GetInt32() == 1, json[4].GetInt64()),
        "loopGiven" => new RunEvent.LoopGiven(json[1].GetInt32(), json[2].GetString()!, json[3].GetInt32(), json[4].GetInt32(), json[5].GetInt32()),
        "filled" => new RunEvent.Filled(),
        "cancelRequested" => new RunEvent.CancelRequested(json.GetArrayLength() > 1 ? FailureJson.Read(json[1]) : null),
        "aborted" => new RunEvent.Aborted(FailureJson.Read(json[1])),
        var other => throw new FormatException($"There is no event '{other}'."),
    };

    private static void WriteMessage(Utf8JsonWriter writer, RunEvent.Message message)
    {
        switch (message)
        {
            case RunEvent.Signalled e:
                writer.WriteStringValue("signalled");
                writer.WriteNumberValue(e.Mail);
                writer.WriteStringValue(e.Name);
                break;
            case RunEvent.Answered e:
                writer.WriteStringValue("answered");
                writer.WriteNumberValue(e.Mail);
                writer.WriteNumberValue(e.Node);
                writer.WriteStringValue(e.Iteration);
                break;
            case RunEvent.PauseAnswered e:
                writer.WriteStringValue("pauseAnswered");
                Numbers(writer, [e.Mail, e.Number, (int)e.Type]);
                if (e.Revision is { } revision)
                {
                    RunRevisionJson.Write(writer, revision);
                }

                if (e.By != AnswerBy.Person)
                {
                    writer.WriteNumberValue((int)e.By);
                }

                break;
            case RunEvent.ChildEnded e:
                writer.WriteStringValue("childEnded");
                writer.WriteNumberValue(e.Mail);
                writer.WriteNumberValue(e.Node);
                writer.WriteStringValue(e.Iteration);
                writer.WriteNumberValue(e.Attempt);
                writer.WriteNumberValue(e.IsFailed ? 1 : 0);
                break;
            default:
                writer.WriteStringValue("discarded");
                writer.WriteNumberValue(message.Mail);
                break;
        }
    }

    private static void WriteTime(Utf8JsonWriter writer, DateTimeOffset? time)
    {
        if (time is { } at)
        {
            writer.WriteStringValue(at);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static DateTimeOffset? Time(JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : json.GetDateTimeOffset();

    private static void WritePlace(Utf8JsonWriter writer, int node, string iteration)
    {
        writer.WriteNumberValue(node);
        writer.WriteStringValue(iteration);
    }

    private static void Numbers(Utf8JsonWriter writer, ReadOnlySpan<long> numbers)
    {
        foreach (var number in numbers)
        {
            writer.WriteNumberValue(number);
        }
    }

    private static void Begin(Utf8JsonWriter writer, string name, RunEvent.Answer answer)
    {
        writer.WriteStringValue(name);
        writer.WriteNumberValue(answer.Number);
        writer.WriteNumberValue(answer.NodeRuns);
    }
}
