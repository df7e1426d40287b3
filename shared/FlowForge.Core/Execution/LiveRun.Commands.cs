using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Retention;

namespace FlowForge.Core.Execution;

/// <content>Carrying out what the decider asks for.</content>
internal sealed partial class LiveRun
{
    // Scripts that follow side by side on so few items are begun on this thread, so that they reach the workers in one message; with more, building their inputs takes longer than that saves.
    private const int FewItems = 100;

    /// <summary>Applies an event; gives the hand-out to run on this thread, if any.</summary>
    private HandOut? Take(RunEvent happened)
    {
        var commands = new List<RunCommand>();
        HandOut? mine = null;
        var (others, scripts) = (new List<HandOut>(), new List<HandOut>());
        var areFew = happened is RunEvent.Advanced { Counts: var counts } && counts.Sum() <= FewItems;
        var (hasTimers, cancels, ends) = (false, false, false);
        lock (_gate)
        {
            if (_state.HasEnded || IsStopping)
            {
                return null;
            }

            _journal.Append(new EventEntry(happened));
            if (IsQueued && happened is RunEvent.Started or RunEvent.Filled)
            {
                _record = _record with { Status = RunStatus.Running };
            }

            if (happened is RunEvent.Answer answer)
            {
                LetGo(answer.Number);
            }
            else if (happened is RunEvent.ChildEnded child)
            {
                _used.Add(child.Mail);
            }

            Reshape(happened);
            Planned.Decider.Apply(_state, happened, commands);
            NoteQuiet();
            if (_state.Revisions.Count > Facts.Revision)
            {
                Revise();
            }

            foreach (var command in commands)
            {
                switch (command)
                {
                    case RunCommand.RunBranch run when mine is null:
                        mine = run.HandOut;
                        break;
                    case RunCommand.RunBranch run when areFew && Planned.Steps[run.HandOut.First] is not null:
                        scripts.Add(run.HandOut);
                        break;
                    case RunCommand.RunBranch run:
                        others.Add(run.HandOut);
                        break;
                    case RunCommand.ArmTimer or RunCommand.ArmWait:
                        _inFlight += hasTimers ? 0 : 1;
                        hasTimers = true;
                        break;
                    case RunCommand.CancelHandOuts:
                        cancels = true;
                        break;
                    case RunCommand.End end:
                        _end = end;
                        FinishUnlessHandled(end);
                        ends = true;
                        break;
                    default:
                        Note(command);
                        break;
                }
            }

            _time.Set(_state.Out.Count > 0 && !_state.HasEnded);
        }

        CarryOut(commands, others, hasTimers, cancels, ends);
        scripts.ForEach(Launch);
        return mine;
    }

    private void CarryOut(List<RunCommand> commands, List<HandOut> others, bool hasTimers, bool cancels, bool ends)
    {
        if (cancels)
        {
            _ = _stop.CancelAsync();
        }

        foreach (var other in others)
        {
            LaunchAside(other);
        }

        if (ends)
        {
            _ = EndAsync();
        }
        else if (hasTimers)
        {
            _ = ArmWhenDurableAsync(commands);
        }
        else
        {
            FlushWhenDue();
        }
    }

    /// <summary>Writes when there is much to be written, or a reply to go out.</summary>
    public void FlushWhenDue()
    {
        if (_journal.IsFull || (_reply is not null && !_promises.Replied.Task.IsCompleted))
        {
            _ = FlushAsync();
        }
    }

    /// <summary>A wait is recorded before it is armed (semantics 4 c).</summary>
    private async Task ArmWhenDurableAsync(List<RunCommand> commands)
    {
        await FlushAsync().ConfigureAwait(false);
        foreach (var command in commands)
        {
            if (command is RunCommand.ArmTimer timer)
            {
                Arm(timer.Number, timer.Until);
            }
            else if (command is RunCommand.ArmWait { Wait.Until: { } until } wait)
            {
                Arm(wait.Number, until);
            }
        }

        Landed();
    }

