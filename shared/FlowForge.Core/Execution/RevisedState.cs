using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>
/// The decider's state of a run that goes on with other nodes or edges. What has ended stays as it is: an iteration that has ended has given what it gave, over the edges of then. In each live
/// iteration it is as if the run had had them from that iteration's start, for nothing that is changed has settled or begun there (<see cref="RevisionFit"/>). Used live, and
/// when a run is read back.
/// </summary>
internal sealed class RevisedState
{
    private readonly ScopeMatch _match;
    private readonly PlanOutline _before;
    private readonly PlanOutline _after;
    private readonly RunState _state;
    private readonly RunState _next;
    private readonly NodeStandings _standings;
    private readonly ScopeShape[] _shapes;
    private readonly ILookup<(int Scope, string Around), string> _live;

    private RevisedState(ScopeMatch match, RunState state, RunState next, Func<int, string, NodeRecord?> result)
    {
        (_match, _before, _after, _state, _next) = (match, match.Before.Plan.Outline, match.After.Plan.Outline, state, next);
        _standings = new(_before, state, result);
        _shapes = ScopeShape.Of(_after);
        _live = state.Iterations.Keys.ToLookup(place => (place.Scope, new Iteration(place.Iteration).Parent.Path), place => place.Iteration);
    }

    /// <summary>The state under the changed plan.</summary>
    /// <param name="match">What it has gone by, and what it is to go by.</param>
    /// <param name="state">The state, spread out; no hand-out is out.</param>
    /// <param name="result">The result of a node of the plan before in an iteration, or null.</param>
    public static RunState Of(ScopeMatch match, RunState state, Func<int, string, NodeRecord?> result)
    {
        var next = RevisedPlaces.Of(match, state);
        if (state.Each is { } each)
        {
            next.Each = RevisedEach.Of(match, each);
            return next;
        }

        if (state.Iterations.Count > 0)
        {
            new RevisedState(match, state, next, result).Build(0, "");
        }

        return next;
    }

    /// <summary>The state with rounds that run inside hand-outs among the others, so that it holds all live iterations; itself when there are none.</summary>
    public static RunState SpreadOut(RunState state, PlanOutline outline)
    {
        if (!state.Ready.InOrder.Any(ready => ready.Rounds?.Iterations.Count > 0))
        {
            return state;
        }

        var whole = RunStateJson.Read(System.Text.Json.JsonElement.Parse(RunStateJson.Write(state)), outline);
        foreach (var inside in whole.Ready.InOrder.Where(ready => ready.Rounds?.Iterations.Count > 0).ToList())
        {
            whole.Ready.Remove(inside.Node, inside.Iteration);
            inside.Rounds!.AddTo(whole, outline);
            foreach (var ready in inside.Rounds.Ready)
            {
                whole.Ready.Queue(new(ready.Index, ready.Iteration, (HandOutPhase)ready.Values[0]));
            }
        }

        return whole;
    }

    /// <summary>Whether something has come to a node over edges out of ended iterations or rounds; it stays, whatever has become of them.</summary>
    public static bool HasCome(PlanOutline outline, int node, LiveIteration live) => live.Came?[outline.Nodes[node].Local] == true || Array.Exists(
        outline.Nodes[node].In,
        index => outline.Edges[index] is var edge && edge.Home == outline.Nodes[node].Scope && (edge.Leaves >= 0 || edge.Role == EdgeRole.Repeat) && live.Counts[edge.Local] > 0);

    private void Build(int scope, string path)
    {
        var (shape, at, was) = (_after.Scopes[scope], new Iteration(path), _match.ScopeBefore(scope));
        var old = was < 0 ? null : _state.Iterations.GetValueOrDefault((was, path));
        var live = _shapes[scope].Begin(shape.Role == ScopeRole.Repeat && at.Last > 0);
        _next.Iterations.Add((scope, path), live);
        var (entries, isEntered) = SettleEdges(shape, at, live);
        live.IsAlive |= old?.IsAlive == true || isEntered;
        if (shape.Role == ScopeRole.Repeat)
        {
            var around = at.Parent.Path;
            var deliveries = was >= 0 && _state.Repeats.TryGetValue((was, around), out var repeat) ? Deliveries(was, repeat) : [];
            _next.Repeats.Add((scope, around), new() { EntriesOpen = entries, Deliveries = deliveries });
            if (!live.IsAlive && entries == 0)
            {
                _next.Unended.Add((scope, path));
            }
        }

        live.Remaining = shape.Nodes.Count(node => !IsSettled(node, path));
        foreach (var repeat in shape.Repeats.Where(repeat => !HasEnded(repeat, at)))
        {
            live.Remaining++;
            var round = _match.ScopeBefore(repeat) is var before and >= 0 && old is not null ? _live[(before, path)].FirstOrDefault() : null;
            Build(repeat, round ?? at.Child(0).Path);
        }

        foreach (var node in shape.Nodes)
        {
            Stand(node, path, old, live);
        }
    }

