using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>
/// Runs a loop's rounds inside one hand-out: it drives the decider over the loop's body, and branch runners with what that hands out. Handed the
/// same rounds again after a crash, it goes through what is recorded without running it, for the decider inside asks for it in the same way.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="handOut">The hand-out, which begins at the loop.</param>
/// <param name="began">How the loop began, when no round has run before.</param>
/// <param name="slice">What the hand-out may use.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class LoopRunner(LiveRun run, HandOut handOut, RunEvent.LoopBegan? began, Slice slice, CancellationToken cancellation)
{
    private readonly IDecider _decider = run.Planned.Decider;
    private readonly Queue<HandOut> _waiting = new();
    private readonly List<Task<RunEvent.Answer?>> _running = [];
    private readonly Lock _gate = new();
    private readonly Dictionary<int, BranchRunner> _runners = [];
    private readonly List<RunCommand> _commands = [];

    // One by one when the host has died in here: then it is clear in which node.
    private readonly int _width = run.IsSuspect(handOut.Number) ? 1 : int.MaxValue;
    private RoundsAhead? _ahead;
    private bool _isHostStopping;

    private string Iteration => handOut.Iteration.Path;

    /// <summary>The answer; null when the host is stopping, so that the hand-out stays out.</summary>
    public async ValueTask<RunEvent.Answer?> RunAsync()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _ahead = _width == 1 ? null : new(run, slice, stop.Token);
        try
        {
            return await DriveAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            // Whatever broke is tried again, and nothing of it may run twice at a time.
            await ((Task)Task.WhenAll(_running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await stop.CancelAsync().ConfigureAwait(false);
            if (_ahead is not null)
            {
                await _ahead.EndAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Nodes that have been at work for a while and are not recorded yet.</summary>
    public IReadOnlyList<SlowNode> Slow(TimeSpan atLeast)
    {
        lock (_gate)
        {
            return _runners.Values.SelectMany(runner => runner.Slow(atLeast)).ToList();
        }
    }

    private async ValueTask<RunEvent.Answer?> DriveAsync(CancellationTokenSource stop)
    {
        var inside = _decider.Enter(handOut, began, _commands);
        CarryOut(stop);
        while (_running.Count > 0 || MayStart(inside))
        {
            if (await NextAsync(inside, stop.Token).ConfigureAwait(false) is not { } answer)
            {
                _isHostStopping = true;
                continue;
            }

            _decider.Apply(inside, answer, _commands);
            CarryOut(stop);
            run.FlushWhenDue();
        }

        return _isHostStopping ? null : await EndAsync(inside).ConfigureAwait(false);
    }

    private bool MayStart(RunState inside) =>
        _waiting.Count > 0 && inside.Ending is null && !_isHostStopping && !run.IsDraining && !cancellation.IsCancellationRequested
        && !slice.IsOver && !run.HasManyPositions(handOut.Number);

    private void CarryOut(CancellationTokenSource stop)
    {
        foreach (var command in _commands)
        {
            switch (command)
            {
                case RunCommand.RunBranch branch:
                    _waiting.Enqueue(branch.HandOut);
                    break;
                case RunCommand.Skip skip:
                    run.SkipInside(handOut.Number, skip);
                    break;
                case RunCommand.CancelHandOuts:
                    stop.Cancel();
                    break;
            }
        }

        _commands.Clear();
    }

    /// <summary>The next answer of what runs, or of what may be started. One branch alone runs on this thread.</summary>
    private async ValueTask<RunEvent.Answer?> NextAsync(RunState inside, CancellationToken stop)
    {
        if (_running.Count == 0)
        {
            var first = _waiting.Dequeue();
            if (_waiting.Count == 0 || _width == 1)
            {
                return await RunAsync(first, stop).ConfigureAwait(false);
            }

            Start(first, stop);
        }

        while (_running.Count < _width && MayStart(inside))
        {
            Start(_waiting.Dequeue(), stop);
        }

        var done = await Task.WhenAny(_running).ConfigureAwait(false);
        _running.Remove(done);
        return await done.ConfigureAwait(false);
    }

    private void Start(HandOut next, CancellationToken stop) =>
        _running.Add(Task.Run(() => RunAsync(next, stop).AsTask(), CancellationToken.None));

    private async ValueTask<RunEvent.Answer?> RunAsync(HandOut inner, CancellationToken stop)
    {
        var runner = new BranchRunner(run, inner with { Number = handOut.Number }, slice, isInside: true, stop, _ahead);
        lock (_gate)
        {
            _runners[inner.Number] = runner;
        }

        try
        {
            var answer = await runner.RunAsync().ConfigureAwait(false);
            return answer is null ? null : answer with { Number = inner.Number };
        }
        finally
        {
            lock (_gate)
            {
                _runners.Remove(inner.Number);
            }
        }
    }

    private async ValueTask<RunEvent.Answer?> EndAsync(RunState inside)
    {
        var (number, loop) = (handOut.Number, handOut.First);
        if (inside.Ending is { Status: RunStatus.Failed, Failure: { } failure } ending)
        {
            run.CancelRounds(loop, Iteration);
            return new RunEvent.Failed(number, slice.Runs, failure.NodeId is { } id ? run.Planned.NodeIndex[id] : loop, ending.Sequence, failure);
        }

        if (cancellation.IsCancellationRequested)
        {
            if (run.IsStopping)
            {
                return null;
            }

            run.CancelRounds(loop, Iteration);
            return new RunEvent.Cancelled(number, slice.Runs);
        }

        var rounds = LoopRounds.Of(inside);
        var live = inside.Loops[(loop, Iteration)];
        return live.Ended == live.Total
            ? await SettleAsync(loop, rounds).ConfigureAwait(false)
            : new RunEvent.RanRounds(number, slice.Runs, loop, rounds, null);
    }

    /// <summary>Behind the last round the loop itself settles.</summary>
    private async ValueTask<RunEvent.Answer?> SettleAsync(int loop, LoopRounds rounds)
    {
        var record = run.FindResult(loop, Iteration);
        if (record is null)
        {
            var end = await new NodeRun(run, handOut, run.Planned.Plan.Nodes[loop], cancellation).GoOnAsync(HandOutPhase.LoopOver).ConfigureAwait(false);
            slice.Add(1, 0);
            if (end.Record is null)
            {
                return end.Answer is null ? null : end.Answer with { NodeRuns = slice.Runs };
            }

            record = end.Record;
        }

        var settled = BranchRunner.Settled(run, handOut.Number, slice.Runs, loop, record);
        return new RunEvent.RanRounds(handOut.Number, slice.Runs, loop, new LoopRounds { Loops = [], Left = rounds.Left, Output = rounds.Output }, settled);
    }
}
