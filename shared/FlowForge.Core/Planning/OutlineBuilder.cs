namespace FlowForge.Core.Planning;

/// <summary>Turns a graph whose shape has been found legal into an outline.</summary>
internal sealed class OutlineBuilder(PlanGraph graph, LoopBodies bodies, ScopeTree scopes, int[] order, bool[] taken, IReadOnlySet<string> breakpoints)
{
    private readonly int[] _rank = new int[graph.Nodes.Length];
    private readonly List<GraphEdge> _edges = [];

    public PlanOutline Build()
    {
        for (var i = 0; i < order.Length; i++)
        {
            _rank[order[i]] = i;
        }

        _edges.AddRange(graph.Edges.Where(edge => taken[edge.From] && taken[edge.To]));
        var edges = Edges(out var edgesOf);
        var (incoming, outgoing) = (EdgesBy(edges, edge => edge.To), EdgesBy(edges, edge => edge.From));
        var branches = Branches(edges, incoming, outgoing);
        var nodesOf = Lists(scopes.Count);
        var nodes = new OutlineNode[order.Length];
        for (var b = 0; b < branches.Count; b++)
        {
            for (var p = 0; p < branches[b].Count; p++)
            {
                var rank = branches[b][p];
                nodes[rank] = Node(rank, b, p, incoming[rank], outgoing[rank]);
            }
        }

        var locals = new OutlineNode[nodes.Length];
        for (var rank = 0; rank < nodes.Length; rank++)
        {
            var scope = nodes[rank].Scope;
            locals[rank] = Relocate(nodes[rank], nodesOf[scope].Count);
            nodesOf[scope].Add(rank);
        }

        return new()
        {
            Nodes = locals,
            Edges = edges,
            Scopes = Scopes(edges, edgesOf, nodesOf),
            Branches = branches.ConvertAll(branch => branch.ToArray()).ToArray(),
            IsSequential = graph.Workflow.Config.Order == Model.RunOrder.Sequential,
        };
    }

    private static List<int>[] Lists(int count)
    {
        var lists = new List<int>[count];
        for (var i = 0; i < count; i++)
        {
            lists[i] = [];
        }

        return lists;
    }

    private OutlineEdge[] Edges(out List<int>[] edgesOf)
    {
        edgesOf = Lists(scopes.Count);
        var edges = new OutlineEdge[_edges.Count];
        for (var i = 0; i < edges.Length; i++)
        {
            var edge = _edges[i];
            var isBack = PlanOrder.IsBack(bodies, edge);
            var source = scopes.Source(edge);
            var home = isBack ? scopes.BodyOf(edge.To) : scopes.Of(edge.To);
            edges[i] = new()
            {
                From = _rank[edge.From],
                FromPort = edge.FromPort,
                To = _rank[edge.To],
                ToPort = edge.ToPort,
                Role = isBack ? EdgeRole.Back : edge.IsRepeat ? EdgeRole.Repeat : edge.IsLoopPort ? EdgeRole.LoopEntry : EdgeRole.Plain,
                Home = home,
                Local = edgesOf[home].Count,
                Leaves = scopes.Left(source, home),
                Enters = !scopes.Contains(home, source),
                RepeatMax = edge.RepeatMax,
            };
            edgesOf[home].Add(i);
        }

        return edges;
    }

    private List<int>[] EdgesBy(OutlineEdge[] edges, Func<OutlineEdge, int> end)
    {
        var lists = Lists(order.Length);
        for (var i = 0; i < edges.Length; i++)
        {
            lists[end(edges[i])].Add(i);
        }

        return lists;
    }

    private List<List<int>> Branches(OutlineEdge[] edges, List<int>[] incoming, List<int>[] outgoing)
    {
        var branches = new List<List<int>>();
        var branchOf = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            if (Continues(edges, incoming, outgoing, rank))
            {
                branchOf[rank] = branchOf[edges[incoming[rank][0]].From];
            }
            else
            {
                branchOf[rank] = branches.Count;
                branches.Add([]);
            }

            branches[branchOf[rank]].Add(rank);
        }

        return branches;
    }

    private bool Continues(OutlineEdge[] edges, List<int>[] incoming, List<int>[] outgoing, int rank)
    {
        if (incoming[rank].Count != 1 || rank == 0)
        {
            return false;
        }

        var edge = edges[incoming[rank][0]];
        var (from, to) = (graph.Nodes[order[edge.From]], graph.Nodes[order[rank]]);
        return edge.Role == EdgeRole.Plain && !edge.Enters && edge.Leaves < 0
            && outgoing[edge.From].Count == 1
            && !graph.IsLoop(order[edge.From])
            && to.Kind?.Description is not ({ IsLoop: true } or { Suspends: true })
            && !to.Node.AlwaysRun && !breakpoints.Contains(to.Node.Id) && from.Index != to.Index;
    }

    private OutlineNode Node(int rank, int branch, int position, List<int> incoming, List<int> outgoing)
    {
        var source = order[rank];
        return new()
        {
            Scope = scopes.Of(source),
            Local = 0,
            Document = source,
            Branch = branch,
            Position = position,
            OutputPorts = graph.Nodes[source].OutputPorts.Count,
            In = [.. incoming],
            Out = [.. outgoing],
            Body = graph.IsLoop(source) ? scopes.BodyOf(source) : -1,
            AlwaysRun = graph.Nodes[source].Node.AlwaysRun,
        };
    }

    private static OutlineNode Relocate(OutlineNode node, int local) => new()
    {
        Scope = node.Scope,
        Local = local,
        Document = node.Document,
        Branch = node.Branch,
        Position = node.Position,
        OutputPorts = node.OutputPorts,
        In = node.In,
        Out = node.Out,
        Body = node.Body,
        AlwaysRun = node.AlwaysRun,
    };

    private OutlineScope[] Scopes(OutlineEdge[] edges, List<int>[] edgesOf, List<int>[] nodesOf)
    {
        var exits = Lists(scopes.Count);
        for (var i = 0; i < edges.Length; i++)
        {
            if (edges[i].Leaves >= 0)
            {
                exits[edges[i].Leaves].Add(i);
            }
        }

        var repeats = Lists(scopes.Count);
        for (var i = 1; i < scopes.Count; i++)
        {
            if (scopes[i].Role == ScopeRole.Repeat)
            {
                repeats[scopes[i].Parent].Add(i);
            }
        }

        var suspends = Suspending();
        var built = new OutlineScope[scopes.Count];
        for (var i = 0; i < built.Length; i++)
        {
            var (role, parent, depth, owner) = scopes[i];
            built[i] = new()
            {
                Role = role,
                Parent = parent,
                Depth = depth,
                Owner = owner < 0 ? -1 : _rank[owner],
                Nodes = [.. nodesOf[i]],
                Edges = [.. edgesOf[i]],
                Exits = [.. exits[i]],
                Repeats = [.. repeats[i]],
                RunsThrough = role == ScopeRole.Loop && !suspends[i],
            };
        }

        return built;
    }

    /// <summary>Scopes that hold a node which suspends, or a scope that does.</summary>
    private bool[] Suspending()
    {
        var suspends = new bool[scopes.Count];
        foreach (var source in order)
        {
            var node = graph.Nodes[source];
            if (breakpoints.Contains(node.Node.Id) || (node.Kind?.Description.Suspends == true && !graph.IsLoop(source)))
            {
                suspends[scopes.Of(source)] = true;
            }
        }

        // Inner scopes come behind the one around them.
        for (var i = scopes.Count - 1; i > 0; i--)
        {
            suspends[scopes[i].Parent] |= suspends[i];
        }

        return suspends;
    }
}
