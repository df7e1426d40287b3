using FlowForge.Core.Model;

namespace FlowForge.Core.Tests.Execution;

/// <summary>What the generator knows of a scope, so that a model need not ask the planner.</summary>
internal sealed record DrawnScope(int Index, bool IsLoop, DrawnScope? Parent, string? Owner)
{
    public int Depth => Parent is null ? 0 : Parent.Depth + 1;

    public bool IsRoot => Parent is null;

    public bool IsWithin(DrawnScope outer) => this == outer || Parent?.IsWithin(outer) == true;
}

/// <summary>A node as drawn: its kind is <c>t</c>rigger, <c>n</c>ode, <c>w</c>ait or <c>l</c>oop.</summary>
internal sealed record DrawnNode(string Id, char Kind, DrawnScope Scope)
{
    public bool AlwaysRun { get; set; }
}

/// <summary>What the generator meant an edge to be.</summary>
internal enum DrawnRole
{
    Plain,
    Entry,
    Back,
    Repeat,
}

/// <summary>An edge as drawn.</summary>
internal sealed record DrawnEdge(string From, string FromPort, string To, string ToPort, DrawnRole Role);

/// <summary>
/// A random legal workflow, composed of chains, forks, joins, loops, repeats and exits. Legal by construction, with its scopes known.
/// </summary>
internal sealed class RandomGraph
{
    private readonly Random _random;
    private readonly HashSet<(string, string, string, string)> _seen = [];
    private readonly Dictionary<DrawnScope, (string Node, string Port)> _origins = [];
    private int _left;

    public RandomGraph(int seed, int nodes)
    {
        (Seed, _random, _left) = (seed, new Random(seed), nodes);
        var root = Scope(isLoop: false, null, null);
        Node('t', root);
        Grow(root, ("n0", "out"), nodes);
        Workflow = Draw();
    }

    public int Seed { get; }

    public List<DrawnScope> Scopes { get; } = [];

    public List<DrawnNode> Nodes { get; } = [];

    public List<DrawnEdge> Edges { get; } = [];

    public Workflow Workflow { get; }

    /// <summary>Nodes and edges, a line each.</summary>
    public string Text => string.Join("\n", Nodes.Select(node => $"{node.Id}:{node.Kind} in {node.Scope.Index}{(node.AlwaysRun ? " always" : "")}")
        .Concat(Edges.Select(edge => $"{edge.From}.{edge.FromPort} -> {edge.To}.{edge.ToPort} {edge.Role}")));

    /// <summary>Rounds of a repeat scope after which nothing in it gives items.</summary>
    public const int Rounds = 3;

    private DrawnScope Scope(bool isLoop, DrawnScope? parent, string? owner)
    {
        Scopes.Add(new(Scopes.Count, isLoop, parent, owner));
        return Scopes[^1];
    }

    private DrawnNode Node(char kind, DrawnScope scope)
    {
        Nodes.Add(new($"n{Nodes.Count}", kind, scope) { AlwaysRun = kind == 'n' && _random.Next(20) == 0 });
        _left--;
        return Nodes[^1];
    }

    /// <summary>Adds nodes to a scope behind its origin; gives the ends that are open then.</summary>
    private List<(string Node, string Port)> Grow(DrawnScope scope, (string Node, string Port) origin, int budget)
    {
        _origins[scope] = origin;
        var ends = new List<(string Node, string Port)> { origin };
        for (var until = Math.Max(0, _left - budget); _left > until;)
        {
            switch (_random.Next(12))
            {
                case 0 or 1 when scope.Depth < 3 && _left > 2:
                    AddLoop(scope, ends);
                    break;
                case 2 or 3 when scope.Depth < 3 && (scope.IsRoot || scope.IsLoop) && _left > 2:
                    AddRepeat(scope, ends);
                    break;
                default:
                    var node = Node(_random.Next(10) == 0 ? 'w' : 'n', scope);
                    Join(ends, node, _random.Next(1, 4));
                    AddEnds(ends, node);
                    break;
            }
        }

        return ends;
    }

    private void AddEnds(List<(string Node, string Port)> ends, DrawnNode node)
    {
        ends.Add((node.Id, "out"));
        if (node.Kind == 'n' && _random.Next(3) == 0)
        {
            ends.Add((node.Id, "alt"));
        }

        if (node.Kind == 'n' && _random.Next(6) == 0)
        {
            ends.Add((node.Id, "error"));
        }
    }

    /// <summary>Edges from some of the open ends, at least one; an end that is used may be used again.</summary>
    private void Join(List<(string Node, string Port)> ends, DrawnNode to, int most)
    {
        var isOutside = true;
        for (var i = Math.Min(most, ends.Count); i > 0; i--)
        {
            var at = _random.Next(3) == 0 ? _random.Next(ends.Count) : ends.Count - 1 - _random.Next(Math.Min(3, ends.Count));
            var (from, port) = ends[at];
            Connect(from, port, to);
            isOutside &= port != "loop" && Body(Nodes.Find(node => node.Id == from)!.Scope) != Body(to.Scope);
            if (ends.Count > 1 && _random.Next(2) == 0)
            {
                ends.RemoveAt(at);
            }
        }

        if (isOutside)
        {
            // With exits of inner loops alone it would lie in the body of one.
            var (from, port) = _origins.TryGetValue(to.Scope, out var origin) ? origin : _origins[to.Scope.Parent!];
            Connect(from, port, to);
        }
    }

