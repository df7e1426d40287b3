using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>
/// Decides what a run does next, for every host: <c>(state, event) → (state, commands)</c>. It has no clock, no I/O and no randomness;
/// the same events in the same order give the same commands. An event costs the edges it touches.
/// The rules are those of semantics 2: scopes and edges' states with <c>join: all</c>, tokens with <c>join: each</c>.
/// </summary>
public sealed partial class Decider : IDecider
{
    private readonly PlanOutline _outline;
    private readonly int _window;
    private readonly ScopeShape[] _shapes;

    /// <summary>A decider for one plan.</summary>
    /// <param name="outline">The plan's shape.</param>
    /// <param name="window">Hand-outs at a time, 1 or more; one when the plan is sequential.</param>
    public Decider(PlanOutline outline, int window)
    {
        _outline = outline;
        _window = outline.IsSequential ? 1 : window;
        _shapes = ScopeShape.Of(outline);
    }

    /// <inheritdoc/>
    public RunState Begin() => new() { Each = _outline.JoinsEach ? new(_outline.Nodes.Length) : null };

    /// <inheritdoc/>
    public void Apply(RunState state, RunEvent happened, List<RunCommand> commands)
    {
        if (state.HasEnded)
        {
            return;
        }

        var step = new DeciderStep(_outline, _shapes, state, commands);
        step.Ask();
        switch (happened)
        {
            case RunEvent.Started:
                step.Start();
                break;
            case RunEvent.Answer answer:
                Take(step, state, answer);
                break;
            case RunEvent.TimerFired fired:
                if (state.Ending is null && state.Timers.Remove(fired.Number, out var timer))
                {
                    state.Waits.Remove(fired.Number);
                    step.MakeReady(timer.Node, timer.Iteration, timer.IsRetry ? HandOutPhase.Begin : HandOutPhase.WaitOver);
                }
                else if (state.Pauses.ContainsKey(fired.Number))
                {
                    FailPaused(state, commands);
                }

                break;
            case RunEvent.Message message when message.Mail > state.MailTaken:
                state.MailTaken = message.Mail;
                if (message is RunEvent.PauseAnswered { Type: PauseAnswerType.Fail } gaveUp && state.Pauses.ContainsKey(gaveUp.Number))
                {
                    FailPaused(state, commands);
                }
                else
                {
                    step.Take(message);
                }

                break;
            case RunEvent.Forked forked:
                (state.NextNumber, state.Filling) = (forked.NextNumber, new(forked.HeldNode, forked.HeldIteration));
                step.Start();
                break;
            case RunEvent.Given given when Takes(state, given.Node, given.Iteration):
                step.Give(given, Ahead(state, given.Node, given.Iteration));
                break;
            case RunEvent.LoopGiven given when Takes(state, given.Node, given.Iteration):
                step.Give(given, Ahead(state, given.Node, given.Iteration));
                break;
            case RunEvent.Filled:
                step.EndFilling();
                break;
            case RunEvent.CancelRequested cancel:
                BeginEnding(state, new(RunStatus.Cancelled, cancel.Why, -1), commands);
                break;
            case RunEvent.Aborted aborted:
                BeginEnding(state, new(RunStatus.Failed, aborted.Failure, -1), commands);
                break;
        }

        step.Finish();

        // Also while given results are told: what is ready is what may be given.
        step.ReadyNext();
        if (state.IsFilling && state.Ending is null)
        {
            return;
        }

        HandOutReady(state, commands);
        EndWhenNothingIsLeft(state, commands);
    }

    private static void Take(DeciderStep step, RunState state, RunEvent.Answer answer)
    {
        if (!state.Out.Remove(answer.Number, out var handOut))
        {
            return;
        }

        state.NodeRuns += answer.NodeRuns;
        if (answer is RunEvent.Failed { PausesUntil: not null } paused && state.Ending is null)
        {
            step.Pause(handOut, paused);
            return;
        }

        if (answer is RunEvent.Failed failed)
        {
            BeginEnding(state, new(RunStatus.Failed, failed.Failure, failed.Sequence), step.Commands);
            return;
        }

        if (state.Ending is not null)
        {
            LeaveOpen(state, handOut, answer, step.Commands);
            return;
        }

        if (state.NodeRuns > Limits.NodeRuns)
        {
            BeginEnding(state, new(RunStatus.Failed, Failure.Of(FailureCodes.Limit, $"The run made over {Limits.NodeRuns} node runs."), -1), step.Commands);
            return;
        }

        step.Take(handOut, answer);
    }

