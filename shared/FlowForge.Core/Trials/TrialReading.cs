using FlowForge.Core.Assistance;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Trials;

/// <summary>What a trial came to, as its frames say.</summary>
/// <param name="nodeId">The node that had failed.</param>
/// <param name="iteration">Its iteration.</param>
/// <param name="sources">Where answers of nodes that reach outside came from, by node and iteration.</param>
internal sealed class TrialReading(string nodeId, string iteration, IReadOnlyDictionary<(string Node, string Iteration), AnswerSource> sources)
{
    /// <summary>What a test's or a trial's way out says of a call that it does not know.</summary>
    private static readonly string[] Stops = [RecordedKind.NotRecorded, "test.unexpectedCall", FailureCodes.CredentialUnavailable, FailureCodes.Stopped];

    /// <summary>Passed: what had failed did not fail, and nothing behind it did as far as the trial went.</summary>
    public HealTrial Of(RunRecord run, IReadOnlyList<Frame> frames)
    {
        var steps = frames.Select(Step).ToList();
        var mended = frames.LastOrDefault(frame => frame.NodeId == nodeId && frame.Iteration == iteration);
        var trial = new HealTrial(TrialOutcome.NotTried, "") { Steps = [.. steps.Take(Limits.TrialSteps)] };
        if (mended is null or { Status: not (FrameStatus.Completed or FrameStatus.Failed) })
        {
            return run.HasEnded
                ? trial with { Detail = "The trial did not come to the node that failed." }
                : trial with { Detail = $"The trial did not end within {Limits.TrialSeconds} seconds." };
        }

        if (mended.Failure is { } still)
        {
            return Array.IndexOf(Stops, still.Code) >= 0
                ? trial with { Detail = $"It could not be tried: {still.Message}", StoppedAt = nodeId, Reason = still.Message }
                : trial with { Outcome = TrialOutcome.Failed, Detail = still.Message };
        }

        var passed = trial with { Outcome = TrialOutcome.Passed };
        return run switch
        {
            { HasEnded: false } => passed with { Detail = $"The node does not fail any more; the rest did not end within {Limits.TrialSeconds} seconds.", StoppedAt = Last(frames), Reason = "The time of a trial was over." },
            { Status: RunStatus.Completed } => passed with { Detail = "The run goes to its end." },
            { Failure: { } failure } when Array.IndexOf(Stops, failure.Code) >= 0 => passed with
            {
                Detail = $"The node does not fail any more. The trial stopped at '{failure.NodeId}': {failure.Message}", StoppedAt = failure.NodeId, Reason = failure.Message,
            },
            { Failure: { } failure } => passed with { Outcome = TrialOutcome.Failed, Detail = $"Node '{failure.NodeId}' fails then: {failure.Message}", StoppedAt = failure.NodeId, Reason = failure.Message },
            _ => passed with { Detail = "The node does not fail any more; the trial was stopped.", StoppedAt = Last(frames), Reason = "The trial was stopped." },
        };
    }

    private TrialStep Step(Frame frame) => new(
        frame.NodeId, frame.Iteration, frame.Status, [.. frame.Output.Where(static port => port.Count > 0).Select(static port => (port.Port, port.Count))])
    {
        Source = sources.GetValueOrDefault((frame.NodeId, frame.Iteration)),
        Failure = frame.Failure?.Message,
    };

    private static string? Last(IReadOnlyList<Frame> frames) => frames.Count == 0 ? null : frames[^1].NodeId;
}
