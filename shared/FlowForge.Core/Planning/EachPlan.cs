namespace FlowForge.Core.Planning;

/// <summary>
/// The outline of <c>join: each</c> (semantics 2): the root scope holds every node, each is a branch of its own, and cycles are edges like others. Nodes
/// stand in the order in which a walk, depth first and in document order, would leave them last.
/// </summary>
internal sealed class EachPlan(PlanGraph graph, int root, bool[] taken)
{
    /// <summary>Document indices in plan order.</summary>
    public int[] Order { get; } = OrderOf(graph, root, taken);

    /// <summary>The outline.</summary>
    public PlanOutline Build()
    {
        var rank = new int[graph.Nodes.Length];
        for (var i = 0; i < Order.Length; i++)
        {
            rank[Order[i]] = i;
        }

        var edges = graph.Edges.Where(edge => taken[edge.From] && taken[edge.To]).ToList();
        var inside = edges.Where(edge => edge.IsLoopPort).Select(edge => edge.From).Distinct().ToDictionary(loop => loop, loop => Inside(loop, edges));
        var outlined = edges.Select((edge, index) => new OutlineEdge
        {
            From = rank[edge.From],
            FromPort = edge.FromPort,
            To = rank[edge.To],
            ToPort = edge.ToPort,
            Role = EdgeRole.Plain,
            Home = 0,
            Local = index,
            RepeatMax = edge.RepeatMax,
            IsInner = inside.TryGetValue(edge.To, out var cycle) && (cycle[edge.From] || edge is { IsLoopPort: true } && edge.From == edge.To),
        }).ToArray();
        return new()
        {
            Nodes = Nodes(outlined),
            Edges = outlined,
            Scopes =
            [
                new()
                {
                    Role = ScopeRole.Root, Parent = -1, Depth = 0, Nodes = [.. Enumerable.Range(0, Order.Length)],
                    Edges = [.. Enumerable.Range(0, outlined.Length)], Exits = [], Repeats = [],
                },
            ],
            Branches = [.. Order.Select((_, index) => new[] { index })],
            IsSequential = true,
            JoinsEach = true,
        };
    }

    private OutlineNode[] Nodes(OutlineEdge[] edges)
    {
        var into = edges.Select((edge, index) => (edge.To, index)).ToLookup(pair => pair.To, pair => pair.index);
        var outOf = edges.Select((edge, index) => (edge.From, index)).ToLookup(pair => pair.From, pair => pair.index);
        return [.. Order.Select((source, index) => new OutlineNode
        {
            Scope = 0,
            Local = index,
            Document = source,
            Branch = index,
            Position = 0,
            OutputPorts = graph.Nodes[source].OutputPorts.Count,
            InputPorts = graph.Nodes[source].InputPorts.Count,
            IsLoop = graph.IsLoop(source),
            In = [.. into[index]],
            Out = [.. outOf[index]],
        })];
    }

    /// <summary>Nodes that the loop's port leads to without passing the loop again.</summary>
    private bool[] Inside(int loop, List<GraphEdge> edges)
    {
        var reached = new bool[graph.Nodes.Length];
        var open = new Stack<int>();
        foreach (var entry in edges.Where(edge => edge.IsLoopPort && edge.From == loop && edge.To != loop))
        {
            open.Push(entry.To);
        }

        while (open.TryPop(out var at))
        {
            if (reached[at])
            {
                continue;
            }

            reached[at] = true;
            foreach (var next in graph.Forward.From(at))
            {
                if (next != loop && taken[next])
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    /// <summary>Reverse postorder: topological but for what leads back.</summary>
    private static int[] OrderOf(PlanGraph graph, int root, bool[] taken)
    {
        var (seen, order) = (new bool[graph.Nodes.Length], new List<int>());
        var open = new Stack<(int Node, int Next)>();
        open.Push((root, graph.Forward.From(root).Length));
        seen[root] = true;
        while (open.TryPop(out var at))
        {
            if (at.Next == 0)
            {
                order.Add(at.Node);
                continue;
            }

            // The last first, so that the first edge's target comes first once the order is turned.
            open.Push((at.Node, at.Next - 1));
            var next = graph.Forward.From(at.Node)[at.Next - 1];
            if (taken[next] && !seen[next])
            {
                seen[next] = true;
                open.Push((next, graph.Forward.From(next).Length));
            }
        }

        order.Reverse();
        return [.. order];
    }
}
