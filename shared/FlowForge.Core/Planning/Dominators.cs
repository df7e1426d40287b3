namespace FlowForge.Core.Planning;

/// <summary>
/// Immediate dominators by Lengauer and Tarjan's simple algorithm (ACM TOPLAS 1, 1979), O(m log n) whatever the graph's shape, without recursion.
/// </summary>
internal sealed class Dominators
{
    private readonly Adjacency _graph;
    private readonly int[] _vertex;
    private readonly int[] _semi;
    private readonly int[] _parent;
    private readonly int[] _ancestor;
    private readonly int[] _label;
    private readonly int[] _immediate;
    private int _reached;

    private Dominators(Adjacency graph)
    {
        _graph = graph;
        var n = graph.Nodes;
        _vertex = new int[n];
        _semi = Filled(n);
        _parent = Filled(n);
        _ancestor = Filled(n);
        _label = new int[n];
        _immediate = Filled(n);
    }

    /// <summary>Nodes that can be reached, in an order in which each comes behind its immediate dominator.</summary>
    public ReadOnlySpan<int> Order => _vertex.AsSpan(0, _reached);

    /// <summary>The immediate dominator; -1 for the root and for what cannot be reached.</summary>
    public int Of(int node) => _immediate[node];

    public static Dominators From(Adjacency graph, int root)
    {
        var tree = new Dominators(graph);
        tree.Number(root);
        tree.Solve();
        return tree;
    }

    private static int[] Filled(int n)
    {
        var array = new int[n];
        Array.Fill(array, -1);
        return array;
    }

    private void Number(int root)
    {
        var open = new Stack<(int Node, int Next)>();
        Visit(root, -1);
        open.Push((root, 0));
        while (open.TryPop(out var at))
        {
            var arcs = _graph.From(at.Node);
            if (at.Next == arcs.Length)
            {
                continue;
            }

            open.Push((at.Node, at.Next + 1));
            var w = arcs[at.Next];
            if (_semi[w] < 0)
            {
                Visit(w, at.Node);
                open.Push((w, 0));
            }
        }
    }

    private void Visit(int node, int parent)
    {
        _semi[node] = _reached;
        _label[node] = node;
        _parent[node] = parent;
        _vertex[_reached++] = node;
    }

    private void Solve()
    {
        var sources = Sources();
        var bucket = Filled(_graph.Nodes);
        var chain = Filled(_graph.Nodes);
        for (var i = _reached - 1; i > 0; i--)
        {
            var w = _vertex[i];
            foreach (var v in sources.From(w))
            {
                _semi[w] = Math.Min(_semi[w], _semi[Evaluate(v)]);
            }

            var semi = _vertex[_semi[w]];
            (chain[w], bucket[semi]) = (bucket[semi], w);
            var parent = _parent[w];
            _ancestor[w] = parent;
            for (var v = bucket[parent]; v >= 0; v = chain[v])
            {
                var u = Evaluate(v);
                _immediate[v] = _semi[u] < _semi[v] ? u : parent;
            }

            bucket[parent] = -1;
        }

        for (var i = 1; i < _reached; i++)
        {
            var w = _vertex[i];
            if (_immediate[w] != _vertex[_semi[w]])
            {
                _immediate[w] = _immediate[_immediate[w]];
            }
        }
    }

    private Adjacency Sources()
    {
        var arcs = new List<(int, int)>();
        foreach (var v in Order)
        {
            foreach (var w in _graph.From(v))
            {
                arcs.Add((w, v));
            }
        }

        return Adjacency.Of(_graph.Nodes, arcs);
    }

    private int Evaluate(int v)
    {
        if (_ancestor[v] < 0)
        {
            return v;
        }

        Compress(v);
        return _label[v];
    }

    private void Compress(int v)
    {
        var path = new Stack<int>();
        for (var at = v; _ancestor[_ancestor[at]] >= 0; at = _ancestor[at])
        {
            path.Push(at);
        }

        while (path.TryPop(out var at))
        {
            var above = _ancestor[at];
            if (_semi[_label[above]] < _semi[_label[at]])
            {
                _label[at] = _label[above];
            }

            _ancestor[at] = _ancestor[above];
        }
    }
}
