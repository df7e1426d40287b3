namespace FlowForge.Core.Execution;

/// <summary>The parts of a decider's state that name nodes, under a changed plan. A node that is at work, waits or has paused is in both.</summary>
internal static class RevisedPlaces
{
    /// <summary>A state with all but iterations, loops and tokens.</summary>
    public static RunState Of(ScopeMatch match, RunState state)
    {
        var next = new RunState { NextNumber = state.NextNumber, NodeRuns = state.NodeRuns, MailTaken = state.MailTaken };

        // The output of a node that is gone gives way to that of any other.
        next.Output = state.Output is { Node: >= 0 } output ? output with { Node = match.NodeAfter(output.Node) } : state.Output;
        next.Filling = state.Filling is { } filling ? filling.In(filling.Node < 0 ? -1 : match.NodeAfter(filling.Node)) : null;
        foreach (var (number, timer) in state.Timers)
        {
            next.Timers.Add(number, timer with { Node = match.NodeAfter(timer.Node) });
        }

        foreach (var (number, wait) in state.Waits)
        {
            next.Waits.Add(number, wait with { Node = match.NodeAfter(wait.Node) });
        }

        foreach (var (number, pause) in state.Pauses)
        {
            next.Pauses.Add(number, pause with { Node = match.NodeAfter(pause.Node) });
        }

        foreach (var ready in state.Ready.InOrder)
        {
            var node = match.NodeAfter(ready.Node);
            next.Ready.Queue(ready with { Node = node, Rounds = ready.Rounds is { } rounds ? rounds with { Loops = [.. rounds.Loops.Select(loop => loop with { Index = node })] } : null });
        }

        foreach (var ((node, iteration), call) in state.Calls)
        {
            next.Calls.Add((match.NodeAfter(node), iteration), call);
        }

        TakeMail(match, state, next);
        next.Revisions.AddRange(state.Revisions.Select(revision => revision with { Nodes = [.. revision.Nodes.Select(match.NodeAfter).Where(node => node >= 0)] }));
        return next;
    }

    private static void TakeMail(ScopeMatch match, RunState state, RunState next)
    {
        foreach (var (name, ordinals) in state.Kept.Signals)
        {
            foreach (var ordinal in ordinals)
            {
                next.Kept.Add(name, ordinal);
            }
        }

        foreach (var ((node, iteration), ordinal) in state.Kept.Answers.Where(answer => match.NodeAfter(answer.Key.Node) >= 0))
        {
            next.Kept.Answers.Add((match.NodeAfter(node), iteration), ordinal);
        }
    }
}
