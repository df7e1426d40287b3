using FlowForge.Core.Driven;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>A run that is driven in another process: one of its hand-outs is run here, among the records that others have made.</content>
internal sealed partial class LiveRun
{
    // Lives of a hand-out without a new record, this one included, from which on each ingress is committed.
    private const int ManyLives = 3;
    private HandOut? _mine;

    /// <summary>From now on this run is no more than one hand-out; its records are replayed after this.</summary>
    /// <param name="handOut">The hand-out.</param>
    /// <param name="basis">What it is told of the run's state, the memo of its call as text.</param>
    public void BeDriven(HandOut handOut, HandOutBasis basis)
    {
        _mine = handOut;
        _state.Out[handOut.Number] = handOut;
        _state.Revisions.AddRange(basis.Revisions);
        Facts = Facts with { Revision = basis.Revisions.Count };
        if (basis.Call is { } call)
        {
            _state.Calls[(handOut.First, handOut.Iteration.Path)] = call;
        }

        _journal.IsShared = true;
    }

    /// <summary>Runs the hand-out; gives its answer once all that belongs to it is durable, null when <paramref name="hostStops"/>.</summary>
    /// <param name="nextOrdinal">Where its journal goes on.</param>
    /// <param name="revised">The answer to a pause that brought the revision which begins with this hand-out; null for any other.</param>
    /// <param name="runStops">The run ends.</param>
    /// <param name="hostStops">This host stops.</param>
    public async Task<RunEvent.Answer?> RunDrivenAsync(int nextOrdinal, RunEvent.PauseAnswered? revised, CancellationToken runStops, CancellationToken hostStops)
    {
        var handOut = _mine!;
        _journal.GoOnFrom(new(nextOrdinal, 0, 0), _record.Status);
        Mark(handOut);
        if (revised is not null)
        {
            _journal.Append(new EventEntry(revised));
        }

        // A host that dies of it at once must not forget that it was handed out.
        await FlushAsync().ConfigureAwait(false);
        using var runEnds = runStops.Register(static run => _ = ((LiveRun)run!)._stop.CancelAsync(), this);
        using var hostEnds = hostStops.Register(static run => ((LiveRun)run!).StopDriven(), this);
        var tick = Clock.CreateTimer(_ => Tick(), null, TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(250));
        await using (tick.ConfigureAwait(false))
        {
            var runner = new BranchRunner(this, handOut, new(Clock, _parts.SliceRuns), isInside: false, _stop.Token);
            lock (_gate)
            {
                _runners[handOut.Number] = runner;
            }

            using var span = Trace.Branch(_record, handOut);
            try
            {
                if (await runner.RunAsync().ConfigureAwait(false) is not { } answer)
                {
                    return null;
                }

                lock (_gate)
                {
                    _runners.Clear();
                    Await(answer, handOut);
                }

                await FlushAsync().ConfigureAwait(false);
                return answer;
            }
            finally
            {
                lock (_gate)
                {
                    _runners.Clear();
                }
            }
        }
    }

    /// <summary>The open ends of these nodes, cancelled.</summary>
    public IEnumerable<NodeRecord> Cancelled(IEnumerable<RunCommand.MarkCancelled> marked)
    {
        foreach (var mark in marked)
        {
            if (_results.FindOpen(mark.Node, mark.Iteration.Path) is { } open)
            {
                yield return CancelledRecord(mark.Node, mark.Iteration.Path, open, First(mark.Number));
            }
        }
    }

    private void Mark(HandOut handOut)
    {
        if (handOut.Phase is HandOutPhase.Again or HandOutPhase.Given or HandOutPhase.PassedBy or HandOutPhase.Continued)
        {
            _rows[-2] = WaitRow.OfPause(Id, NodeId(handOut.First), handOut.Iteration.Path, -2, default, null);
        }

        if (handOut.Phase == HandOutPhase.WaitOver || FailedAttempts(handOut.First, handOut.Iteration.Path).Count > 0)
        {
            // What ended before this hand-out: its row goes with the first write, unless the node waits anew.
            _rows[-1] = new(Id, NodeId(handOut.First), handOut.Iteration.Path, -1, WaitMode.Time, null);
        }

        var again = new HandedOutAgain(handOut.Number, _begun.GetValueOrDefault(handOut.Number));
        Replay(again);
        _journal.Append(again);
        if (_care[handOut.Number].Again >= ManyLives)
        {
            _suspects.Add(handOut.Number);
        }

        _begun.Clear();
    }

    /// <summary>What the hand-out ends by waiting for stands in the state, so that its row is written with its records.</summary>
    private void Await(RunEvent.Answer answer, HandOut handOut)
    {
        var (number, path) = (handOut.Number, handOut.Iteration.Path);
        switch (answer)
        {
            case RunEvent.Waits waits:
                _state.Timers[number] = new(waits.Node, path, waits.Until, IsRetry: false);
                break;
            case RunEvent.RetryAt retry:
                _state.Timers[number] = new(retry.Node, path, retry.At, IsRetry: true);
                break;
            case RunEvent.WaitsFor waits:
                _state.Waits[number] = new(waits.Node, path, waits.Mode, waits.Signal, waits.Until);
                break;
            case RunEvent.Calls calls:
                _state.Waits[number] = new(calls.Node, path, WaitMode.Runs, null, calls.Until);
                break;
            case RunEvent.Failed { PausesUntil: { } until } failed:
                _state.Pauses[number] = new(failed.Node, path, failed.Failure, failed.Sequence, until);
                break;
            case RunEvent.Breaks breaks:
                _state.Pauses[number] = new(breaks.Node, path, null, -1, breaks.Until);
                break;
        }
    }

    private void StopDriven()
    {
        IsStopping = true;
        _ = _stop.CancelAsync();
    }

    /// <summary>The caller waits in another process, which finds the reply in the store. The first one stays.</summary>
    private async Task KeepReplyAsync(Reply reply)
    {
        if (_mine is null || _promises.Replied.Task.IsCompleted)
        {
            return;
        }

        var row = SegmentJson.Write(Id, DrivenOrdinals.Reply, [new ReplyEntry(reply)]);
        try
        {
            await TryUntilDoneAsync("A reply could not be kept", async () => await _parts.Runs.WriteAsync(new() { Segments = [row] }).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (StoreFault fault) when (fault.IsTaken)
        {
            // Another respond was first, side by side with this one.
        }
    }
}
