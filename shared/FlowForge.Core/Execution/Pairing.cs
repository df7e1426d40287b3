using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>Follows items back along their lineage, so that <c>$('Node').item</c> can be answered.</summary>
internal sealed class Pairing(ExecutionPlan plan, Func<long, NodeRecord?> find, int target, IReadOnlyList<ItemRef>? batch = null)
{
    private const int Steps = 100_000;
    private readonly string _name = plan.Nodes[target].Node.DisplayName;
    private readonly string _id = plan.Nodes[target].Node.Id;

    /// <summary>The item of the target that item <paramref name="index"/> of an input port came from.</summary>
    public Outcome<PairedItem> Follow(PortInput port, int index)
    {
        var open = new Stack<(PortInput Port, int Index)>();
        open.Push((port, index));
        string? lostAt = null;
        for (var steps = 0; open.TryPop(out var at) && steps < Steps; steps++)
        {
            if (Producer(at.Port, at.Index) is not { } place)
            {
                continue;
            }

            if (batch is not null && IndexInBatch(place.Record.Sequence, place.Port, place.Index) is var inBatch and >= 0)
            {
                return new PairedItem(PlanGraph.LoopPort, inBatch);
            }

            if (place.Record.NodeId == _id)
            {
                return new PairedItem(place.Record.Outputs[place.Port].Port, place.Index);
            }

            if (place.Record.Outputs[place.Port].Lineage is Lineage.Via via)
            {
                open.Push((new("back", via.Refs), place.Index));
                continue;
            }

            var origins = place.Record.Outputs[place.Port].Lineage.Of(place.Index);
            if (origins.Count == 0)
            {
                lostAt ??= place.Record.NodeId;
            }

            for (var i = origins.Count - 1; i >= 0; i--)
            {
                if (origins[i].Port < place.Record.Inputs.Count)
                {
                    open.Push((place.Record.Inputs[origins[i].Port], origins[i].Index));
                }
            }
        }

        var where = lostAt is null ? "" : $" The line is lost at node '{plan.FindById(lostAt)?.Node.DisplayName ?? lostAt}'.";
        return Failure.Of(FailureCodes.LineageLost, $"The item does not come from an item of node '{_name}'.{where}");
    }

    /// <summary>Inside a loop's body the loop has no record yet: its items are the ranges of its batch.</summary>
    private int IndexInBatch(long sequence, int port, int index)
    {
        var before = 0;
        foreach (var range in batch!)
        {
            if (range.Sequence == sequence && range.Port == port && index >= range.Offset && index < range.Offset + range.Count)
            {
                return before + index - range.Offset;
            }

            before += range.Count;
        }

        return -1;
    }

    private (NodeRecord Record, int Port, int Index)? Producer(PortInput port, int index)
    {
        foreach (var range in port.Refs)
        {
            if (index < range.Count)
            {
                return find(range.Sequence) is { } record ? (record, range.Port, range.Offset + index) : null;
            }

            index -= range.Count;
        }

        return null;
    }
}
