namespace FlowForge.Core.Tests.Execution;

/// <summary>
/// Semantics 2 read aloud: what happens to a node in an iteration, asked of its edges, and so on back to the trigger.
/// It has no events, no state and no order, knows neither planner nor decider, and remembers answers only to be quick.
/// </summary>
internal sealed class ReferenceModel(RandomGraph graph, DrawnOutcome outcome)
{
    private readonly Dictionary<string, DrawnNode> _nodes = graph.Nodes.ToDictionary(node => node.Id);
    private readonly ILookup<string, DrawnEdge> _into = graph.Edges.ToLookup(edge => edge.To);
    private readonly Dictionary<(string, string), bool> _runs = [];
    private readonly Dictionary<(int, string), List<string>> _iterations = [];

    /// <summary>Every node run and every skip, as <c>node[iteration] runs</c>.</summary>
    public SortedSet<string> All()
    {
        var all = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            foreach (var iteration in Iterations(node.Scope, graph.Scopes[0], ""))
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
            runs = node.Kind == 't' || node.AlwaysRun || _into[node.Id].Any(edge => edge.Role != DrawnRole.Back && Delivers(edge, iteration));
            _runs[(node.Id, iteration)] = runs;
        }

        return runs;
    }

    private bool Delivers(DrawnEdge edge, string iteration)
    {
        var target = _nodes[edge.To];
        if (edge.Role == DrawnRole.Entry)
        {
            return target.Scope.IsLoop || Last(iteration) == 0;
        }

        var source = _nodes[edge.From];
        return Sources(edge, target, iteration).Any(at => Runs(source, at) && outcome.Count(edge.From, at, edge.FromPort) > 0);
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

        var (items, batch, _) = outcome.Loop(scope.Owner!, outer);
        return Enumerable.Range(0, (items + batch - 1) / batch).Select(index => Child(outer, index)).ToList();
    }

    private List<string> Rounds(DrawnScope scope, string outer)
    {
        var first = Child(outer, 0);
        var entries = graph.Edges.Where(edge => _nodes[edge.To].Scope == scope && edge.Role != DrawnRole.Back
            && (edge.Role == DrawnRole.Entry || !_nodes[edge.From].Scope.IsWithin(scope)));
        if (!entries.Any(edge => Delivers(edge, first)))
        {
            return [];
        }

        var rounds = new List<string> { first };
        var repeats = graph.Edges.Where(edge => edge.Role == DrawnRole.Repeat && _nodes[edge.From].Scope == scope).ToList();
        _iterations[(scope.Index, outer)] = rounds;
        while (repeats.Exists(edge => Runs(_nodes[edge.From], rounds[^1]) && outcome.Count(edge.From, rounds[^1], edge.FromPort) > 0))
        {
            rounds.Add(Child(outer, rounds.Count));
        }

        return rounds;
    }

    private static int Last(string iteration) => iteration.Length == 0 ? 0 : int.Parse(iteration[(iteration.LastIndexOf('/') + 1)..]);

    private static string Parent(string iteration) => iteration.LastIndexOf('/') is var at and >= 0 ? iteration[..at] : "";

    private static string Child(string iteration, int index) => iteration.Length == 0 ? $"{index}" : $"{iteration}/{index}";
}
