namespace FlowForge.Core.Validation;

/// <summary>Refuses what is too large before anything is built from it.</summary>
internal static class CountCheck
{
    /// <summary>Whether both counts are within the limits.</summary>
    public static bool Run(int nodes, int edges, ProblemList problems)
    {
        if (nodes > Limits.Nodes)
        {
            problems.Refuse(ProblemCodes.TooManyNodes, "graph.nodes", $"The workflow has {nodes} nodes; at most {Limits.Nodes} are allowed.");
        }

        if (edges > Limits.Edges)
        {
            problems.Refuse(ProblemCodes.TooManyEdges, "graph.edges", $"The workflow has {edges} edges; at most {Limits.Edges} are allowed.");
        }

        return nodes <= Limits.Nodes && edges <= Limits.Edges;
    }
}
