using FlowForge.Core.Frames;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>How a node stands in a run.</summary>
internal enum NodeStanding
{
    /// <summary>It has not begun.</summary>
    Unreached,

    /// <summary>It runs, waits, or is about to run.</summary>
    Busy,

    /// <summary>A person's answer is awaited at it.</summary>
    Paused,

    /// <summary>It has a result, or was skipped.</summary>
    Settled,
}

/// <summary>Works out how the nodes of a plan without loops and repeats stand.</summary>
internal static class NodeStandings
{
    /// <summary>By plan order.</summary>
    /// <param name="outline">The plan's shape.</param>
    /// <param name="state">What the decider knows.</param>
    /// <param name="result">The result of a node, or null.</param>
    public static NodeStanding[] Of(PlanOutline outline, RunState state, Func<int, NodeRecord?> result)
    {
        var standings = new NodeStanding[outline.Nodes.Length];
        foreach (var node in state.Ready.InOrder.Select(ready => ready.Node).Concat(state.Timers.Values.Select(timer => timer.Node))
            .Concat(state.Waits.Values.Select(wait => wait.Node)).Concat(state.Calls.Keys.Select(place => place.Node))
            .Concat(state.Out.Values.SelectMany(handOut => outline.Branches[handOut.Branch])))
        {
            standings[node] = NodeStanding.Busy;
        }

        foreach (var pause in state.Pauses.Values)
        {
            standings[pause.Node] = NodeStanding.Paused;
        }

        for (var node = 0; node < standings.Length; node++)
        {
            if (standings[node] == NodeStanding.Unreached && (result(node) is not null || IsSkipped(outline, standings, result, node)))
            {
                standings[node] = NodeStanding.Settled;
            }
        }

        return standings;
    }

    /// <summary>Items that a settled node has given for an edge.</summary>
    public static int Count(OutlineEdge edge, Func<int, NodeRecord?> result) =>
        result(edge.From)?.Outputs is { } outputs && edge.FromPort < outputs.Count ? outputs[edge.FromPort].Items.Count : 0;

    /// <summary>Plan order is topological: what stands before a node has been looked at.</summary>
    private static bool IsSkipped(PlanOutline outline, NodeStanding[] standings, Func<int, NodeRecord?> result, int node) =>
        node > 0 && !outline.Nodes[node].AlwaysRun
        && Array.TrueForAll(outline.Nodes[node].In, index => standings[outline.Edges[index].From] == NodeStanding.Settled && Count(outline.Edges[index], result) == 0);
}
