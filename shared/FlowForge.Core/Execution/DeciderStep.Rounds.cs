using FlowForge.Core.Model;

namespace FlowForge.Core.Execution;

/// <content>Rounds of a loop that run inside one hand-out: the state inside, and what comes back from it.</content>
internal sealed partial class DeciderStep
{
    /// <summary>The loop begins, inside.</summary>
    public void BeginRounds(RunEvent.LoopBegan began, string path)
    {
        var loop = new LiveLoop { Items = began.Items, BatchSize = began.BatchSize, Concurrency = began.Concurrency, RunsThrough = true };
        state.Loops.Add((began.Node, path), loop);
        if (loop.Total > 0)
        {
            BeginBatch(outline.Nodes[began.Node].Body, loop, path);
        }
    }

    /// <summary>The loop goes on, inside, where an earlier hand-out left it.</summary>
    public void GoOnWith(LoopRounds rounds)
    {
        rounds.AddTo(state, outline);
        foreach (var ready in rounds.Ready)
        {
            MakeReady(ready.Index, ready.Iteration, (HandOutPhase)ready.Values[0]);
        }

        var (node, path) = state.Inside!.Value;
        var loop = state.Loops[(node, path)];
        if (loop.Started == loop.Ended && loop.Started < loop.Total)
        {
            BeginBatch(outline.Nodes[node].Body, loop, path);
        }
    }

    /// <summary>What a hand-out has made of a loop's rounds: the run's state is then as if it had seen each of them.</summary>
    private void TakeRounds(HandOut handOut, RunEvent.RanRounds ran)
    {
        var (path, rounds) = (handOut.Iteration.Path, ran.Rounds);
        for (var i = 0; i < rounds.Left.Count; i += 2)
        {
            var edge = outline.Edges[rounds.Left[i]];
            state.Iterations[(edge.Home, HomePath(edge, path))].Counts[edge.Local] += rounds.Left[i + 1];
        }

        if (rounds.Output is { } output)
        {
            Offer(output);
        }

        var live = ran.End is null ? rounds.Iterations.Select(row => (row.Index, row.Iteration)).ToHashSet() : [];
        commands.Add(new RunCommand.ForgetRounds(ran.Node, handOut.Iteration, live));
        if (ran.End is not null)
        {
            Advance(handOut, ran.End);
        }
        else if (rounds.Timers.Count == 0)
        {
            MakeReady(ran.Node, path, HandOutPhase.Rounds, rounds with { Left = [], Output = null });
        }
        else
        {
            WaitAmong(rounds);
        }
    }

    /// <summary>An attempt is due later, and no hand-out lasts until then: the iteration goes on outside, and those behind it inside again.</summary>
    private void WaitAmong(LoopRounds rounds)
    {
        rounds.AddTo(state, outline);
        foreach (var ready in rounds.Ready)
        {
            MakeReady(ready.Index, ready.Iteration, (HandOutPhase)ready.Values[0]);
        }

        foreach (var timer in rounds.Timers)
        {
            Arm(state.NextNumber++, timer.Node, timer.Iteration, timer.Until, timer.IsRetry);
        }
    }
}
