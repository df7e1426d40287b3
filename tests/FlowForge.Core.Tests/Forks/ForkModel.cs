using FlowForge.Core.Tests.Execution;

namespace FlowForge.Core.Tests.Forks;

/// <summary>
/// Semantics 8 read aloud, over a finished run: which node runs depend on one of them. It knows neither planner nor decider, only the drawing and
/// which node ran in which iterations.
/// </summary>
internal sealed class ForkModel
{
    private readonly RandomGraph _graph;
    private readonly Dictionary<string, DrawnNode> _nodes;
    private readonly List<Place> _places;
    private readonly ILookup<Place, Place> _behind;
    private readonly Func<DrawnEdge, string, bool> _delivers;

    /// <param name="graph">The drawing.</param>
    /// <param name="ran">Node runs and skips.</param>
    /// <param name="delivers">Whether an edge's source gave items for it in an iteration.</param>
    public ForkModel(RandomGraph graph, IEnumerable<(string Node, string Iteration)> ran, Func<DrawnEdge, string, bool> delivers)
    {
        (_graph, _delivers) = (graph, delivers);
        _nodes = graph.Nodes.ToDictionary(node => node.Id);
        _places = ran.SelectMany(place => _nodes[place.Node].Kind == 'l'
            ? new[] { new Place(place.Node, place.Iteration, false), new Place(place.Node, place.Iteration, true) }
            : [new Place(place.Node, place.Iteration, false)]).ToList();
        _behind = _places.SelectMany(place => Before(place).Select(before => (before, place))).ToLookup(pair => pair.before, pair => pair.place);
    }

    /// <summary>
    /// The node runs that depend on this one, itself not included. <paramref name="isOver"/>: on what a loop gave at its end, not on its beginning.
    /// </summary>
    public HashSet<(string Node, string Iteration)> Behind(string node, string iteration, bool isOver)
    {
        var start = new Place(node, iteration, isOver);
        var found = new HashSet<Place> { start };
        var open = new Stack<Place>(found);
        while (true)
        {
            while (open.TryPop(out var at))
            {
                foreach (var next in _behind[at].Where(found.Add))
                {
                    open.Push(next);
                }
            }

            foreach (var dead in NotAlive(found).Where(found.Add))
            {
                open.Push(dead);
            }

            if (open.Count == 0)
            {
                break;
            }
        }

        return found.Where(place => place != start && (_nodes[place.Node].Kind != 'l' || place.IsOver)).Select(place => (place.Node, place.Iteration)).ToHashSet();
    }

    /// <summary>First rounds of repeats all of whose delivering entries depend: nothing in them runs before one has come.</summary>
    private IEnumerable<Place> NotAlive(HashSet<Place> found)
    {
        foreach (var scope in _graph.Scopes.Where(scope => !scope.IsRoot && !scope.IsLoop))
        {
            foreach (var round in _places.Where(place => _nodes[place.Node].Scope == scope && Last(place.Iteration) == 0).Select(place => place.Iteration).Distinct().ToList())
            {
                var delivering = _graph.Edges.Where(edge => _nodes[edge.To].Scope == scope && IsEntry(edge, scope))
                    .SelectMany(edge => Sources(edge, scope, round).Where(place => edge.Role == DrawnRole.Entry || _delivers(edge, place.Iteration))
                        .Select(place => (edge, place)))
                    .ToList();
                if (!delivering.Exists(entry => !IsExit(entry.edge, scope) && !found.Contains(entry.place))
                    && !delivering.Exists(entry => IsExit(entry.edge, scope) && !Sources(entry.edge, scope, round).Any(found.Contains)))
                {
                    foreach (var place in _places.Where(place => place.Iteration == round && _nodes[place.Node].Scope == scope))
                    {
                        yield return place;
                    }
                }
            }
        }
    }

    private bool IsEntry(DrawnEdge edge, DrawnScope scope) =>
        edge.Role == DrawnRole.Entry || (edge.Role == DrawnRole.Plain && !_nodes[edge.From].Scope.IsWithin(scope));

    private bool IsExit(DrawnEdge edge, DrawnScope into) =>
        edge.Role == DrawnRole.Plain && !into.IsWithin(_nodes[edge.From].Scope);

