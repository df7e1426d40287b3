namespace FlowForge.Core.Validation;

/// <summary>The targets of each node's main edges, all in one array.</summary>
internal sealed class Adjacency
{
    private readonly int[] first;
    private readonly int[] targets;

    private Adjacency(int nodes, int edges)
    {
        first = new int[nodes + 1];
        targets = new int[edges];
    }

    /// <summary>How many nodes there are.</summary>
    public int Count => first.Length - 1;

    /// <summary>Where a node's targets begin; the next node's beginning is where they end.</summary>
    public int First(int node) => first[node];

    /// <summary>The target at a place.</summary>
    public int Target(int place) => targets[place];

    /// <summary>The targets of a node.</summary>
    public ReadOnlySpan<int> From(int node) => targets.AsSpan(first[node]..first[node + 1]);

    /// <summary>That of a workflow's main edges whose nodes exist.</summary>
    public static Adjacency Of(Subject subject)
    {
        var edges = subject.Ends.Where((ends, i) => ends is { From: >= 0, To: >= 0 } && subject.Workflow.Edges[i].IsMain).ToArray();
        var made = new Adjacency(subject.NodeCount, edges.Length);
        foreach (var (from, _) in edges)
        {
            made.first[from + 1]++;
        }

        for (var i = 0; i < subject.NodeCount; i++)
        {
            made.first[i + 1] += made.first[i];
        }

        var next = made.first.ToArray();
        foreach (var (from, to) in edges)
        {
            made.targets[next[from]++] = to;
        }

        return made;
    }
}