    /// <inheritdoc/>
    public RunState Enter(HandOut handOut, RunEvent.LoopBegan? began, List<RunCommand> commands)
    {
        var inside = new RunState { Inside = (handOut.First, handOut.Iteration.Path) };
        var step = new DeciderStep(_outline, _shapes, inside, commands);
        if (handOut.Rounds is { } rounds)
        {
            step.GoOnWith(rounds);
        }
        else
        {
            step.BeginRounds(began!, handOut.Iteration.Path);
        }

        step.Finish();
        HandOutReady(inside, commands);
        return inside;
    }

    /// <summary>A failure before another one by sequence takes its place; a cancel gives way to nothing.</summary>
    private static void BeginEnding(RunState state, EndingRun ending, List<RunCommand> commands)
    {
        if (state.Ending is null)
        {
            state.Ending = ending;
            foreach (var ready in state.Ready.InOrder)
            {
                LeaveOpen(state, ready.Phase, ready.Node, ready.Iteration, ready.Rounds, commands);
            }

            state.Ready.Clear();
            state.Pauses.Clear();
            commands.Add(new RunCommand.CancelHandOuts());
        }
        else if (state.Ending.Status == RunStatus.Failed && ending.Sequence >= 0 && ending.Sequence < state.Ending.Sequence)
        {
            state.Ending = ending;
        }
    }

    /// <summary>An answer that comes while the run is ending: what it began, nobody goes on with.</summary>
    private static void LeaveOpen(RunState state, HandOut handOut, RunEvent.Answer answer, List<RunCommand> commands)
    {
        var path = handOut.Iteration.Path;
        switch (answer)
        {
            case RunEvent.Waits waits:
                MarkCancelled(state, waits.Node, path, commands);
                break;
            case RunEvent.WaitsFor waits:
                MarkCancelled(state, waits.Node, path, commands);
                break;
            case RunEvent.Calls calls:
                MarkCancelled(state, calls.Node, path, commands);
                break;
            case RunEvent.LoopBegan began:
                MarkCancelled(state, began.Node, path, commands);
                break;
            case RunEvent.RanRounds { End: null } ran:
                LeaveOpen(state, HandOutPhase.Rounds, ran.Node, path, ran.Rounds, commands);
                break;
            case RunEvent.Yielded yielded when yielded.Next == handOut.First:
                LeaveOpen(state, handOut.Phase, handOut.First, path, handOut.Rounds, commands);
                break;
        }
    }

    /// <summary>Nodes that have begun, and that nobody goes on with: their end is the run's to record.</summary>
    private static void LeaveOpen(RunState state, HandOutPhase phase, int node, string iteration, LoopRounds? rounds, List<RunCommand> commands)
    {
        foreach (var loop in rounds?.Loops ?? [])
        {
            state.Loops.TryAdd((loop.Index, loop.Iteration), StateRows.Loop(loop));
        }

        if (phase is HandOutPhase.WaitOver or HandOutPhase.LoopOver)
        {
            MarkCancelled(state, node, iteration, commands);
        }
    }

    private static void MarkCancelled(RunState state, int node, string iteration, List<RunCommand> commands)
    {
        if (!state.Loops.ContainsKey((node, iteration)))
        {
            commands.Add(new RunCommand.MarkCancelled(state.NextNumber++, node, new(iteration)));
        }
    }

    /// <summary>A paused run fails, with the first failure by sequence; where there is none, nobody went on from its breakpoint.</summary>
    private static void FailPaused(RunState state, List<RunCommand> commands)
    {
        var first = state.Pauses.Values.Where(pause => pause.Failure is not null).MinBy(pause => pause.Sequence);
        BeginEnding(
            state, new(RunStatus.Failed, first?.Failure ?? Failure.Of(FailureCodes.PauseOver, $"Nobody let the run go on from its breakpoint within {Limits.HealingDays} days."), first?.Sequence ?? -1), commands);
    }

    private void HandOutReady(RunState state, List<RunCommand> commands)
    {
        while (state.Pauses.Count == 0 && state.Ready.Count > 0 && state.Out.Count < _window)
        {
            var ready = state.Ready.Take();
            var node = _outline.Nodes[ready.Node];
            var handOut = new HandOut(
                state.NextNumber++, node.Branch, new(ready.Iteration), ready.Node, ready.Phase, Exhausted(state, node, ready), ready.Rounds, ready.Mail)
            {
                Token = DeciderStep.TokenOf(state, ready.Node, ready.Iteration),
            };
            state.Out.Add(handOut.Number, handOut);
            commands.Add(new RunCommand.RunBranch(handOut));
        }
    }

