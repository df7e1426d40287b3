using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>What every engine asks of an answer to a pause.</summary>
internal static class PauseAnswers
{
    /// <summary><c>resume.wrongAnswer</c> when an answer of this type does not go with the pause; null when it does.</summary>
    public static Failure? Wrong(NodePause pause, PauseAnswerType type) => pause.Takes(type) ? null : Failure.Of(
        "resume.wrongAnswer",
        pause.Failure is null
            ? $"The run pauses before '{pause.Node}' and takes continue, apply, skip or items; cancel it to end it."
            : $"The run pauses at a failure of '{pause.Node}' and takes retry, apply, skip, items or fail.");

    /// <summary>Whether the run's mailbox has an answer to the pause.</summary>
    public static async ValueTask<bool> WasAnsweredAsync(IRunMail mail, string runId, string pauseId, CancellationToken cancellation)
    {
        var id = MailRow.PauseAnswerId(pauseId);
        for (var after = 0; await mail.ReadMailAsync(runId, after, Limits.ListMost, cancellation).ConfigureAwait(false) is { Count: > 0 } rows; after = rows[^1].Ordinal)
        {
            if (rows.Any(row => row.Id == id))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Why items cannot be a node's output; null when they can.</summary>
    public static async ValueTask<Failure?> RefusedAsync(
        IRunStore runs, RunRecord run, PlannedWorkflow planned, NodePause pause, IReadOnlyDictionary<string, IReadOnlyList<Item>> items, CancellationToken cancellation)
    {
        var ports = planned.Plan.FindById(pause.Node)!.OutputPorts;
        var binaries = new FamilyBinaries(runs, run.Family);
        foreach (var (port, given) in items)
        {
            var refused = !ports.Contains(port)
                ? Failure.Of("resume.unknownPort", $"Node '{pause.Node}' has no output port '{port}'; it has {string.Join(", ", ports)}.")
                : ItemPages.TooLarge(given) ?? await binaries.RefuseForeignAsync(given, cancellation).ConfigureAwait(false);
            if (refused is not null)
            {
                return refused with { NodeId = pause.Node };
            }
        }

        return null;
    }

    /// <summary>How an answer was taken, by what the mailbox said.</summary>
    public static PauseResult Of(MailResult result) => result switch
    {
        MailResult.Added => new PauseResult.Taken(),
        MailResult.UnknownRun => new PauseResult.Unknown(IsRun: false),
        MailResult.Full => new PauseResult.Full(),
        _ => new PauseResult.Over(result == MailResult.EndedRun),
    };
}
