namespace FlowForge.Core.Planning;

/// <summary>Outgoing arcs of a directed graph, packed: the arcs of node v are <c>Targets[Start[v] .. Start[v + 1]]</c>, in the order they were given.</summary>
internal sealed class Adjacency
{
    private readonly int[] _start;
    private readonly int[] _targets;

    private Adjacency(int[] start, int[] targets)
    {
        _start = start;
        _targets = targets;
    }

    public int Nodes => _start.Length - 1;

    public static Adjacency Of(int nodes, IReadOnlyList<(int From, int To)> arcs)
    {
        var start = new int[nodes + 1];
        foreach (var (from, _) in arcs)
        {
            start[from + 1]++;
        }

        for (var i = 0; i < nodes; i++)
        {
            start[i + 1] += start[i];
        }

        var at = start.AsSpan(0, nodes).ToArray();
        var targets = new int[arcs.Count];
        foreach (var (from, to) in arcs)
        {
            targets[at[from]++] = to;
        }

        return new(start, targets);
    }

    public ReadOnlySpan<int> From(int node) => _targets.AsSpan(_start[node].._start[node + 1]);

    /// <summary>Every node that can be reached from <paramref name="root"/>, itself included.</summary>
    public bool[] Reach(int root)
    {
        var seen = new bool[Nodes];
        var open = new Stack<int>();
        seen[root] = true;
        open.Push(root);
        while (open.TryPop(out var node))
        {
            foreach (var next in From(node))
            {
                if (!seen[next])
                {
                    seen[next] = true;
                    open.Push(next);
                }
            }
        }

        return seen;
    }
}
