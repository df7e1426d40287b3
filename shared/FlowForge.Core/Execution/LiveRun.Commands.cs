using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Retention;

namespace FlowForge.Core.Execution;

/// <content>Carrying out what the decider asks for.</content>
internal sealed partial class LiveRun
{
    /// <summary>Applies an event; gives the hand-out to run on this thread, if any.</summary>
    private HandOut? Take(RunEvent happened)
    {
        var commands = new List<RunCommand>();
        HandOut? mine = null;
        var others = new List<HandOut>();
        var (hasTimers, cancels, ends) = (false, false, false);
        lock (_gate)
        {
            if (_state.HasEnded || IsStopping)
            {
                return null;
            }

            _journal.Append(new EventEntry(happened));
            if (happened is RunEvent.Answer answer)
            {
                _positions.Remove(answer.Number);
                _care.Remove(answer.Number);
                _begun.Remove(answer.Number);
                _suspects.Remove(answer.Number);
            }

            Planned.Decider.Apply(_state, happened, commands);
            foreach (var command in commands)
            {
                switch (command)
                {
                    case RunCommand.RunBranch run when mine is null:
                        mine = run.HandOut;
                        break;
                    case RunCommand.RunBranch run:
                        others.Add(run.HandOut);
                        break;
                    case RunCommand.ArmTimer:
                        hasTimers = true;
                        break;
                    case RunCommand.CancelHandOuts:
                        cancels = true;
                        break;
                    case RunCommand.End end:
                        Finish(end);
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
            _ = ArmWhenDurableAsync(commands.OfType<RunCommand.ArmTimer>().ToList());
        }
        else if (_journal.IsFull || (_reply is not null && !_replied.Task.IsCompleted))
        {
            _ = FlushAsync();
        }
    }

    /// <summary>A wait is recorded before it is armed (semantics 4 c).</summary>
    private async Task ArmWhenDurableAsync(List<RunCommand.ArmTimer> timers)
    {
        await FlushAsync().ConfigureAwait(false);
        foreach (var timer in timers)
        {
            _timers.Arm(timer.Number, timer.Until);
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
                _journal.Append(CancelledRecord(cancelled.Node, cancelled.Iteration.Path, open, First(cancelled.Number)));
                break;
            case RunCommand.Forget forget:
                _results.Forget(forget.Scope, forget.Iteration, forget.IsLast);
                break;
        }
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
        await FlushAsync().ConfigureAwait(false);
        _onEnd(this);
        _replied.TrySetResult(null);
        _ended.TrySetResult(_record);
        Dispose();
    }

    /// <summary>Makes all durable; a reply that was recorded before then goes out (semantics 4 a).</summary>
    private async Task FlushAsync()
    {
        var reply = _reply;
        await _journal.FlushAsync().ConfigureAwait(false);
        if (reply is not null)
        {
            _replied.TrySetResult(reply);
        }
    }

    private static long First(int handOut) => (long)handOut << 20;
}
