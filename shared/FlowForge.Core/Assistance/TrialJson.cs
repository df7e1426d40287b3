using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Serialization;
using FlowForge.Core.Trials;
using FlowForge.Core.Writing;

namespace FlowForge.Core.Assistance;

/// <summary>
/// Trials as the API writes them: <c>{ outcome: passed | failed | notTried, detail, steps: [{ node, iteration?, status, counts: { port: n }, answered?, failure? }], stoppedAt?, reason? }</c>,
/// where <c>answered</c> says that a node which reaches outside was not run: <c>recording</c> or <c>earlierRun</c>.
/// </summary>
public static class TrialJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter writer, HealTrial trial)
    {
        writer.WriteStartObject();
        writer.WriteString("outcome", trial.Outcome switch { TrialOutcome.Passed => "passed", TrialOutcome.Failed => "failed", _ => "notTried" });
        writer.WriteString("detail", trial.Detail);
        writer.WriteStartArray("steps");
        foreach (var step in trial.Steps)
        {
            Write(writer, step);
        }

        writer.WriteEndArray();
        writer.Text("stoppedAt", trial.StoppedAt);
        writer.Text("reason", trial.Reason);
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, HealTrial)"/> wrote.</summary>
    public static HealTrial Read(JsonElement json) => new(
        Text(json, "outcome") switch { "passed" => TrialOutcome.Passed, "failed" => TrialOutcome.Failed, _ => TrialOutcome.NotTried }, Text(json, "detail") ?? "")
    {
        Steps = [.. json.GetProperty("steps").EnumerateArray().Select(Step)],
        StoppedAt = Text(json, "stoppedAt"),
        Reason = Text(json, "reason"),
    };

    private static void Write(Utf8JsonWriter writer, TrialStep step)
    {
        writer.WriteStartObject();
        writer.WriteString("node", step.NodeId);
        writer.Text("iteration", step.Iteration.Length > 0 ? step.Iteration : null);
        writer.WriteString("status", Words.Of(step.Status));
        writer.WriteStartObject("counts");
        foreach (var (port, count) in step.Counts)
        {
            writer.WriteNumber(port, count);
        }

        writer.WriteEndObject();
        writer.Text("answered", step.Source switch { AnswerSource.Recording => "recording", AnswerSource.EarlierRun => "earlierRun", _ => null });
        writer.Text("failure", step.Failure);
        writer.WriteEndObject();
    }

    private static TrialStep Step(JsonElement json) => new(
        Text(json, "node")!, Text(json, "iteration") ?? "", Enum.Parse<FrameStatus>(Text(json, "status")!, ignoreCase: true),
        [.. json.GetProperty("counts").EnumerateObject().Select(static port => (port.Name, port.Value.GetInt32()))])
    {
        Source = Text(json, "answered") switch { "recording" => AnswerSource.Recording, "earlierRun" => AnswerSource.EarlierRun, _ => AnswerSource.None },
        Failure = Text(json, "failure"),
    };

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;
}