    private int[] Exhausted(RunState state, OutlineNode node, ReadyBranch ready)
    {
        if (_outline.JoinsEach)
        {
            return DeciderStep.Exhausted(_outline, state, ready.Node);
        }

        var iteration = ready.Iteration;
        if (_outline.Scopes[node.Scope].Role != ScopeRole.Repeat)
        {
            return [];
        }

        var repeat = state.Repeats[(node.Scope, new Iteration(iteration).Parent.Path)];
        var last = _outline.Nodes[_outline.Branches[node.Branch][^1]];
        return last.Out
            .Select(index => _outline.Edges[index])
            .Where(edge => edge.Role == EdgeRole.Repeat && repeat.Deliveries.GetValueOrDefault(edge.Local) >= edge.RepeatMax)
            .Select(edge => edge.FromPort)
            .ToArray();
    }

    /// <summary>Nodes that wait, in the order in which they began to.</summary>
    private static List<(int Node, string Iteration)> OpenWaits(RunState state) =>
        state.Timers.Where(pair => !pair.Value.IsRetry && !state.Waits.ContainsKey(pair.Key)).Select(pair => (pair.Key, pair.Value.Node, pair.Value.Iteration))
            .Concat(state.Waits.Select(pair => (pair.Key, pair.Value.Node, pair.Value.Iteration)))
            .OrderBy(wait => wait.Key).Select(wait => (wait.Node, wait.Iteration)).ToList();

    /// <summary>A message may come before the run has begun; then nothing is left and yet all is to be done.</summary>
    private static void EndWhenNothingIsLeft(RunState state, List<RunCommand> commands)
    {
        if (state.Out.Count > 0 || state.Ready.Count > 0 || (state.Ending is null && (state.IsArmed || (state.Each is null ? state.Iterations.Count == 0 : !state.Each.HasBegun))))
        {
            return;
        }

        if (state.Inside is not null && state.Ending is null)
        {
            // The loop's rounds have ended; the run goes on behind it.
            return;
        }

        if (state.Ending is null && state.Each is null && state.Iterations[(0, "")].Remaining != 0)
        {
            throw new InvalidOperationException("The decider has nothing to do, yet nodes are unsettled.");
        }

        foreach (var (node, iteration) in OpenWaits(state))
        {
            commands.Add(new RunCommand.MarkCancelled(state.NextNumber++, node, new(iteration)));
        }

        foreach (var (node, iteration) in state.Loops.Keys.OrderBy(key => key.Node).ThenBy(key => key.Iteration, StringComparer.Ordinal))
        {
            commands.Add(new RunCommand.MarkCancelled(state.NextNumber++, node, new(iteration)));
        }

        state.Timers.Clear();
        state.Waits.Clear();
        state.HasEnded = true;
        commands.Add(state.Ending is { } ending
            ? new RunCommand.End(ending.Status, ending.Failure, null)
            : new RunCommand.End(RunStatus.Completed, null, state.Output?.Sequence));
    }
}

/// <summary>A join rule's way of deciding.</summary>
public interface IDecider
{
    /// <summary>The state before <see cref="RunEvent.Started"/>.</summary>
    RunState Begin();

    /// <summary>Changes <paramref name="state"/> by what happened and adds what is to be done. Unknown and repeated answers change nothing.</summary>
    void Apply(RunState state, RunEvent happened, List<RunCommand> commands);

    /// <summary>
    /// The state inside a loop whose rounds run in this hand-out, by the same rules, to be told what happens in them. <see cref="LoopRounds.Of"/>
    /// takes what is left of it back to the run's own decider.
    /// </summary>
    /// <param name="handOut">The hand-out, with the rounds when some have run before.</param>
    /// <param name="began">How the loop began, when none has.</param>
    /// <param name="commands">What is to be done inside.</param>
    RunState Enter(HandOut handOut, RunEvent.LoopBegan? began, List<RunCommand> commands);

    /// <summary>Whether a given result of this node would be taken now: the run is being filled, and all that the node depends on is settled.</summary>
    bool Takes(RunState state, int node, string iteration);
}
