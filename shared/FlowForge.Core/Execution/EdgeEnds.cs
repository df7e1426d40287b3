using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>What tells an edge from others.</summary>
internal readonly record struct EdgeEnds(string From, string FromPort, string To, string ToPort)
{
    public static EdgeEnds Of(ExecutionPlan plan, int index)
    {
        var edge = plan.Outline.Edges[index];
        var (from, to) = (plan.Nodes[edge.From], plan.Nodes[edge.To]);
        return new(from.Node.Id, from.OutputPorts[edge.FromPort], to.Node.Id, to.InputPorts[edge.ToPort]);
    }

    /// <summary>The edges of a plan.</summary>
    public static Dictionary<EdgeEnds, int> Of(ExecutionPlan plan)
    {
        var edges = new Dictionary<EdgeEnds, int>();
        for (var index = 0; index < plan.Outline.Edges.Length; index++)
        {
            edges.TryAdd(Of(plan, index), index);
        }

        return edges;
    }
}
