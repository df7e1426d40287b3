namespace FlowForge.Core.Tests.Execution;

/// <summary>
/// Semantics 2 read aloud: what happens to a node in an iteration, asked of its edges, and so on back to the trigger.
/// It has no events, no state and no order, knows neither planner nor decider, and remembers answers only to be quick.
/// </summary>
/// <param name="nodes">The nodes.</param>
/// <param name="edges">The edges.</param>
/// <param name="root">The run's own scope.</param>
/// <param name="count">Items that a node gives in an iteration by a port, should it run.</param>
/// <param name="loop">Items and batch size of a loop in an iteration.</param>
internal sealed class ReferenceModel(IReadOnlyList<DrawnNode> nodes, IReadOnlyList<DrawnEdge> edges, DrawnScope root, Func<string, string, string, int> count, Func<string, string, (int Items, int Batch)> loop)
{
    private readonly Dictionary<string, DrawnNode> _nodes = nodes.ToDictionary(node => node.Id);
    private readonly ILookup<string, DrawnEdge> _into = edges.ToLookup(edge => edge.To);
    private readonly Dictionary<(string, string), bool> _runs = [];
    private readonly Dictionary<(int, string), List<string>> _iterations = [];

    public ReferenceModel(RandomGraph graph, DrawnOutcome outcome)
        : this(graph.Nodes, graph.Edges, graph.Scopes[0], outcome.Count, (node, iteration) => outcome.Loop(node, iteration) is var (items, batch, _) ? (items, batch) : default)
    {
    }

    /// <summary>Whether an edge was drawn when its source settled in this iteration; always, in a workflow that is not changed meanwhile.</summary>
    public Func<DrawnEdge, string, bool> IsDrawn { get; init; } = (_, _) => true;

    /// <summary>What is known of a node in an iteration before it is asked for: whether it ran; null for nothing.</summary>
    public Func<string, string, bool?> Known { get; init; } = (_, _) => null;

    /// <summary>Items that come to a port of a node.</summary>
    public int Items(DrawnNode node, string iteration, string port) => _into[node.Id].Where(edge => edge.ToPort == port && edge.Role != DrawnRole.Back).Sum(edge => Items(edge, node, iteration));

    /// <summary>Every node run and every skip, as <c>node[iteration] runs</c>.</summary>
    public SortedSet<string> All()
    {
        var all = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            foreach (var iteration in Iterations(node.Scope, root, ""))
            {
                all.Add(Line(node.Id, iteration, Runs(node, iteration)));
            }
        }

