namespace FlowForge.Core.Planning;

/// <summary>Strongly connected sets, by Tarjan's algorithm without recursion (R. Tarjan, SIAM J. Computing 1, 1972).</summary>
internal static class Components
{
    /// <summary>The sets that hold a cycle: more than one node, or a node with an arc to itself. Nodes of a set are in ascending order.</summary>
    public static List<int[]> Cyclic(Adjacency graph)
    {
        var search = new Search(graph);
        for (var v = 0; v < graph.Nodes; v++)
        {
            search.From(v);
        }

        return search.Found;
    }

    private sealed class Search(Adjacency graph)
    {
        private readonly int[] _order = new int[graph.Nodes];
        private readonly int[] _low = new int[graph.Nodes];
        private readonly int[] _next = new int[graph.Nodes];
        private readonly bool[] _held = new bool[graph.Nodes];
        private readonly Stack<int> _path = new();
        private readonly Stack<int> _members = new();
        private int _count;

        public List<int[]> Found { get; } = [];

        public void From(int root)
        {
            if (_order[root] != 0)
            {
                return;
            }

            Enter(root);
            while (_path.TryPeek(out var v))
            {
                var arcs = graph.From(v);
                if (_next[v] < arcs.Length)
                {
                    Follow(v, arcs[_next[v]++]);
                    continue;
                }

                _path.Pop();
                if (_path.TryPeek(out var parent))
                {
                    _low[parent] = Math.Min(_low[parent], _low[v]);
                }

                if (_low[v] == _order[v])
                {
                    Close(v);
                }
            }
        }

        private void Follow(int v, int w)
        {
            if (_order[w] == 0)
            {
                Enter(w);
            }
            else if (_held[w])
            {
                _low[v] = Math.Min(_low[v], _order[w]);
            }
        }

        private void Enter(int v)
        {
            _order[v] = _low[v] = ++_count;
            _held[v] = true;
            _path.Push(v);
            _members.Push(v);
        }

        private void Close(int root)
        {
            var set = new List<int>();
            int v;
            do
            {
                v = _members.Pop();
                _held[v] = false;
                set.Add(v);
            }
            while (v != root);

            if (set.Count > 1 || graph.From(root).Contains(root))
            {
                set.Sort();
                Found.Add([.. set]);
            }
        }
    }
}