    /// <summary>Only while it is still of interest: what has been over since then is not armed any more.</summary>
    private void Arm(int number, DateTimeOffset until)
    {
        bool isPause;
        lock (_gate)
        {
            isPause = _state.Pauses.TryGetValue(number, out var pause) && pause.Failure is not null;
            if (!_state.Timers.ContainsKey(number) && !_state.Pauses.ContainsKey(number))
            {
                return;
            }
        }

        _host.Arm(Id, number, until);
        if (isPause)
        {
            _host.Paused(Id);
        }
    }

    private void Note(RunCommand command)
    {
        switch (command)
        {
            case RunCommand.Skip skip:
                var ids = skip.Nodes.Select(node => Planned.Plan.Nodes[node].Node.Id).ToList();
                _journal.Append(new SkippedEntry(First(skip.Number), ids, skip.Iteration, Clock.GetUtcNow(), Facts.Revision));
                break;
            case RunCommand.MarkCancelled cancelled when _results.FindOpen(cancelled.Node, cancelled.Iteration.Path) is { } open:
                Cancel(cancelled.Node, cancelled.Iteration.Path, open, First(cancelled.Number));
                break;
            default:
                Forget(command);
                break;
        }
    }

    private void Forget(RunCommand command)
    {
        switch (command)
        {
            case RunCommand.Forget forget:
                _results.Forget(forget.Scope, forget.Iteration, forget.IsLast);
                break;
            case RunCommand.ForgetRun run:
                _results.ForgetRun(run.Node, run.Iteration.Path);
                break;
            case RunCommand.ForgetRounds rounds:
                _results.ForgetRounds(rounds.Loop, rounds.Iteration, rounds.Live);
                break;
        }
    }

    /// <summary>A hand-out has answered: what was known for its sake goes.</summary>
    private void LetGo(int handOut)
    {
        _positions.Remove(handOut);
        _care.Remove(handOut);
        _begun.Remove(handOut);
        _suspects.Remove(handOut);
        _skipped.Remove(handOut);
    }

    private void Cancel(int node, string iteration, OpenNode open, long sequence)
    {
        _results.Close(node, iteration);
        _journal.Append(CancelledRecord(node, iteration, open, sequence));
    }

    private NodeRecord CancelledRecord(int node, string iteration, OpenNode open, long sequence) => new()
    {
        NodeId = Planned.Plan.Nodes[node].Node.Id,
        Iteration = iteration,
        Attempt = open.Attempt,
        IngressSequence = open.IngressSequence,
        Sequence = sequence,
        Status = FrameStatus.Cancelled,
        StartedAt = open.StartedAt,
        DurationMs = (Clock.GetUtcNow() - open.StartedAt).TotalMilliseconds,
        Inputs = open.Input.Ports,
    };

    private void Finish(RunCommand.End end) => _record = _record with
    {
        Status = end.Status,
        Failure = end.Failure,
        OutputSequence = end.Output,
        EndedAt = Clock.GetUtcNow(),
        ExpiresAt = RetentionRule.Expiry(Planned.Plan.Workflow.Config.RetentionDays, Clock.GetUtcNow()),
    };

    private async Task EndAsync()
    {
        if (!await HandleFailureAsync().ConfigureAwait(false))
        {
            return;
        }

        await FlushAsync().ConfigureAwait(false);
        _parts.Meter?.Ended(_record);
        _parts.Log?.Ended(_record);
        _host.Ended(this);
        TellOthers();
        _promises.Replied.TrySetResult(null);
        _promises.Ended.TrySetResult(_record);
        Dispose();
    }

    /// <summary>Makes all durable; a reply that was recorded before then goes out (semantics 4 a).</summary>
    private async Task FlushAsync()
    {
        var reply = _reply;
        await _journal.FlushAsync().ConfigureAwait(false);
        if (reply is not null)
        {
            await KeepReplyAsync(reply).ConfigureAwait(false);
            _promises.Replied.TrySetResult(reply);
        }
    }

    private static long First(int handOut) => (long)handOut << 20;
}
