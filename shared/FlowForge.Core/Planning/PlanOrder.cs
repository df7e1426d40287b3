namespace FlowForge.Core.Planning;

/// <summary>Plan order: the trigger, then topological, ties in document order, back and repeat edges left out.</summary>
internal static class PlanOrder
{
    public static int[] Of(PlanGraph graph, LoopBodies bodies, int trigger, bool[] taken)
    {
        var open = new int[graph.Nodes.Length];
        var forward = new List<(int From, int To)>();
        foreach (var edge in graph.Edges)
        {
            if (taken[edge.From] && taken[edge.To] && !edge.IsRepeat && !IsBack(bodies, edge))
            {
                forward.Add((edge.From, edge.To));
                open[edge.To]++;
            }
        }

        // A body node that only repeat edges enter has no other arc that puts it behind its loop.
        for (var node = 0; node < open.Length; node++)
        {
            if (taken[node] && bodies.Around(node) is var loop and >= 0)
            {
                forward.Add((loop, node));
                open[node]++;
            }
        }

        var next = Adjacency.Of(graph.Nodes.Length, forward);
        var ready = new PriorityQueue<int, int>();
        for (var node = 0; node < open.Length; node++)
        {
            if (taken[node] && open[node] == 0)
            {
                ready.Enqueue(node, node == trigger ? -1 : node);
            }
        }

        var order = new List<int>();
        while (ready.TryDequeue(out var node, out _))
        {
            order.Add(node);
            foreach (var target in next.From(node))
            {
                if (--open[target] == 0)
                {
                    ready.Enqueue(target, target);
                }
            }
        }

        return [.. order];
    }

    /// <summary>An edge from a loop's body to its node.</summary>
    public static bool IsBack(LoopBodies bodies, GraphEdge edge) => bodies.Holds(edge.To, edge.From);
}
