using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
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

    /// <summary>With <c>join: each</c> a run of a loop gives its next batch, or behind the last one all that has come back (semantics 2).</summary>
    private async ValueTask<(NodeEnd, Failure?)> TakeBatchAsync(NodeRecord record, NodeResult.LoopBegins loop)
    {
        var place = handOut.Token?.Loop;
        var all = place is null ? _input : run.InputOf(node.Index, place);
        var (size, at) = place is null ? (loop.BatchSize, 0) : (place.BatchSize, handOut.Iteration.Last - place.Start);
        var offset = (int)Math.Min((long)at * size, all.Items[0].Count);
        var count = Math.Min(size, all.Items[0].Count - offset);
        var (port, output) = place is { IsDone: true } || count == 0
            ? ("done", await CameBackAsync(place!).ConfigureAwait(false))
            : (PlanGraph.LoopPort, new PortOutput(
                PlanGraph.LoopPort, all.Items[0].Range(offset, count), new StoredItems.Referred([.. NodeInput.Slice(all.Kept[0], offset, count)]),
                new Lineage.Via([.. NodeInput.Slice(all.Ports[0].Refs, offset, count)])));
        record = record with
        {
            Status = FrameStatus.Completed,
            Outputs = Array.ConvertAll<string, PortOutput>([.. node.NamedOutputs], name => name == port ? output : Empty(name)),
        };
        return (new(Append(record, isResult: true), null), null);
    }

    /// <summary>What the loop's runs but its first have got, in order. It is read out of the store, where all of it is from here on.</summary>
    private async ValueTask<PortOutput> CameBackAsync(LoopPlace place)
    {
        var refs = new List<ItemRef>();
        for (var earlier = place.Start + 1; earlier < handOut.Iteration.Last; earlier++)
        {
            var path = earlier.ToString(System.Globalization.CultureInfo.InvariantCulture);
            refs.AddRange(run.FindResult(node.Index, path) is { } known ? known.Inputs[0].Refs
                : throw new StoreFault($"Run {path} of loop '{node.Node.Id}' is missing."));
        }

        refs.AddRange(_input.Ports[0].Refs);
        await run.RecordedAsync().ConfigureAwait(false);
        var records = run.Records();
        var kept = await records.KeptAsync(refs, cancellation).ConfigureAwait(false);
        return new("done", records.Shared(kept), new StoredItems.Referred(kept), new Lineage.Via(refs));
    }

    private PortOutput[] AfterLoop()
    {
        var done = run.LoopDone(node.Index, Iteration);
        return Array.ConvertAll<string, PortOutput>([.. node.NamedOutputs], port => port == "done"
            ? done.Referred(0, port, new Lineage.Via(done.Ports[0].Refs))
            : Empty(port));
    }
}