    private static DrawnScope Body(DrawnScope scope) => scope.IsRoot || scope.IsLoop ? scope : Body(scope.Parent!);

    private void Connect(string from, string port, DrawnNode to) =>
        Connect(from, port, to, port == "loop" ? DrawnRole.Entry : DrawnRole.Plain);

    private void Connect(string from, string port, DrawnNode to, DrawnRole role)
    {
        var edge = new DrawnEdge(from, port, to.Id, to.Kind == 'n' && _random.Next(3) == 0 ? "in2" : "in", role);
        if (_seen.Add((from, port, to.Id, edge.ToPort)))
        {
            Edges.Add(edge);
        }
    }

    private void AddLoop(DrawnScope scope, List<(string Node, string Port)> ends)
    {
        var loop = Node('l', scope);
        Join(ends, loop, 2);
        var body = Grow(Scope(isLoop: true, scope, loop.Id), (loop.Id, "loop"), _random.Next(1, 12));
        foreach (var (node, port) in body.Where(end => end.Port != "loop"))
        {
            if (_random.Next(3) > 0)
            {
                Connect(node, port, loop, DrawnRole.Back);
            }
            else if (_random.Next(2) == 0)
            {
                ends.Add((node, port));
            }
        }

        ends.Add((loop.Id, "done"));
    }

    /// <summary>A head, what grows behind it, and a tail that all of it leads to; the tail leads back to the head, and perhaps further edges back.</summary>
    private void AddRepeat(DrawnScope outer, List<(string Node, string Port)> ends)
    {
        var scope = Scope(isLoop: false, outer, null);
        var first = Nodes.Count;
        var head = Node('n', scope);
        Join(ends, head, 2);
        var inside = Grow(scope, (head.Id, "out"), _random.Next(0, 8));
        var tail = Node(_random.Next(4) == 0 ? 'w' : 'n', scope);
        foreach (var (node, port) in Loose(scope, first).Concat(inside).Distinct().ToList())
        {
            Connect(node, port, tail, DrawnRole.Plain);
        }

        if (_random.Next(3) == 0)
        {
            var aside = Node('n', scope);
            Connect(tail.Id, "out", aside, DrawnRole.Repeat);
            Connect(aside.Id, "out", head, DrawnRole.Plain);
        }

        Connect(tail.Id, "out", head, DrawnRole.Repeat);
        var members = Nodes.Skip(first).Where(node => node.Scope == scope && node.Kind != 'l').ToList();
        if (_random.Next(3) == 0)
        {
            Connect(members[_random.Next(members.Count)].Id, "out", members[_random.Next(members.Count)], DrawnRole.Repeat);
        }

        foreach (var member in members.Where(_ => _random.Next(3) == 0).Append(tail))
        {
            ends.Add((member.Id, member.Kind == 'n' && _random.Next(2) == 0 ? "alt" : "out"));
        }
    }

    /// <summary>Nodes of the scope that nothing of it follows, by a port of theirs.</summary>
    private List<(string, string)> Loose(DrawnScope scope, int first) => Nodes.Skip(first)
        .Where(node => node.Scope == scope && !Edges.Exists(edge => edge.From == node.Id && edge.Role == DrawnRole.Plain))
        .Where(node => node.Id != Nodes[^1].Id)
        .Select(node => (node.Id, node.Kind == 'l' ? "done" : "out")).ToList();

    private Workflow Draw()
    {
        var nodes = Nodes.ToArray();
        _random.Shuffle(nodes);
        return new()
        {
            Id = $"random-{Seed}",
            Name = "random",
            Nodes = nodes.Select(node => new Node
            {
                Id = node.Id,
                Kind = node.Kind switch { 't' => "trigger", 'w' => "wait", 'l' => "loop", _ => "drawn" },
                AlwaysRun = node.AlwaysRun,
                OnError = OnError.ErrorOutput,
                Parameters = System.Text.Json.JsonElement.Parse(node.Kind switch
                {
                    'w' => """{"seconds":0}""",
                    'l' => $$"""{"batchSize":{{1 + (node.Id.Length % 2)}},"concurrency":{{1 + (node.Id[^1] % 3)}}}""",
                    _ => "{}",
                }),
            }).ToList(),
            Edges = Edges.ConvertAll(edge => new Edge
            {
                From = edge.From,
                FromPort = edge.FromPort,
                To = edge.To,
                ToPort = edge.ToPort,
                RepeatMax = edge.Role == DrawnRole.Repeat ? Rounds + 2 : null,
            }),
        };
    }
}
