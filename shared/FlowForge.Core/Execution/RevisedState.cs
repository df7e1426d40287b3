using FlowForge.Core.Frames;

namespace FlowForge.Core.Execution;

/// <summary>
/// The decider's state of a run that goes on with other nodes or edges, as if it had had them from the start: nothing that is changed has settled or begun (<see cref="RevisionFit"/>),
/// and neither plan has loops or repeats, so that one iteration is all there is.
/// </summary>
internal static class RevisedState
{
    /// <summary>The state under the plan of <paramref name="after"/>.</summary>
    /// <param name="before">What it has gone by.</param>
    /// <param name="after">What it is to go by.</param>
    /// <param name="state">The state; no hand-out is out.</param>
    /// <param name="result">The result of a node of <paramref name="before"/>, or null.</param>
    public static RunState Of(PlannedWorkflow before, PlannedWorkflow after, RunState state, Func<int, NodeRecord?> result)
    {
        int Now(int node) => after.NodeIndex.GetValueOrDefault(before.Plan.Nodes[node].Node.Id, -1);
        var next = new RunState { NextNumber = state.NextNumber, NodeRuns = state.NodeRuns, MailTaken = state.MailTaken };
        next.Output = state.Output is { } output ? output with { Node = Now(output.Node) } : null;
        foreach (var (number, timer) in state.Timers)
        {
            next.Timers.Add(number, timer with { Node = Now(timer.Node) });
        }

        foreach (var (number, wait) in state.Waits)
        {
            next.Waits.Add(number, wait with { Node = Now(wait.Node) });
        }

        foreach (var (number, pause) in state.Pauses)
        {
            next.Pauses.Add(number, pause with { Node = Now(pause.Node) });
        }

        foreach (var ready in state.Ready.InOrder)
        {
            next.Ready.Queue(ready with { Node = Now(ready.Node) });
        }

        foreach (var ((node, iteration), call) in state.Calls)
        {
            next.Calls.Add((Now(node), iteration), call);
        }

        TakeMail(state, next, Now);
        next.Revisions.AddRange(state.Revisions.Select(revision => revision with { Nodes = [.. revision.Nodes.Select(Now).Where(node => node >= 0)] }));
        Settle(before, after, state, next, result);
        return next;
    }

    private static void TakeMail(RunState state, RunState next, Func<int, int> now)
    {
        foreach (var (name, ordinals) in state.Kept.Signals)
        {
            foreach (var ordinal in ordinals)
            {
                next.Kept.Add(name, ordinal);
            }
        }

        foreach (var ((node, iteration), ordinal) in state.Kept.Answers.Where(answer => now(answer.Key.Node) >= 0))
        {
            next.Kept.Answers.Add((now(node), iteration), ordinal);
        }
    }

    /// <summary>The one iteration: what has settled is told by results, whichever branches it lay in.</summary>
    private static void Settle(PlannedWorkflow before, PlannedWorkflow after, RunState state, RunState next, Func<int, NodeRecord?> result)
    {
        var (outline, standings) = (after.Plan.Outline, NodeStandings.Of(before.Plan.Outline, state, result));
        int Was(int node) => before.NodeIndex.GetValueOrDefault(after.Plan.Nodes[node].Node.Id, -1);
        var now = Array.ConvertAll([.. Enumerable.Range(0, outline.Nodes.Length)], node => Was(node) is var was and >= 0 ? standings[was] : NodeStanding.Unreached);
        var live = ScopeShape.Of(outline)[0].Begin(isLaterRound: false);
        foreach (var edge in outline.Edges.Where(edge => now[edge.From] == NodeStanding.Settled))
        {
            live.Counts[edge.Local] = NodeStandings.Count(edge, node => Was(node) is var was and >= 0 ? result(was) : null);
            live.Open[outline.Nodes[edge.To].Local]--;
        }

        live.Remaining = now.Count(standing => standing != NodeStanding.Settled);
        next.Iterations.Add((0, ""), live);
        next.Unasked.AddRange(Enumerable.Range(1, now.Length - 1).Where(node => now[node] == NodeStanding.Unreached && live.Open[outline.Nodes[node].Local] == 0));
    }
}
