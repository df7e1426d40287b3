namespace FlowForge.Core.Execution;

/// <summary>
/// Whether nodes and edges may be added, removed and replaced in a run with <c>join: each</c> as it stands: runs that have ended stay, and later ones go by the changed plan, so that only what is at
/// work, has paused or is on its way to a node holds nodes and edges where they are.
/// </summary>
internal sealed class EachFit(ScopeMatch match, RunState state)
{
    private readonly EachState _each = state.Each!;

    /// <summary>Why they may not; null when they may.</summary>
    public string? Refuse()
    {
        var arrivals = _each.Stack.SelectMany(token => token).Concat(_each.Slots.SelectMany(slot => slot.Ports.OfType<Arrival>())).Concat(_each.Inputs.Values.SelectMany(input => input))
            .Concat(_each.Loops.Values.Where(place => !place.IsDone).SelectMany(place => place.Arrivals)).Select(arrival => arrival.Edge).ToHashSet();
        var (before, after) = (match.Before.Plan, match.After.Plan);
        var held = _each.Inputs.Keys.Select(input => input.Node).Concat(_each.Loops.Where(loop => !loop.Value.IsDone).Select(loop => loop.Key))
            .Concat(arrivals.Select(edge => before.Outline.Edges[edge].To)).ToHashSet();
        foreach (var node in held.Order())
        {
            var was = before.Nodes[node];
            if (after.FindById(was.Node.Id) is not { } now || !RevisionRule.IsKept(was.Node, now.Node))
            {
                return $"removes or replaces node '{was.Node.Id}', which is at work or has got items that it is to take";
            }

            if (!was.InputPorts.SequenceEqual(now.InputPorts))
            {
                return $"changes the ports of node '{was.Node.Id}', which is at work or has got items that it is to take";
            }
        }

        return arrivals.Order().Where(edge => match.EdgeAfter(edge) < 0).Select(edge => EdgeEnds.Of(before, edge))
            .Select(edge => $"removes the edge from node '{edge.From}' to node '{edge.To}', over which items are on their way").FirstOrDefault()
            ?? before.Nodes.Where(node => _each.Runs[node.Index] > 0 && IsOtherLoop(node)).Select(node => $"replaces loop '{node.Node.Id}', which has run").FirstOrDefault();
    }

    private bool IsOtherLoop(Planning.PlanNode node) => match.NodeAfter(node.Index) is var now and >= 0
        && match.Before.Plan.Outline.Nodes[node.Index].IsLoop != match.After.Plan.Outline.Nodes[now].IsLoop;
}
