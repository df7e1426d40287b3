using FlowForge.Core.Frames;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Forks;

/// <summary>Whether results of one plan's nodes may stand in another plan: a node of the same kind, with the same edges into it.</summary>
internal sealed class PlanFit(ExecutionPlan from, ExecutionPlan into)
{
    private readonly Dictionary<(string Node, bool WithBacks), bool> _known = [];

    /// <summary>Whether a loop that had begun, and not ended, may go on there: what leads back to it may be drawn anew.</summary>
    public bool FitsBegun(string nodeId) => Fits(nodeId, withBacks: false);

    /// <summary>Whether this result may stand there.</summary>
    public bool Fits(NodeRecord record)
    {
        if (!Fits(record.NodeId, withBacks: true))
        {
            return false;
        }

        // Other records refer to its outputs by position.
        var ports = into.FindById(record.NodeId)!.OutputPorts;
        return !record.Outputs.Where((output, i) => i >= ports.Count || ports[i] != output.Port).Any();
    }

    private bool Fits(string nodeId, bool withBacks)
    {
        if (!_known.TryGetValue((nodeId, withBacks), out var fits))
        {
            fits = from.FindById(nodeId) is { } there && into.FindById(nodeId) is { } here
                && there.Node.Kind == here.Node.Kind && Edges(from, there, withBacks).SequenceEqual(Edges(into, here, withBacks));
            _known[(nodeId, withBacks)] = fits;
        }

        return fits;
    }

    private static IEnumerable<(string From, string FromPort, string ToPort, EdgeRole Role)> Edges(ExecutionPlan plan, PlanNode node, bool withBacks) =>
        plan.Outline.Nodes[node.Index].In.Select(index => plan.Outline.Edges[index])
            .Where(edge => withBacks || edge.Role != EdgeRole.Back)
            .Select(edge => (plan.Nodes[edge.From].Node.Id, plan.Nodes[edge.From].OutputPorts[edge.FromPort], node.InputPorts[edge.ToPort], edge.Role));
}
