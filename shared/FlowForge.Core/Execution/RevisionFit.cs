using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>
/// Whether nodes and edges may be added, removed and replaced in a run that joins all, as it stands: only where nothing concerned has settled or is running in any live iteration (semantics 7).
/// Iterations that have ended are no hindrance: what they gave stays.
/// </summary>
internal sealed class RevisionFit
{
    private readonly ScopeMatch _match;
    private readonly ExecutionPlan _before;
    private readonly ExecutionPlan _after;
    private readonly NodeStandings _standings;
    private readonly RunState _state;

    /// <param name="match">What the run goes by, and what it is to go by.</param>
    /// <param name="state">What the decider knows; no rounds inside hand-outs.</param>
    /// <param name="result">The result of a node in an iteration, or null.</param>
    public RevisionFit(ScopeMatch match, RunState state, Func<int, string, NodeRecord?> result)
    {
        (_match, _before, _after, _state) = (match, match.Before.Plan, match.After.Plan, state);
        _standings = new(_before.Outline, state, result);
    }

    /// <summary>Why not; null when they may.</summary>
    public string? Refuse() => Nodes() ?? Edges() ?? Rounds();

    private string? Nodes()
    {
        foreach (var node in _before.Nodes)
        {
            var (id, stands) = (node.Node.Id, HasBegun(node.Index));
            if (!IsKept(node))
            {
                if (stands)
                {
                    return $"removes or replaces node '{id}', which has run or is running";
                }
            }
            else if (!_match.IsInItsScope(node.Index, _match.NodeAfter(node.Index)) && (stands || !IsOutside(node.Index)))
            {
                return $"moves node '{id}' into or out of a loop or repeat, where it may have run";
            }
            else if (stands && HasOtherPorts(node))
            {
                return $"changes the ports of node '{id}', which has run or is running";
            }
        }

        return null;
    }

    private string? Edges()
    {
        foreach (var (plan, index) in Changed(_before, _after).Concat(Changed(_after, _before)))
        {
            var (edge, ends) = (plan.Outline.Edges[index], EdgeEnds.Of(plan, index));
            if (Of(ends.From).Any(standing => standing is NodeStanding.Settled or NodeStanding.Busy || (standing == NodeStanding.Looping && edge.Role == EdgeRole.LoopEntry)))
            {
                return $"adds or removes an edge from node '{ends.From}', which has run or is running";
            }

            if (edge.Enters && HasFirstRoundEnded(ReferenceEquals(plan, _before) ? edge.Home : _match.ScopeBefore(edge.Home)))
            {
                return $"adds or removes an edge to node '{ends.To}' into rounds of which the first has ended";
            }

            // What leads back is for what comes next.
            if (edge.Role is not (EdgeRole.Back or EdgeRole.Repeat) && Of(ends.To).Any(standing => standing != NodeStanding.Unreached))
            {
                return $"adds or removes an edge to node '{ends.To}', which has run or is running";
            }
        }

        return null;
    }

    /// <summary>Whether a repeat scope is behind its first round in a live iteration around it; no for one that is new.</summary>
    private bool HasFirstRoundEnded(int scope) => scope >= 0 && _state.Iterations.Keys.Where(place => place.Scope == _before.Outline.Scopes[scope].Parent)
        .Any(place => !_state.Iterations.ContainsKey((scope, new Iteration(place.Iteration).Child(0).Path)));

    /// <summary>Edges of one plan that the other does not have, or as another, or between others.</summary>
    private IEnumerable<(ExecutionPlan Plan, int Edge)> Changed(ExecutionPlan one, ExecutionPlan other)
    {
        var known = EdgeEnds.Of(other);
        for (var index = 0; index < one.Outline.Edges.Length; index++)
        {
            var (edge, ends) = (one.Outline.Edges[index], EdgeEnds.Of(one, index));
            if (!known.TryGetValue(ends, out var same) || other.Outline.Edges[same].RepeatMax != edge.RepeatMax || IsReplaced(ends.From) || IsReplaced(ends.To))
            {
                yield return (one, index);
            }
        }
    }

    /// <summary>A loop whose next round is to begin inside a hand-out, in which nothing may wait.</summary>
    private string? Rounds() => _state.Ready.InOrder.Where(ready => ready.Rounds is not null).Select(ready => ready.Node)
        .Where(loop => !_after.Outline.Scopes[_after.Outline.Nodes[_match.NodeAfter(loop)].Body].RunsThrough)
        .Select(loop => $"adds a node that waits to the body of loop '{_before.Nodes[loop].Node.Id}', whose rounds are running").FirstOrDefault();

    private IEnumerable<NodeStanding> Of(string id) => _match.Before.NodeIndex.TryGetValue(id, out var node) ? _standings.Of(node) : [];

    private bool HasBegun(int node) => _standings.Of(node).Any(standing => standing != NodeStanding.Unreached);

    /// <summary>In the root or in a repeat of the root, of which no round has ended unless something in it stands; and nothing has come to it out of an ended iteration.</summary>
    private bool IsOutside(int node)
    {
        var (scopes, scope) = (_before.Outline.Scopes, _before.Outline.Nodes[node].Scope);
        if (_state.Iterations.Any(pair => pair.Key.Scope == scope && RevisedState.HasCome(_before.Outline, node, pair.Value)))
        {
            return false;
        }

        return scope == 0 || (scopes[scope] is { Role: ScopeRole.Repeat, Parent: 0 } repeat && _state.Repeats.ContainsKey((scope, ""))
            && !_state.Iterations.Keys.Any(place => place.Scope == scope && place.Iteration != "0") && !Array.Exists(repeat.Nodes, HasBegun));
    }

    private bool IsKept(PlanNode node) => _after.FindById(node.Node.Id) is { } other && RevisionRule.IsKept(node.Node, other.Node);

    private bool IsReplaced(string id) => _before.FindById(id) is { } node && !IsKept(node);

    /// <summary>What has paused has not given anything, so that it may yet give it by other ports.</summary>
    private bool HasOtherPorts(PlanNode node)
    {
        var other = _after.FindById(node.Node.Id)!;
        return !node.InputPorts.SequenceEqual(other.InputPorts)
            || (_standings.Of(node.Index).Any(standing => standing is not (NodeStanding.Paused or NodeStanding.Unreached)) && !node.OutputPorts.SequenceEqual(other.OutputPorts));
    }
}
