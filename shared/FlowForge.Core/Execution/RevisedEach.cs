namespace FlowForge.Core.Execution;

/// <summary>The tokens of <c>join: each</c> under a changed plan. Whatever is on its way goes over an edge that stays (<see cref="EachFit"/>).</summary>
internal static class RevisedEach
{
    public static EachState Of(ScopeMatch match, EachState each)
    {
        var next = new EachState(match.After.Plan.Nodes.Count) { HasBegun = each.HasBegun };
        foreach (var (id, runs) in each.Gone)
        {
            next.Gone[id] = runs;
        }

        for (var node = 0; node < each.Runs.Length; node++)
        {
            if (each.Runs[node] > 0)
            {
                next.Gone[match.Before.Plan.Nodes[node].Node.Id] = each.Runs[node];
            }
        }

        for (var node = 0; node < next.Runs.Length; node++)
        {
            // A node that comes again counts on, so that each of its runs has a number of its own.
            next.Gone.Remove(match.After.Plan.Nodes[node].Node.Id, out next.Runs[node]);
        }

        next.Stack.AddRange(each.Stack.Select(arrivals => Arrivals(match, arrivals)));
        next.Slots.AddRange(each.Slots.Select(slot => new Slot(match.NodeAfter(slot.Node), Array.ConvertAll(slot.Ports, port => port is { } arrival ? (Arrival?)Arrived(match, arrival) : null))));
        foreach (var ((node, run), arrivals) in each.Inputs)
        {
            next.Inputs[(match.NodeAfter(node), run)] = Arrivals(match, arrivals);
        }

        foreach (var (node, place) in each.Loops.Where(loop => match.NodeAfter(loop.Key) >= 0))
        {
            next.Loops[match.NodeAfter(node)] = place with { Arrivals = Arrivals(match, place.Arrivals) };
        }

        foreach (var (edge, count) in each.Deliveries.Where(pair => match.EdgeAfter(pair.Key) >= 0))
        {
            next.Deliveries[match.EdgeAfter(edge)] = count;
        }

        foreach (var ((node, run), count) in each.Uses.Where(use => match.NodeAfter(use.Key.Node) >= 0))
        {
            next.Uses[(match.NodeAfter(node), run)] = count;
        }

        return next;
    }

    /// <summary>Over an edge that is gone nothing comes any more; only a loop that is done has got something over one.</summary>
    private static Arrival[] Arrivals(ScopeMatch match, IReadOnlyList<Arrival> arrivals) =>
        [.. arrivals.Where(arrival => match.EdgeAfter(arrival.Edge) >= 0).Select(arrival => Arrived(match, arrival))];

    private static Arrival Arrived(ScopeMatch match, Arrival arrival) => arrival with { Edge = match.EdgeAfter(arrival.Edge) };
}
