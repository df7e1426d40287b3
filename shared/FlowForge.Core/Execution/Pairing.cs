using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>Follows items back along their lineage, so that <c>$('Node').item</c> can be answered.</summary>
/// <param name="plan">The plan.</param>
/// <param name="find">Finds lines by sequence.</param>
/// <param name="target">The node.</param>
/// <param name="batch">What it gave this iteration, when it is a loop round the node that asks, which has no record yet.</param>
internal sealed class Pairing(ExecutionPlan plan, Func<long, Line?> find, int target, IReadOnlyList<ItemRef>? batch = null)
{
    private const int Steps = 100_000;
    private readonly string _name = plan.Nodes[target].Node.DisplayName;
    private readonly string _id = plan.Nodes[target].Node.Id;

    /// <summary>The item of the target, or of its batch, that item <paramref name="index"/> of an input port came from: a range of that one item.</summary>
    public Outcome<ItemRef> Follow(PortInput port, int index)
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

            if (batch is not null && NodeInput.IndexOf(batch, place) >= 0)
            {
                return place;
            }

            // None for a node through which no item of the target can have come.
            if (find(place.Sequence) is not { } line)
            {
                continue;
            }

            if (line.NodeId == _id)
            {
                return place;
            }

            var output = line.Outputs[place.Port];
            if (output.Lineage is Lineage.Via via)
            {
                open.Push((new("back", via.Refs), place.Offset));
                continue;
            }

            var origins = output.Lineage.Of(place.Offset);
            if (origins.Count == 0)
            {
                lostAt ??= line.NodeId;
            }

            for (var i = origins.Count - 1; i >= 0; i--)
            {
                if (origins[i].Port < line.Inputs.Count)
                {
                    open.Push((line.Inputs[origins[i].Port], origins[i].Index));
                }
            }
        }

        var where = lostAt is null ? "" : $" The line is lost at node '{plan.FindById(lostAt)?.Node.DisplayName ?? lostAt}'.";
        return Failure.Of(FailureCodes.LineageLost, $"The item does not come from an item of node '{_name}'.{where}");
    }

    /// <summary>Where item <paramref name="index"/> of a port was put out: a range of that one item.</summary>
    private static ItemRef? Producer(PortInput port, int index)
    {
        foreach (var range in port.Refs)
        {
            if (index < range.Count)
            {
                return range with { Offset = range.Offset + index, Count = 1 };
            }

            index -= range.Count;
        }

        return null;
    }
}
