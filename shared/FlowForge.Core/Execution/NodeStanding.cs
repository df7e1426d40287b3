using FlowForge.Core.Frames;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>How a node stands in an iteration of a run.</summary>
internal enum NodeStanding
{
    /// <summary>It has not begun.</summary>
    Unreached,

    /// <summary>It runs, waits, or is about to run.</summary>
    Busy,

    /// <summary>It is a loop whose iterations are under way: it has given its batches, and not what it gives at its end.</summary>
    Looping,

    /// <summary>A person's answer is awaited at it, or has come while others are awaited: it has given nothing yet.</summary>
    Paused,

    /// <summary>It has a result, or was skipped.</summary>
    Settled,
}

/// <summary>How the nodes of a plan that joins all stand, in each live iteration of their scopes.</summary>
internal sealed class NodeStandings
{
    private readonly PlanOutline _outline;
    private readonly RunState _state;
    private readonly Func<int, string, NodeRecord?> _result;
    private readonly Dictionary<(int Node, string Iteration), NodeStanding> _standings = [];

    /// <param name="outline">The plan's shape.</param>
    /// <param name="state">What the decider knows, no rounds inside hand-outs (<see cref="RevisedState.SpreadOut"/>).</param>
    /// <param name="result">The result of a node in a live iteration, or null.</param>
    public NodeStandings(PlanOutline outline, RunState state, Func<int, string, NodeRecord?> result)
    {
        (_outline, _state, _result) = (outline, state, result);
        foreach (var place in state.Loops.Keys)
        {
            _standings[place] = NodeStanding.Looping;
        }

        foreach (var place in AtWork())
        {
            _standings[place] = NodeStanding.Busy;
        }

        foreach (var place in state.Pauses.Values.Select(pause => (pause.Node, pause.Iteration)).Concat(state.Ready.InOrder.Where(IsAnswered).Select(ready => (ready.Node, ready.Iteration))))
        {
            _standings[place] = NodeStanding.Paused;
        }

        foreach (var (scope, iteration) in state.Iterations.Keys)
        {
            foreach (var node in outline.Scopes[scope].Nodes.Where(node => !_standings.ContainsKey((node, iteration))))
            {
                // In plan order, so that what stands before a node in its branch has been looked at.
                _standings[(node, iteration)] = IsSettled(node, iteration) ? NodeStanding.Settled : NodeStanding.Unreached;
            }
        }
    }

    /// <summary>In an iteration of its scope; unreached in one that is not live.</summary>
    public NodeStanding Of(int node, string iteration) => _standings.GetValueOrDefault((node, iteration));

    /// <summary>In all live iterations of its scope.</summary>
    public IEnumerable<NodeStanding> Of(int node) => _standings.Where(pair => pair.Key.Node == node).Select(pair => pair.Value);

    /// <summary>Items that a settled node has given by a port; 0 when it was skipped.</summary>
    public int Count(int node, int port, string iteration) => _result(node, iteration)?.Outputs is { } outputs && port < outputs.Count ? outputs[port].Items.Count : 0;

    private static bool IsAnswered(ReadyBranch ready) => ready.Phase is HandOutPhase.Again or HandOutPhase.PassedBy or HandOutPhase.Continued;

    private IEnumerable<(int Node, string Iteration)> AtWork() => _state.Ready.InOrder.Where(ready => ready.Rounds is null).Select(ready => (ready.Node, ready.Iteration))
        .Concat(_state.Timers.Values.Select(timer => (timer.Node, timer.Iteration)))
        .Concat(_state.Waits.Values.Select(wait => (wait.Node, wait.Iteration)))
        .Concat(_state.Calls.Keys)
        .Concat(_state.Out.Values.SelectMany(handOut => _outline.Branches[handOut.Branch].Select(node => (node, handOut.Iteration.Path))));

    /// <summary>A dead node takes the rest of its branch with it; of others their open edges tell.</summary>
    private bool IsSettled(int node, string iteration)
    {
        if (_result(node, iteration) is not null)
        {
            return true;
        }

        var (shape, live) = (_outline.Nodes[node], _state.Iterations[(_outline.Nodes[node].Scope, iteration)]);
        if (_state.Filling?.Holds(node, iteration) == true)
        {
            return false;
        }

        if (shape.Position == 0)
        {
            return live.IsAlive && live.Open[shape.Local] == 0;
        }

        var (before, link) = (_outline.Branches[shape.Branch][shape.Position - 1], _outline.Edges[shape.In[0]]);
        return Of(before, iteration) == NodeStanding.Settled && Count(before, link.FromPort, iteration) == 0;
    }
}
