using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Failures at which the run waits for a person, and what the person answers.</content>
internal sealed partial class NodeRun
{
    /// <summary>What a person meant to happen, and a loop of repeats that has run wild, are no steps that broke.</summary>
    private static readonly HashSet<string> NeverPaused = [FailureCodes.Stopped, FailureCodes.RepeatLimit];

    /// <summary>Settles the node with what a person has answered in place of running it.</summary>
    public async ValueTask<NodeEnd> AnsweredAsync(HandOutPhase phase)
    {
        Attempts++;
        _input = Narrowed(run.InputOf(node.Index, Iteration));
        var attempt = run.FailedAttempts(node.Index, Iteration).Count + 1;
        var ingress = run.NextSequence(handOut.Number);
        var record = NewRecord(attempt, ingress, ingress + 1, run.Clock.GetUtcNow());
        var context = new NodeContext(run, node, handOut.Iteration, attempt, _input, triesLeft: false);
        if (phase == HandOutPhase.PassedBy)
        {
            context.PassThrough(PassingPort, node.InputPorts[0]);
        }
        else
        {
            await WriteGivenAsync(context).ConfigureAwait(false);
        }

        var outputs = await context.BuildAsync().ConfigureAwait(false);
        if (Exhausted(outputs) is var port and >= 0)
        {
            return (await FailAsync(record, context, PastItsMax(port), hasMore: false).ConfigureAwait(false)).End;
        }

        record = record with
        {
            Status = FrameStatus.Completed,
            Outputs = outputs,
            Note = phase == HandOutPhase.PassedBy ? "It was skipped by hand." : "Its output was given by hand.",
        };
        Append(record, isResult: true);
        return new(record, null);
    }

    /// <summary>A loop that is skipped has no iterations, so its items go on behind it.</summary>
    private string PassingPort => node.OutputPorts[ContinuingPort];

    private async ValueTask WriteGivenAsync(NodeContext context)
    {
        var sources = node.InputPorts.Count == 0 ? 0 : _input.Items[0].Count;
        foreach (var (port, items) in await run.GivenAsync(handOut, cancellation).ConfigureAwait(false))
        {
            for (var i = 0; i < items.Count; i++)
            {
                // One that takes the place of the input's is taken to come from it.
                await context.WriteAsync(port, items[i], i < sources ? new(0, i) : Origin.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Tries in all: when a person says so, one more than have failed before.</summary>
    private int Tries(IReadOnlyList<NodeRecord> failed)
    {
        var tries = node.Node.Retry?.MaxTries ?? 1;
        return IsOnceMore(failed) ? failed.Count + 1 : tries;
    }

    /// <summary>Whether a person wants it run again, and it has not been.</summary>
    private bool IsOnceMore(IReadOnlyList<NodeRecord> failed) =>
        handOut is { Phase: HandOutPhase.Again } && handOut.First == node.Index && failed.All(record => record.IngressSequence >> 20 != handOut.Number);

    private NodeEnd Broken(long sequence, Failure failure) => new(null, new RunEvent.Failed(handOut.Number, 0, node.Index, sequence, failure)
    {
        PausesUntil = NeverPaused.Contains(failure.Code) ? null : run.PausesUntil,
    });
}
