using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Nodes that are loops.</content>
internal sealed partial class NodeRun
{
    /// <summary>A loop that fails has no iterations, so its items go on behind it.</summary>
    private int ContinuingPort => node.Kind?.Description.IsLoop == true ? Math.Max(0, node.NamedOutputs.ToList().IndexOf("done")) : 0;

    private async ValueTask<(NodeEnd, Failure?)> BeginLoopAsync(NodeRecord record, NodeContext context, NodeResult.LoopBegins loop, bool hasMore)
    {
        var items = _input.Items[0].Count;
        if (((long)items + loop.BatchSize - 1) / loop.BatchSize > Limits.LoopIterations)
        {
            var limit = Failure.Of(FailureCodes.Limit, $"The loop would have over {Limits.LoopIterations} iterations.");
            return await FailAsync(record, context, limit, hasMore).ConfigureAwait(false);
        }

        var ingress = Ingress(record, FrameStatus.Running) with { Loop = new(items, loop.BatchSize, loop.Concurrency) };
        run.Open(node.Index, ingress, _input);
        return (new(null, new RunEvent.LoopBegan(handOut.Number, 0, node.Index, items, loop.BatchSize, loop.Concurrency)), null);
    }

    private PortOutput[] AfterLoop()
    {
        var done = run.LoopDone(node.Index, Iteration);
        return Array.ConvertAll<string, PortOutput>([.. node.NamedOutputs], port => port == "done"
            ? done.Referred(0, port, new Lineage.Via(done.Ports[0].Refs))
            : Empty(port));
    }
}
