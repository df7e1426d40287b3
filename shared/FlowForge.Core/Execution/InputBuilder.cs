using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>Joins a node's input from what is recorded: several edges on a port in document order, never in order of arrival.</summary>
internal sealed class InputBuilder(ExecutionPlan plan, RunResults results)
{
    private readonly PlanOutline _outline = plan.Outline;

    /// <summary>Input of a node at its beginning.</summary>
    public NodeInput Of(int node, string iteration)
    {
        if (node == 0)
        {
            var count = results.Start.Items.Count;
            return new([], [results.Start.Items], [[new(NodeRecord.StartSequence, 0, 0, count)]]);
        }

        if (results.FindReplaced(node, iteration) is { } given)
        {
            return Given(given);
        }

        var came = results.FindCame(node, iteration);
        if (came is null && OfOneEdge(node, iteration) is { } only)
        {
            return only;
        }

        var parts = new Parts(plan.Nodes[node].InputPorts);
        AddCame(parts, node, came, -1);
        foreach (var index in _outline.Nodes[node].In)
        {
            AddCame(parts, node, came, index);
            Add(parts, _outline.Edges[index], new Iteration(iteration));
        }

        return parts.Build();
    }

    /// <summary>Items with which a loop of <c>join: each</c> has begun.</summary>
    public int Items(int loop, LoopPlace place) =>
        results.FindReplaced(loop, RunPath(place.Start)) is { } given ? given.Ports[0].Items.Count : place.Items;

    /// <summary>Input of a run with <c>join: each</c>, of what has come to it.</summary>
    public NodeInput OfRun(int node, int run, IReadOnlyList<Arrival> arrivals)
    {
        if (node == 0)
        {
            return Of(0, "");
        }

        if (results.FindReplaced(node, RunPath(run)) is { } given)
        {
            return Given(given);
        }

        var parts = new Parts(plan.Nodes[node].InputPorts);
        foreach (var arrival in arrivals)
        {
            var edge = _outline.Edges[arrival.Edge];
            AddFrom(parts, edge, RunPath(arrival.Run));
        }

        return parts.Build() with { First = arrivals.Where(arrival => _outline.Edges[arrival.Edge].ToPort == 0).Select(arrival => (Arrival?)arrival).FirstOrDefault() };
    }

    /// <summary>Input of a run with <c>join: each</c> that has not been: what last came to each port.</summary>
    public NodeInput OfLast(int node)
    {
        if (node == 0)
        {
            return Of(0, "");
        }

        var parts = new Parts(plan.Nodes[node].InputPorts);
        var edges = _outline.Nodes[node].In.Select(index => _outline.Edges[index])
            .Select(edge => (edge, record: results.Seen(edge.From, node, "")))
            .Where(pair => pair.record is { } record && pair.edge.FromPort < record.Outputs.Count && record.Outputs[pair.edge.FromPort].Items.Count > 0);
        foreach (var (edge, record) in edges.GroupBy(pair => pair.edge.ToPort).Select(port => port.MaxBy(pair => pair.record!.Sequence)))
        {
            parts.Add(edge.ToPort, record!, edge.FromPort);
        }

        return parts.Build();
    }

    private static string RunPath(int run) => run.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static NodeInput Given(InputEntry given)
    {
        var inputs = given.Ports.Select((port, i) => new PortInput(port.Port, [new(given.Sequence, i, 0, port.Items.Count)])).ToArray();
        return new(inputs, [.. given.Ports.Select(port => port.Items)], Array.ConvertAll(inputs, input => input.Refs));
    }

    /// <summary>What a loop's <c>done</c> gives: what came over back edges, by iteration, then edge order; with none drawn, its input.</summary>
    public NodeInput LoopDone(int loop, string iteration)
    {
        var backs = _outline.Nodes[loop].In.Select(e => _outline.Edges[e]).Where(edge => edge.Role == EdgeRole.Back).ToList();
        var came = results.FindCame(loop, iteration)?.Where(row => row.IsBack).Select(row => (Order: backs.FindIndex(edge => Is(row, loop, edge)), row.Record, row.Port)).ToList() ?? [];
        if (backs.Count == 0 && came.Count == 0)
        {
            return results.FindOpen(loop, iteration)!.Input;
        }

        var depth = new Iteration(iteration).Depth + 1;
        var arrived = backs.SelectMany((edge, order) => results.Under(edge.From, iteration).Select(record => (Order: order, Record: record, Port: edge.FromPort)))
            .Concat(came)
            .GroupBy(row => new Iteration(row.Record.Iteration).Prefix(depth).Last)
            .OrderBy(group => group.Key);
        var parts = new Parts(["in"]);
        foreach (var row in arrived.SelectMany(group => group.OrderBy(row => row.Order).ThenBy(row => row.Record.Iteration, Comparer<string>.Create(IterationOrder.Compare))))
        {
            parts.Add(0, row.Record, row.Port);
        }

        return parts.Build();
    }

    /// <summary>What came over an edge before the workflow was changed; of those that are gone, for -1.</summary>
    private void AddCame(Parts parts, int node, IReadOnlyList<CameItems>? came, int index)
    {
        foreach (var row in came?.OrderBy(row => row.Record.Iteration, Comparer<string>.Create(IterationOrder.Compare)) ?? Enumerable.Empty<CameItems>())
        {
            var port = plan.Nodes[node].InputPorts.ToList().IndexOf(row.ToPort);
            var isMeant = index >= 0 ? Is(row, node, _outline.Edges[index]) : !_outline.Nodes[node].In.Any(edge => Is(row, node, _outline.Edges[edge]));
            if (!row.IsBack && port >= 0 && isMeant)
            {
                parts.Add(port, row.Record, row.Port);
            }
        }
    }

