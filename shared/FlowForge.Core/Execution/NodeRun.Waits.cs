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
        return new(null, new RunEvent.WaitsFor(handOut.Number, 0, node.Index, wait.Mode, wait.Signal, wait.Until));
    }

    /// <summary>Lets the kind end the attempt that its wait began; a failure is tried again under the node's own rules.</summary>
    private async ValueTask<NodeEnd> AwakeAsync(ISuspendingKind kind, OpenNode open)
    {
        Attempts++;
        var awakening = await run.AwakeningAsync(handOut, cancellation).ConfigureAwait(false);
        var hasMore = open.Attempt < (node.Node.Retry?.MaxTries ?? 1);
        var record = NewRecord(open.Attempt, open.IngressSequence, run.NextSequence(handOut.Number), open.StartedAt);
        var context = new NodeContext(run, node, handOut.Iteration, open.Attempt, _input, hasMore);
        var result = await CallAsync(context, (_, context, stop) => kind.GoOnAsync(context, awakening, stop)).ConfigureAwait(false);
        Bytes += context.Bytes;
        record = record with { DurationMs = (run.Clock.GetUtcNow() - open.StartedAt).TotalMilliseconds, Console = context.Console };
        if (result is null)
        {
            return Stopped(record);
        }

        var (end, failure) = await SettleAsync(record, context, result, hasMore).ConfigureAwait(false);
        return failure is null ? end : await PauseAsync(open.Attempt + 1).ConfigureAwait(false) ?? await RunAsync().ConfigureAwait(false);
    }
}
