namespace FlowForge.Core.Tests.Execution;

/// <summary>What nodes of a random graph give, by seed, node, iteration and port only: whatever the order in which things happen.</summary>
internal sealed class DrawnOutcome(RandomGraph graph)
{
    private readonly Dictionary<string, DrawnNode> _nodes = graph.Nodes.ToDictionary(node => node.Id);

    /// <summary>Items on a port; none in a repeat scope once the rounds are over, so that every run ends.</summary>
    public int Count(string node, string iteration, string port)
    {
        // Of a node that the graph does not have, and that a change adds, the scope is not known; a loop has no more rounds than that.
        if ((!_nodes.TryGetValue(node, out var drawn) || drawn.Scope is { IsRoot: false, IsLoop: false }) && Last(iteration) >= RandomGraph.Rounds)
        {
            return 0;
        }

        var draw = Hash(node, iteration, port);
        return drawn?.Kind == 't' ? 1 + (draw % 3)
            : port == "error" ? (draw % 4 == 0 ? 1 : 0)
            : Math.Max(0, (draw % 5) - 1);
    }

    /// <summary>Items, batch size and concurrency of a loop.</summary>
    public (int Items, int Batch, int Concurrency) Loop(string node, string iteration)
    {
        var draw = Hash(node, iteration, "loop");
        return (draw % 4, 1 + (draw / 4 % 2), 1 + (draw / 8 % 3));
    }

    public int Hash(string node, string iteration, string what)
    {
        var hash = 2166136261u ^ (uint)graph.Seed;
        foreach (var c in node + "|" + iteration + "|" + what)
        {
            hash = (hash ^ c) * 16777619u;
        }

        hash ^= hash >> 15;
        hash *= 2246822519u;
        hash ^= hash >> 13;
        return (int)(hash & 0x3FFFFFFF);
    }

    private static int Last(string iteration) => iteration.Length == 0 ? 0 : int.Parse(iteration[(iteration.LastIndexOf('/') + 1)..]);
}
