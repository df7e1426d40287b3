using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Nodes whose output is pinned: they are recorded as if they had run, and nothing of them happens.</content>
internal sealed partial class NodeRun
{
    private async ValueTask<NodeEnd> GiveAsync(PinnedOutput pinned)
    {
        Attempts = 1;
        var ingress = run.NextSequence(handOut.Number);
        var record = NewRecord(1, ingress, ingress + 1, run.Clock.GetUtcNow()) with { IsPinned = true, Note = "Pinned data; the node was not run." };
        var outputs = node.Index == 0 ? Started() : await OutputsAsync(pinned).ConfigureAwait(false);
        if (Exhausted(outputs) is var port and >= 0)
        {
            var context = new NodeContext(run, node, handOut.Iteration, 1, _input, triesLeft: false);
            return (await FailAsync(record, context, PastItsMax(port), hasMore: false).ConfigureAwait(false)).End;
        }

        record = record with { Status = FrameStatus.Completed, Outputs = outputs };
        run.Append(node.Index, record, isResult: true);
        return new(record, null);
    }

    /// <summary>The run has been started with what is pinned to its trigger.</summary>
    private PortOutput[] Started() => Array.ConvertAll<string, PortOutput>(
        [.. node.NamedOutputs], port => port == node.OutputPorts[0] ? _input.Referred(0, port, new Lineage.SameOrder(0)) : Empty(port));

    private async ValueTask<PortOutput[]> OutputsAsync(PinnedOutput pinned)
    {
        var outputs = new List<PortOutput>();
        for (var p = 0; p < node.OutputPorts.Count; p++)
        {
            var (items, output) = (pinned.Ports[p], run.NewOutput(node.OutputPorts[p]));
            for (var i = 0; i < items.Count; i++)
            {
                await output.AddAsync(items[i], OriginOf(i, items.Count), ItemPages.Size(items[i])).ConfigureAwait(false);
            }

            Bytes += output.Bytes;
            if (p != node.ErrorPort || items.Count > 0)
            {
                outputs.Add(await output.BuildAsync().ConfigureAwait(false));
            }
        }

        return [.. outputs];
    }

    /// <summary>As many items as came in, or one, are taken to come from one another in order.</summary>
    private Origin OriginOf(int item, int count) => _input.Items[0].Count is var came && came == count ? Origin.First(item)
        : came == 1 ? Origin.First(0)
        : Origin.None;
}
