using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>Whether nodes and edges may be added, removed and replaced in a run as it stands: only where nothing concerned has settled or is running (semantics 7).</summary>
/// <param name="before">What it goes by.</param>
/// <param name="after">What it is to go by.</param>
/// <param name="standings">How the nodes of <paramref name="before"/> stand.</param>
internal sealed class RevisionFit(PlannedWorkflow before, PlannedWorkflow after, NodeStanding[] standings)
{
    /// <summary>Why not; null when they may.</summary>
    public string? Refuse()
    {
        var replaced = before.Plan.Nodes.Where(node => !IsKept(node)).Select(node => node.Node.Id).ToHashSet(StringComparer.Ordinal);
        var touched = replaced.FirstOrDefault(id => Of(id) != NodeStanding.Unreached);
        if (touched is not null)
        {
            return $"removes or replaces node '{touched}', which has run or is running";
        }

        var (was, now) = (Edges(before.Plan), Edges(after.Plan));
        foreach (var edge in was.Except(now).Concat(now.Except(was)).Concat(was.Concat(now).Where(edge => replaced.Contains(edge.From) || replaced.Contains(edge.To))))
        {
            if (Of(edge.From) is NodeStanding.Settled or NodeStanding.Busy)
            {
                return $"adds or removes an edge from node '{edge.From}', which has run or is running";
            }

            if (Of(edge.To) != NodeStanding.Unreached)
            {
                return $"adds or removes an edge to node '{edge.To}', which has run or is running";
            }
        }

        var ports = before.Plan.Nodes.FirstOrDefault(node => Of(node.Node.Id) != NodeStanding.Unreached && HasOtherPorts(node));
        return ports is null ? null : $"changes the ports of node '{ports.Node.Id}', which has run or is running";
    }

    /// <summary>A node that is new stands nowhere.</summary>
    private NodeStanding Of(string id) => before.NodeIndex.TryGetValue(id, out var node) ? standings[node] : NodeStanding.Unreached;

    private bool IsKept(PlanNode node) => after.Plan.FindById(node.Node.Id) is { } other && RevisionRule.IsKept(node.Node, other.Node);

    /// <summary>What has paused has not given anything, so that it may yet give it by other ports.</summary>
    private bool HasOtherPorts(PlanNode node)
    {
        var other = after.Plan.FindById(node.Node.Id)!;
        return !node.InputPorts.SequenceEqual(other.InputPorts)
            || (Of(node.Node.Id) != NodeStanding.Paused && !node.OutputPorts.SequenceEqual(other.OutputPorts));
    }

    private static HashSet<(string From, string FromPort, string To, string ToPort)> Edges(ExecutionPlan plan) => plan.Outline.Edges.Select(edge => (
        plan.Nodes[edge.From].Node.Id, plan.Nodes[edge.From].OutputPorts[edge.FromPort], plan.Nodes[edge.To].Node.Id, plan.Nodes[edge.To].InputPorts[edge.ToPort])).ToHashSet();
}
