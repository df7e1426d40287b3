using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Waits for messages, and what follows them.</content>
internal sealed partial class NodeRun
{
    private NodeEnd BeginWait(NodeRecord record, NodeResult.WaitFor wait)
    {
        run.Open(node.Index, Ingress(record, FrameStatus.Waiting), _input);
        run.Describe(handOut.Number, wait.Message);
        return new(null, new RunEvent.WaitsFor(handOut.Number, 0, node.Index, wait.Mode, wait.Signal, wait.Until is { } until ? Sooner(record, until) : TimeLimit(record.StartedAt)));
    }

    /// <summary>Lets the kind end the attempt that its wait began; a failure is tried again under the node's own rules.</summary>
    private async ValueTask<NodeEnd> AwakeAsync(ISuspendingKind kind, OpenNode open)
    {
        Attempts++;
        var awakening = await run.AwakeningAsync(handOut, cancellation).ConfigureAwait(false);
        var hasMore = open.Attempt < (node.Node.Retry?.MaxTries ?? 1);
        var record = NewRecord(open.Attempt, open.IngressSequence, run.NextSequence(handOut.Number), open.StartedAt);
        var context = new NodeContext(run, node, handOut.Iteration, open.Attempt, _input, hasMore);
        var result = awakening is Awakening.TimeOver && await IsTimedOutAsync(open).ConfigureAwait(false)
            ? TimedOut()
            : await CallAsync(context, (_, context, stop) => kind.GoOnAsync(context, awakening, stop)).ConfigureAwait(false);
        Bytes += context.Bytes;
        record = record with { DurationMs = (run.Clock.GetUtcNow() - open.StartedAt).TotalMilliseconds, Console = context.Console };
        if (result is null)
        {
            return Stopped(record);
        }

        var (end, failure) = await SettleAsync(record, context, result, hasMore).ConfigureAwait(false);
        return failure is null ? end : await PauseAsync(open.Attempt + 1, failure).ConfigureAwait(false) ?? await RunAsync().ConfigureAwait(false);
    }

    private DateTimeOffset? TimeLimit(DateTimeOffset startedAt) => node.Node.TimeoutSeconds is { } seconds ? startedAt.AddSeconds(seconds) : null;

    private DateTimeOffset Sooner(NodeRecord record, DateTimeOffset until) => TimeLimit(record.StartedAt) is { } limit && limit < until ? limit : until;

    /// <summary>Whether the time that is over is the node's and not the wait's own: asked of the kind again, at the moment at which it began.</summary>
    private async ValueTask<bool> IsTimedOutAsync(OpenNode open)
    {
        if (TimeLimit(open.StartedAt) is not { } limit)
        {
            return false;
        }

        var context = new NodeContext(run, node, handOut.Iteration, open.Attempt, _input, triesLeft: false) { Clock = new Standing(open.StartedAt) };
        return await CallAsync(context).ConfigureAwait(false) switch
        {
            NodeResult.WaitUntil own => limit < own.Until,
            NodeResult.WaitFor own => own.Until is not { } until || limit < until,
            _ => false,
        };
    }

    private sealed class Standing(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