        return all;
    }

    public static string Line(string node, string iteration, bool runs) => $"{node}[{iteration}] {(runs ? "runs" : "skipped")}";

    /// <summary>Node runs that must have settled before <paramref name="node"/> may run.</summary>
    public IEnumerable<(string Node, string Iteration)> Before(DrawnNode node, string iteration) =>
        _into[node.Id].Where(edge => edge.Role is DrawnRole.Plain or DrawnRole.Repeat)
            .SelectMany(edge => Sources(edge, node, iteration).Select(source => (edge.From, source)));

    private bool Runs(DrawnNode node, string iteration)
    {
        if (!_runs.TryGetValue((node.Id, iteration), out var runs))
        {
            runs = Known(node.Id, iteration) ?? (node.Kind == 't' || node.AlwaysRun || _into[node.Id].Any(edge => edge.Role != DrawnRole.Back && Delivers(edge, iteration)));
            _runs[(node.Id, iteration)] = runs;
        }

        return runs;
    }

    private bool Delivers(DrawnEdge edge, string iteration)
    {
        var target = _nodes[edge.To];
        if (edge.Role == DrawnRole.Entry)
        {
            return IsDrawn(edge, Parent(Batch(edge, iteration))) && (target.Scope.IsLoop || Last(iteration) == 0);
        }

        return Sources(edge, target, iteration).Any(at => Gives(edge, at) > 0);
    }

    /// <summary>The loop's iteration whose batch an edge out of its loop port brings.</summary>
    private string Batch(DrawnEdge edge, string iteration) => string.Join('/', iteration.Split('/').Take(_nodes[edge.From].Scope.Depth + 1));

    private int Gives(DrawnEdge edge, string at) => IsDrawn(edge, at) && Runs(_nodes[edge.From], at) ? count(edge.From, at, edge.FromPort) : 0;

    private int Items(DrawnEdge edge, DrawnNode target, string iteration)
    {
        if (edge.Role != DrawnRole.Entry)
        {
            return Sources(edge, target, iteration).Sum(at => Gives(edge, at));
        }

        var batch = Batch(edge, iteration);
        var (items, size) = loop(edge.From, Parent(batch));
        return Delivers(edge, iteration) ? Math.Min(size, items - (Last(batch) * size)) : 0;
    }

    /// <summary>The iterations of an edge's source whose items come to the target in this iteration.</summary>
    private List<string> Sources(DrawnEdge edge, DrawnNode target, string iteration)
    {
        var source = _nodes[edge.From];
        if (edge.Role == DrawnRole.Repeat)
        {
            return Last(iteration) > 0 ? [Child(Parent(iteration), Last(iteration) - 1)] : [];
        }

        // An edge from outside counts in the first round only, and is seen from there.
        var scope = target.Scope;
        if (!source.Scope.IsWithin(scope))
        {
            if (Last(iteration) > 0)
            {
                return [];
            }

            (scope, iteration) = (scope.Parent!, Parent(iteration));
        }

        return Iterations(source.Scope, scope, iteration);
    }

    /// <summary>The iterations of a scope inside one iteration of a scope around it.</summary>
    private List<string> Iterations(DrawnScope scope, DrawnScope around, string iteration)
    {
        if (scope == around)
        {
            return [iteration];
        }

        var all = new List<string>();
        foreach (var outer in Iterations(scope.Parent!, around, iteration))
        {
            if (!_iterations.TryGetValue((scope.Index, outer), out var inner))
            {
                _iterations[(scope.Index, outer)] = inner = scope.IsLoop ? Batches(scope, outer) : Rounds(scope, outer);
            }

            all.AddRange(inner);
        }

        return all;
    }

    private List<string> Batches(DrawnScope scope, string outer)
    {
        if (!Runs(_nodes[scope.Owner!], outer))
        {
            return [];
        }

        var (items, batch) = loop(scope.Owner!, outer);
        return Enumerable.Range(0, (items + batch - 1) / batch).Select(index => Child(outer, index)).ToList();
    }

    private List<string> Rounds(DrawnScope scope, string outer)
    {
        var first = Child(outer, 0);
        var entries = edges.Where(edge => _nodes[edge.To].Scope == scope && edge.Role != DrawnRole.Back
            && (edge.Role == DrawnRole.Entry || !_nodes[edge.From].Scope.IsWithin(scope)));
        if (!entries.Any(edge => Delivers(edge, first)))
        {
            return [];
        }

        var rounds = new List<string> { first };
        var repeats = edges.Where(edge => edge.Role == DrawnRole.Repeat && _nodes[edge.From].Scope == scope).ToList();
        _iterations[(scope.Index, outer)] = rounds;
        while (repeats.Exists(edge => Gives(edge, rounds[^1]) > 0))
        {
            rounds.Add(Child(outer, rounds.Count));
        }

        return rounds;
    }

    private static int Last(string iteration) => iteration.Length == 0 ? 0 : int.Parse(iteration[(iteration.LastIndexOf('/') + 1)..]);

    private static string Parent(string iteration) => iteration.LastIndexOf('/') is var at and >= 0 ? iteration[..at] : "";

    private static string Child(string iteration, int index) => iteration.Length == 0 ? $"{index}" : $"{iteration}/{index}";
}