    private IEnumerable<Place> Before(Place place)
    {
        var node = _nodes[place.Node];
        if (place.IsOver)
        {
            // A loop is over when it has begun and all in its body has settled.
            return _places.Where(other => other != place && other.Node == place.Node && other.Iteration == place.Iteration)
                .Concat(Under(_graph.Scopes.Find(scope => scope.Owner == place.Node)!, place.Iteration));
        }

        return _graph.Edges.Where(edge => edge.To == place.Node && edge.Role != DrawnRole.Back)
            .SelectMany(edge => Sources(edge, node.Scope, place.Iteration))
            .Concat(Earlier(node.Scope, place.Iteration))
            .Distinct();
    }

    /// <summary>Earlier iterations of sequential loops, and earlier rounds, around a place.</summary>
    private IEnumerable<Place> Earlier(DrawnScope scope, string iteration)
    {
        for (; !scope.IsRoot; (scope, iteration) = (scope.Parent!, Parent(iteration)))
        {
            if (Last(iteration) > 0 && (!scope.IsLoop || IsSequential(scope.Owner!)))
            {
                var before = Child(Parent(iteration), Last(iteration) - 1);
                foreach (var place in Under(scope, Parent(iteration)).Where(place => IsUnder(place.Iteration, before)))
                {
                    yield return place;
                }
            }
        }
    }

    private bool IsSequential(string loop) =>
        _graph.Workflow.Nodes.First(node => node.Id == loop).Parameters.GetProperty("concurrency").GetInt32() == 1;

    /// <summary>What an edge waits for, seen from an iteration of the scope it leads into.</summary>
    private IEnumerable<Place> Sources(DrawnEdge edge, DrawnScope into, string iteration)
    {
        var source = _nodes[edge.From];
        if (edge.Role == DrawnRole.Entry)
        {
            var around = Prefix(iteration, source.Scope.Depth);
            return into.IsLoop || Last(iteration) == 0 ? [new(edge.From, around, false)] : [];
        }

        if (edge.Role == DrawnRole.Repeat)
        {
            return Last(iteration) > 0 ? [new(edge.From, Child(Parent(iteration), Last(iteration) - 1), source.Kind == 'l')] : [];
        }

        if (!source.Scope.IsWithin(into))
        {
            if (Last(iteration) > 0)
            {
                return [];
            }

            (into, iteration) = (into.Parent!, Parent(iteration));
        }

        if (source.Scope == into)
        {
            return [new(edge.From, iteration, source.Kind == 'l')];
        }

        // An exit: the outermost scope it leaves has to end.
        var left = source.Scope;
        while (left.Parent != into)
        {
            left = left.Parent!;
        }

        return Under(left, iteration).Concat(left.IsLoop ? [new(left.Owner!, iteration, false)] : Entries(left, Child(iteration, 0)));
    }

    private IEnumerable<Place> Entries(DrawnScope scope, string round) =>
        _graph.Edges.Where(edge => _nodes[edge.To].Scope == scope && IsEntry(edge, scope)).SelectMany(edge => Sources(edge, scope, round));

    /// <summary>All places in a scope and the scopes inside it, in any iteration below.</summary>
    private IEnumerable<Place> Under(DrawnScope scope, string iteration) =>
        _places.Where(place => _nodes[place.Node].Scope.IsWithin(scope) && IsUnder(place.Iteration, iteration));

    private static bool IsUnder(string iteration, string prefix) =>
        prefix.Length == 0 || iteration == prefix || iteration.StartsWith(prefix + "/", StringComparison.Ordinal);

    private static string Prefix(string iteration, int depth) => string.Join('/', iteration.Split('/').Take(depth));

    private static int Last(string iteration) => iteration.Length == 0 ? 0 : int.Parse(iteration[(iteration.LastIndexOf('/') + 1)..]);

    private static string Parent(string iteration) => iteration.LastIndexOf('/') is var at and >= 0 ? iteration[..at] : "";

    private static string Child(string iteration, int index) => iteration.Length == 0 ? $"{index}" : $"{iteration}/{index}";

    private readonly record struct Place(string Node, string Iteration, bool IsOver);
}
