using FlowForge.Core.Validation;

namespace FlowForge.Core.Planning;

/// <summary>Problems of a graph's shape, naming the nodes once.</summary>
internal static class GraphProblems
{
    private const int Named = 20;

    public static Problem Of(string code, string sentence, PlanGraph graph, params int[] nodes)
    {
        var ids = nodes.Distinct().Select(node => graph.Nodes[node].Node.Id).ToArray();
        var more = ids.Length > Named ? $" and {ids.Length - Named} more" : "";
        return new(code, "graph.edges", $"{sentence} Nodes: {string.Join(", ", ids.Take(Named))}{more}.", NodeIds: ids);
    }
}