    /// <summary>A node of a live iteration: what has come to it before the change, and the iterations of a loop that go on.</summary>
    private void Stand(int node, string path, LiveIteration? old, LiveIteration live)
    {
        var local = _after.Nodes[node].Local;
        var was = _match.NodeBefore(node);
        var isHere = was >= 0 && old is not null && _match.IsInItsScope(was, node);
        var standing = isHere ? _standings.Of(was, path) : NodeStanding.Unreached;
        if (isHere && standing != NodeStanding.Settled && HasCome(_before, was, old!))
        {
            (live.Came ??= new bool[live.Open.Length])[local] = true;
        }

        if (standing == NodeStanding.Unreached && live.IsAlive && live.Open[local] == 0)
        {
            _next.Unasked.Add((node, path));
        }

        if (isHere && _state.Loops.TryGetValue((was, path), out var loop))
        {
            var body = _after.Nodes[node].Body;
            _next.Loops.Add((node, path), new()
            {
                Items = loop.Items, BatchSize = loop.BatchSize, Concurrency = loop.Concurrency, Started = loop.Started, Ended = loop.Ended,
                RunsThrough = loop.RunsThrough && _after.Scopes[body].RunsThrough,
            });
            foreach (var iteration in _live[(_before.Nodes[was].Body, path)])
            {
                Build(body, iteration);
            }
        }
    }

    /// <summary>Settles the edges of which the ends are known; gives how many entries of a repeat scope are open, and whether one has delivered.</summary>
    private (int Open, bool IsEntered) SettleEdges(OutlineScope shape, Iteration at, LiveIteration live)
    {
        var (isLater, entries, isEntered) = (shape.Role == ScopeRole.Repeat && at.Last > 0, 0, false);
        foreach (var edge in shape.Edges.Select(index => _after.Edges[index]).Where(edge => edge.Role != EdgeRole.Back && !(isLater && edge.Enters)))
        {
            var to = _after.Nodes[edge.To].Local;
            if (edge.Role == EdgeRole.Repeat)
            {
                live.Next![edge.Local] = IsSettled(edge.From, at.Path) ? Count(edge, at.Path) : 0;
                live.Open[to] -= isLater ? 1 : 0;
            }
            else if (Delivered(edge, at) is { } count)
            {
                live.Counts[edge.Local] = count;
                live.Open[to]--;
                isEntered |= edge.Enters && count > 0;
            }
            else
            {
                entries += edge.Enters ? 1 : 0;
            }
        }

        return (entries, isEntered);
    }

    /// <summary>Items that an edge has brought into an iteration; null while it is open.</summary>
    private int? Delivered(OutlineEdge edge, Iteration at)
    {
        if (edge.Role == EdgeRole.LoopEntry)
        {
            var batch = at.Prefix(_after.Scopes[_after.Nodes[edge.From].Body].Depth);
            var loop = _next.Loops[(edge.From, batch.Parent.Path)];
            return Math.Min(loop.BatchSize, loop.Items - (batch.Last * loop.BatchSize));
        }

        if (edge.Leaves >= 0)
        {
            // What it has brought has come before the change.
            return HasEnded(edge.Leaves, at) ? 0 : null;
        }

        var path = at.Prefix(_after.Scopes[_after.Nodes[edge.From].Scope].Depth).Path;
        return IsSettled(edge.From, path) ? Count(edge, path) : null;
    }

    /// <summary>Whether a scope has ended in the iteration around it that <paramref name="at"/> lies in.</summary>
    private bool HasEnded(int scope, Iteration at)
    {
        var shape = _after.Scopes[scope];
        var around = at.Prefix(_after.Scopes[shape.Parent].Depth).Path;
        if (shape.Role == ScopeRole.Loop)
        {
            return IsSettled(shape.Owner, around)
                || (_match.NodeBefore(shape.Owner) is var owner and >= 0 && _state.Loops.TryGetValue((owner, around), out var loop) && loop.Ended == loop.Total);
        }

        var was = _match.ScopeBefore(scope);
        return was >= 0 && _state.Iterations.ContainsKey((_before.Scopes[was].Parent, around)) && !_state.Repeats.ContainsKey((was, around));
    }

    private bool IsSettled(int node, string path) =>
        _match.NodeBefore(node) is var was and >= 0 && _match.IsInItsScope(was, node) && _standings.Of(was, path) == NodeStanding.Settled;

    private int Count(OutlineEdge edge, string path)
    {
        var was = _match.NodeBefore(edge.From);
        var port = _match.Before.Plan.Nodes[was].OutputPorts.ToList().IndexOf(_match.After.Plan.Nodes[edge.From].OutputPorts[edge.FromPort]);
        return port < 0 ? 0 : _standings.Count(was, port, path);
    }

    private Dictionary<int, int> Deliveries(int was, LiveRepeat repeat) => repeat.Deliveries
        .Select(pair => (Edge: _match.EdgeAfter(_before.Scopes[was].Edges[pair.Key]), pair.Value))
        .Where(pair => pair.Edge >= 0 && _after.Edges[pair.Edge].Role == EdgeRole.Repeat)
        .ToDictionary(pair => _after.Edges[pair.Edge].Local, pair => pair.Value);
}