    private bool Is(CameItems row, int node, OutlineEdge edge) => plan.Nodes[edge.From] is var from && from.Node.Id == row.From
        && from.OutputPorts[edge.FromPort] == row.FromPort && plan.Nodes[node].InputPorts[edge.ToPort] == row.ToPort;

    /// <summary>Most nodes have one port and one edge, from a node of their own iteration, whose output they take as it is; null for others.</summary>
    private NodeInput? OfOneEdge(int node, string iteration)
    {
        var (shape, ports) = (_outline.Nodes[node], plan.Nodes[node].InputPorts);
        return shape.In.Length == 1 && ports.Count == 1
            && _outline.Edges[shape.In[0]] is { Role: EdgeRole.Plain } edge && _outline.Nodes[edge.From].Scope == shape.Scope
            && results.Find(edge.From, iteration) is { } record && Part.Of(record, edge.FromPort) is { } part
            ? new([new(ports[0], part.Refs)], [part.Items], [part.Kept])
            : null;
    }

    private void Add(Parts parts, OutlineEdge edge, Iteration at)
    {
        if (edge.Role == EdgeRole.Back || (edge.Enters && edge.Role == EdgeRole.Plain && at.Last > 0))
        {
            return;
        }

        var inner = _outline.Scopes[_outline.Nodes[edge.From].Scope];
        if (edge.Role == EdgeRole.LoopEntry)
        {
            AddBatch(parts, edge, at);
        }
        else if (edge.Role == EdgeRole.Repeat)
        {
            AddFrom(parts, edge, at.Last > 0 ? at.Parent.Child(at.Last - 1).Path : null);
        }
        else if (edge.Leaves >= 0)
        {
            var shared = _outline.Scopes[_outline.Scopes[edge.Leaves].Parent].Depth;
            foreach (var record in results.Under(edge.From, at.Prefix(shared).Path))
            {
                parts.Add(edge.ToPort, record, edge.FromPort);
            }
        }
        else
        {
            AddFrom(parts, edge, at.Prefix(inner.Depth).Path);
        }
    }

    private void AddFrom(Parts parts, OutlineEdge edge, string? iteration)
    {
        if (iteration is not null && results.Find(edge.From, iteration) is { } record)
        {
            parts.Add(edge.ToPort, record, edge.FromPort);
        }
    }

    private void AddBatch(Parts parts, OutlineEdge edge, Iteration at)
    {
        var depth = _outline.Scopes[_outline.Nodes[edge.From].Body].Depth;
        var index = at.Prefix(depth);
        if (at.Depth > depth && at.Last > 0 && _outline.Scopes[edge.Home].Role == ScopeRole.Repeat)
        {
            return;
        }

        var open = results.FindOpen(edge.From, index.Parent.Path)!;
        var size = open.BatchSize;
        var offset = index.Last * size;
        var count = Math.Min(size, open.Input.Items[0].Count - offset);
        parts.Add(edge.ToPort, new(
            [.. NodeInput.Slice(open.Input.Ports[0].Refs, offset, count)],
            [.. NodeInput.Slice(open.Input.Kept[0], offset, count)],
            open.Input.Items[0].Range(offset, count)));
    }

    /// <summary>What arrives at each port. Most ports get one part, which is taken as it is.</summary>
    private sealed class Parts(IReadOnlyList<string> ports)
    {
        private static readonly Part Nothing = new([], [], ItemList.Empty);
        private readonly Part?[] _first = new Part?[ports.Count];
        private readonly List<Part>?[] _more = new List<Part>?[ports.Count];

        public void Add(int port, NodeRecord producer, int fromPort)
        {
            if (Part.Of(producer, fromPort) is { } part)
            {
                Add(port, part);
            }
        }

        public void Add(int port, Part part)
        {
            if (_first[port] is null)
            {
                _first[port] = part;
            }
            else
            {
                (_more[port] ??= []).Add(part);
            }
        }

        public NodeInput Build()
        {
            var inputs = new PortInput[ports.Count];
            var lists = new ItemList[ports.Count];
            var kept = new IReadOnlyList<ItemRef>[ports.Count];
            for (var i = 0; i < inputs.Length; i++)
            {
                var whole = _more[i] is { } more ? Part.Join([_first[i]!, .. more]) : _first[i] ?? Nothing;
                (inputs[i], kept[i], lists[i]) = (new(ports[i], whole.Refs), whole.Kept, whole.Items);
            }

            return new(inputs, lists, kept);
        }
    }

    /// <summary>Items for a port: whose outputs they are, where they are kept, and the items.</summary>
    private sealed record Part(IReadOnlyList<ItemRef> Refs, IReadOnlyList<ItemRef> Kept, ItemList Items)
    {
        /// <summary>All that a record put out by a port; null when that is nothing.</summary>
        public static Part? Of(NodeRecord producer, int port)
        {
            if (port >= producer.Outputs.Count || producer.Outputs[port] is not { Items: { Count: > 0 } items } output)
            {
                return null;
            }

            ItemRef[] whole = [new(producer.Sequence, port, 0, items.Count)];
            return new(whole, output.Stored is StoredItems.Referred referred ? referred.Refs : whole, items);
        }

        public static Part Join(Part[] parts) => new(
            [.. parts.SelectMany(part => part.Refs)],
            [.. parts.SelectMany(part => part.Kept)],
            ItemList.Join(Array.ConvertAll(parts, part => part.Items)));
    }
}
