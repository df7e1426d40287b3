namespace FlowForge.Core.Planning;

/// <summary>
/// Which loop's body holds a node: the innermost loop whose <c>loop</c> port lies on every path from the trigger.
/// Each loop port is a node of its own in the graph of dominators.
/// </summary>
internal sealed class LoopBodies
{
    private readonly int[] _loopOf;

    private readonly int[] _depth;

    private LoopBodies(int[] loopOf, int[] depth)
    {
        _loopOf = loopOf;
        _depth = depth;
    }

    /// <summary>How many loops lie around the node that lies deepest.</summary>
    public int Deepest => _depth.Max();

    /// <summary>The innermost loop around a node; -1 at the root.</summary>
    public int Around(int node) => _loopOf[node];

    /// <summary>Whether <paramref name="node"/> lies in <paramref name="loop"/>'s body, at any depth.</summary>
    public bool Holds(int loop, int node)
    {
        for (var at = _loopOf[node]; at >= 0; at = _loopOf[at])
        {
            if (at == loop)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many loops lie around a node.</summary>
    public int Depth(int node) => _depth[node];

    public static LoopBodies Of(PlanGraph graph, int trigger, bool[] taken)
    {
        var n = graph.Nodes.Length;
        var portOf = new Dictionary<int, int>();
        var loopAt = new List<int>();
        var arcs = new List<(int, int)>();
        foreach (var edge in graph.Edges)
        {
            if (!taken[edge.From] || !taken[edge.To])
            {
                continue;
            }

            if (!edge.IsLoopPort)
            {
                arcs.Add((edge.From, edge.To));
                continue;
            }

            if (!portOf.TryGetValue(edge.From, out var port))
            {
                portOf[edge.From] = port = n + loopAt.Count;
                loopAt.Add(edge.From);
                arcs.Add((edge.From, port));
            }

            arcs.Add((port, edge.To));
        }

        var tree = Dominators.From(Adjacency.Of(n + loopAt.Count, arcs), trigger);
        var loopOf = new int[n];
        var depth = new int[n];
        Array.Fill(loopOf, -1);
        foreach (var node in tree.Order)
        {
            var above = tree.Of(node);
            if (node < n && above >= 0)
            {
                loopOf[node] = above >= n ? loopAt[above - n] : loopOf[above];
                depth[node] = loopOf[node] < 0 ? 0 : depth[loopOf[node]] + 1;
            }
        }

        return new(loopOf, depth);
    }
}
