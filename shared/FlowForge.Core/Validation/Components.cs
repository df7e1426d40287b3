namespace FlowForge.Core.Validation;

/// <summary>
/// The strongly connected components of a graph (Tarjan's algorithm with a stack of its own instead of recursion).
/// A component's number is higher than those of all it leads to.
/// </summary>
internal sealed class Components
{
    private readonly Adjacency graph;
    private readonly int[] order;
    private readonly int[] low;
    private readonly int[] next;
    private readonly Stack<int> path = new();
    private readonly Stack<int> open = new();
    private int visited;

    public Components(Adjacency graph)
    {
        this.graph = graph;
        Of = new int[graph.Count];
        order = new int[graph.Count];
        low = new int[graph.Count];
        next = new int[graph.Count];
        Array.Fill(Of, -1);
        for (var i = 0; i < graph.Count; i++)
        {
            if (order[i] == 0)
            {
                Visit(i);
            }
        }
    }

    /// <summary>The component of each node.</summary>
    public int[] Of { get; }

    /// <summary>How many components there are.</summary>
    public int Count { get; private set; }

    private void Visit(int root)
    {
        Enter(root);
        while (path.TryPeek(out var node))
        {
            if (next[node] < graph.First(node + 1))
            {
                var target = graph.Target(next[node]++);
                if (order[target] == 0)
                {
                    Enter(target);
                }
                else if (Of[target] < 0)
                {
                    low[node] = Math.Min(low[node], order[target]);
                }
            }
            else
            {
                Leave(node);
            }
        }
    }

    private void Enter(int node)
    {
        order[node] = low[node] = ++visited;
        next[node] = graph.First(node);
        path.Push(node);
        open.Push(node);
    }

    private void Leave(int node)
    {
        path.Pop();
        if (path.TryPeek(out var parent))
        {
            low[parent] = Math.Min(low[parent], low[node]);
        }

        if (low[node] < order[node])
        {
            return;
        }

        int member;
        do
        {
            member = open.Pop();
            Of[member] = Count;
        }
        while (member != node);
        Count++;
    }
}
