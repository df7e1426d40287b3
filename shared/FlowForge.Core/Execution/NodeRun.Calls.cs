using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Calls of other runs.</content>
internal sealed partial class NodeRun
{
    private bool StopsAtFailure(bool hasMore) => hasMore || node.Node.OnError is Model.OnError.Stop or Model.OnError.Pass;

    /// <summary>Its ingress, and all before it, is durable before the first run is called (semantics 4 c).</summary>
    private async ValueTask<(NodeEnd End, Failure? Retry)> BeginCallAsync(NodeRecord record, NodeContext context, NodeResult.CallWorkflow call, bool hasMore)
    {
        if (run.Calls is null)
        {
            return await FailAsync(record, context, RunCalls.NotHere, hasMore: false).ConfigureAwait(false);
        }

        var status = call.IsAwaited ? FrameStatus.Waiting : FrameStatus.Running;
        await run.CommitIngressAsync(node.Index, Ingress(record, status), _input).ConfigureAwait(false);
        return await StepCallAsync(record, context, new(record.Attempt, call.WorkflowId, call.IsPerItem, 0, 0), call.IsAwaited, hasMore).ConfigureAwait(false);
    }

    /// <summary>Called runs have ended, one of them has failed, or the node's time is over.</summary>
    private async ValueTask<NodeEnd> GoOnCallingAsync(CallProgress call, OpenNode open)
    {
        Attempts++;
        var hasMore = open.Attempt < (node.Node.Retry?.MaxTries ?? 1);
        var record = NewRecord(open.Attempt, open.IngressSequence, run.NextSequence(handOut.Number), open.StartedAt) with
        {
            DurationMs = (run.Clock.GetUtcNow() - open.StartedAt).TotalMilliseconds,
        };
        var context = new NodeContext(run, node, handOut.Iteration, open.Attempt, _input, hasMore);
        var (end, failure) = await StepCallAsync(record, context, call, isAwaited: true, hasMore).ConfigureAwait(false);
        Bytes += context.Bytes;
        return failure is null ? end : await PauseAsync(open.Attempt + 1, failure).ConfigureAwait(false) ?? await RunAsync().ConfigureAwait(false);
    }

    private async ValueTask<(NodeEnd End, Failure? Retry)> StepCallAsync(
        NodeRecord record, NodeContext context, CallProgress call, bool isAwaited, bool hasMore)
    {
        var calls = new NodeCalls(run.Calls!, run, node, Iteration, _input.Items[0], StopsAtFailure(hasMore));
        var until = node.Node.TimeoutSeconds is { } seconds ? record.StartedAt.AddSeconds(seconds) : default(DateTimeOffset?);
        CallStep step;
        try
        {
            step = await calls.StepAsync(call, isAwaited, until <= run.Clock.GetUtcNow(), context, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return (Stopped(record), null);
        }

        switch (step)
        {
            case CallStep.Waits waits:
                return (new(null, new RunEvent.Calls(handOut.Number, 0, node.Index, waits.Call, until)), null);
            case CallStep.Over over:
                return await SettleAsync(record, context, over.Result, hasMore).ConfigureAwait(false);
            default:
                return (default, null);
        }
    }
}
