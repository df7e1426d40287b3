using FlowForge.Core.Validation;

namespace FlowForge.Core.Planning;

/// <summary>The scopes of a plan: the root, a body for each loop, a repeat scope for each remaining cycle.</summary>
internal sealed class ScopeTree
{
    private readonly List<(ScopeRole Role, int Parent, int Depth, int Owner)> _scopes = [];
    private readonly int[] _scopeOf;
    private readonly Dictionary<int, int> _bodyOf = [];

    private ScopeTree(int nodes) => _scopeOf = new int[nodes];

    public static Problem TooDeep { get; } =
        new("limit.scopeDepth", "graph", $"Loops and repeats may lie at most {Limits.ScopeDepth} deep inside one another.");

    public int Count => _scopes.Count;

    public (ScopeRole Role, int Parent, int Depth, int Owner) this[int scope] => _scopes[scope];

    /// <summary>Innermost scope of a node.</summary>
    public int Of(int node) => _scopeOf[node];

    /// <summary>A loop node's body.</summary>
    public int BodyOf(int loop) => _bodyOf[loop];

    /// <summary>The scope that an edge's items come from: the body for a loop port.</summary>
    public int Source(GraphEdge edge) => edge.IsLoopPort ? _bodyOf[edge.From] : _scopeOf[edge.From];

    /// <summary>Whether <paramref name="outer"/> is <paramref name="scope"/> or lies around it.</summary>
    public bool Contains(int outer, int scope)
    {
        while (scope > outer)
        {
            scope = _scopes[scope].Parent;
        }

        return scope == outer;
    }

    /// <summary>The outermost scope around <paramref name="from"/> that does not contain <paramref name="to"/>; -1 when none is left.</summary>
    public int Left(int from, int to)
    {
        var left = -1;
        for (; from >= 0 && !Contains(from, to); from = _scopes[from].Parent)
        {
            left = from;
        }

        return left;
    }

    /// <summary>Builds the tree; <paramref name="order"/> has each loop before its body.</summary>
    public static ScopeTree Of(PlanGraph graph, LoopBodies bodies, RepeatSets sets, IEnumerable<int> order, List<Problem> problems)
    {
        var tree = new ScopeTree(graph.Nodes.Length);
        tree._scopes.Add((ScopeRole.Root, -1, 0, -1));
        var repeats = new Dictionary<int, int>();
        foreach (var node in order)
        {
            var around = bodies.Around(node);
            var scope = around < 0 ? 0 : tree._bodyOf[around];
            var set = sets.SetOf[node];
            if (set >= 0)
            {
                scope = repeats.TryGetValue(set, out var known) ? known : repeats[set] = tree.Add(ScopeRole.Repeat, scope, -1);
            }

            tree._scopeOf[node] = scope;
            if (graph.IsLoop(node))
            {
                tree._bodyOf[node] = tree.Add(ScopeRole.Loop, scope, node);
            }
        }

        if (tree._scopes.Any(scope => scope.Depth > Limits.ScopeDepth))
        {
            problems.Add(TooDeep);
        }

        return tree;
    }

    private int Add(ScopeRole role, int parent, int owner)
    {
        _scopes.Add((role, parent, _scopes[parent].Depth + 1, owner));
        return _scopes.Count - 1;
    }
}
