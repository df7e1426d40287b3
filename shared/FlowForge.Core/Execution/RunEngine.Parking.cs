using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Execution;

/// <content>Runs that wait are parked; a start arms them without reading them, and a time or a message brings them back.</content>
public sealed partial class RunEngine
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    private readonly SemaphoreSlim _loads = new(4 * Environment.ProcessorCount);

    /// <summary>Runs that are parked.</summary>
    private int _parked;

    /// <summary>
    /// Goes on with every run that has not ended. One that only waits is armed and not read. What cannot be resumed is reported as a fault, left as it is, and
    /// tried again later. Gives how many go on at once.
    /// </summary>
    public async Task<int> ResumeAsync(CancellationToken cancellation)
    {
        var waits = (await _parts.Runs.OpenWaitsAsync(cancellation).ConfigureAwait(false)).ToLookup(row => row.RunId, StringComparer.Ordinal);
        var mail = (await _parts.Runs.RunsWithMailAsync(cancellation).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        var (atWork, inTurn, resumed) = (new List<OpenRun>(), new List<LiveRun>(), 0);
        var paused = new List<string>();
        foreach (var record in await _parts.Runs.OpenRunsAsync(cancellation).ConfigureAwait(false))
        {
            if (waits[record.Id].Any(static row => row.Pause?.Failure is not null))
            {
                paused.Add(record.Id);
            }

            if (record.Ticket is not null)
            {
                if (await TryLoadInTurnAsync(record, cancellation).ConfigureAwait(false) is { } run)
                {
                    inTurn.Add(run);
                }

                continue;
            }

            var open = Park(record, waits[record.Id].ToArray());
            if (record.Status is RunStatus.Waiting or RunStatus.Paused && waits.Contains(record.Id) && !mail.Contains(record.Id))
            {
                resumed++;
            }
            else
            {
                atWork.Add(open);
            }
        }

        await Parallel.ForEachAsync(atWork, cancellation, async (open, stop) =>
        {
            if (await TryWakeAsync(open).ConfigureAwait(false))
            {
                Interlocked.Increment(ref resumed);
            }
            else
            {
                _ = WakeLaterAsync(open.Record.Id);
            }
        }).ConfigureAwait(false);
        Resume(inTurn);
        await CancelAbandonedAsync(cancellation).ConfigureAwait(false);
        foreach (var runId in mail)
        {
            Ring(runId);
        }

        paused.ForEach(_parts.OnPaused);
        return resumed + inTurn.Count;
    }

    /// <summary>A run that holds a place or waits for one is tried again here: while it is not known, others would be let past it.</summary>
    private async ValueTask<LiveRun?> TryLoadInTurnAsync(RunRecord record, CancellationToken cancellation)
    {
        var pause = ShortestPause;
        for (var tries = 1; ; tries++, pause *= 2)
        {
            try
            {
                var promises = new RunPromises();
                var run = await LoadAsync(record, promises, cancellation).ConfigureAwait(false);
                _open[run.Id] = new(run, promises);
                return run;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                _parts.OnFault($"Run {record.Id} cannot be resumed.", fault);
                if (tries == Limits.ResumeTries)
                {
                    return null;
                }
            }

            await Task.Delay(pause, _parts.Clock, cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> TryWakeAsync(OpenRun open)
    {
        var record = open.Record;
        try
        {
            await open.WakeAsync(ReadBackAsync).ConfigureAwait(false);
            return true;
        }
        catch (Exception fault)
        {
            Interlocked.Decrement(ref _parked);
            _open.TryRemove(record.Id, out _);
            _parts.OnFault($"Run {record.Id} cannot be resumed; trying again.", fault);
            return false;
        }
    }

    /// <summary>
    /// A run that could not be read when the host started: the store may have been broken just then, or what is stored of the run is. It is tried again less and less
    /// often for as long as the host lives, and holds up nobody meanwhile.
    /// </summary>
    private async Task WakeLaterAsync(string runId)
    {
        for (var pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, _parts.Clock).ConfigureAwait(false);
            try
            {
                if (_isStopping || await _parts.Runs.GetRunAsync(runId, CancellationToken.None).ConfigureAwait(false) is not { HasEnded: false } record
                    || await TryWakeAsync(Park(record, [])).ConfigureAwait(false))
                {
                    Ring(runId);
                    return;
                }
            }
            catch (StoreFault fault)
            {
                _parts.OnFault($"Run {runId} cannot be resumed; trying again.", fault);
            }
        }
    }

    private OpenRun Park(RunRecord record, WaitRow[] waits)
    {
        var open = _open[record.Id] = new(new ParkedRun(record, waits));
        Interlocked.Increment(ref _parked);
        foreach (var wait in waits)
        {
            if (wait.Until is { } until)
            {
                _timers.Arm(record.Id, wait.Number, until);
            }
        }

        return open;
    }

    /// <summary>Does something to an open run, which is read back for it when it is parked. False when it is no open run of this host.</summary>
    private async ValueTask<bool> WithRunAsync(string runId, Func<LiveRun, bool> act)
    {
        // Between being found and being told, a run may have been parked again.
        while (_open.TryGetValue(runId, out var open))
        {
            var run = await open.WakeAsync(WakeAsync).ConfigureAwait(false);
            if (act(run))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a parked run back, and tries again for as long as the store is broken.</summary>
    private async Task<LiveRun> WakeAsync(OpenRun open, RunRecord record)
    {
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = pause * 2 < TimeSpan.FromMinutes(1) ? pause * 2 : TimeSpan.FromMinutes(1))
        {
            try
            {
                return await ReadBackAsync(open, record).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                _parts.OnFault($"Run {record.Id} cannot be read back; trying again.", fault);
            }

            await Task.Delay(pause, _parts.Clock).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a parked run back and lets it go on; only then does it take anything else.</summary>
    private async Task<LiveRun> ReadBackAsync(OpenRun open, RunRecord record)
    {
        await _loads.WaitAsync().ConfigureAwait(false);
        try
        {
            var run = await LoadAsync(record, open.Promises, CancellationToken.None).ConfigureAwait(false);
            run.Resume();
            open.Woken(run);
            Interlocked.Decrement(ref _parked);
            return run;
        }
        finally
        {
            _loads.Release();
        }
    }

    private async Task<LiveRun> LoadAsync(RunRecord record, RunPromises promises, CancellationToken cancellation)
    {
        var planned = await PlanOfAsync(record, cancellation).ConfigureAwait(false);
        var variables = record.Variables is not { } hash ? VariableSet.Empty
            : await _parts.Runs.ReadVariablesAsync(hash, cancellation).ConfigureAwait(false) ?? throw new StoreFault($"The variables {hash} of the run are missing.");
        var isActive = await _parts.Workflows.GetAsync(record.WorkflowId, cancellation).ConfigureAwait(false) is { PublishedVersion: not null };
        var run = new LiveRun(_parts, _window, planned, record, null, isActive, this, promises) { Variables = variables };
        var loaded = await RunLoader.LoadAsync(_parts, record, run, cancellation).ConfigureAwait(false);
        await run.ReviseAsync(cancellation).ConfigureAwait(false);
        run.GoOnFrom(loaded);
        return run;
    }

    void IRunHost.Ended(LiveRun run) => Remove(run);

    void IRunHost.Arm(string runId, int number, DateTimeOffset until) => _timers.Arm(runId, number, until);

    void IRunHost.Disarm(string runId, int number) => _timers.Disarm(runId, number);

    void IRunHost.Ring(string runId) => Ring(runId);

    void IRunHost.Paused(string runId)
    {
        if (!_isStopping)
        {
            _parts.OnPaused(runId);
        }
    }

    private void OnDue(string runId, int number)
    {
        if (!_isStopping)
        {
            _ = WithRunAsync(runId, run => run.Fire(number)).AsTask();
        }
    }

    private void Ring(string runId)
    {
        if (!_isStopping)
        {
            _ = WithRunAsync(runId, run => run.Ring()).AsTask();
        }
    }

    /// <summary>Parked runs have nothing that ticks, and are not gone through while there is no other.</summary>
    private void Tick()
    {
        _timers.Look();
        if (_open.Count <= Volatile.Read(ref _parked))
        {
            Volatile.Write(ref _atWork, 0);
            return;
        }

        var atWork = 0;
        foreach (var (_, open) in _open)
        {
            if (open.Live is { } live)
            {
                live.Tick();
                atWork += live.IsAtWork ? 1 : 0;
            }

            if (open.ParkIfIdle())
            {
                Interlocked.Increment(ref _parked);
            }
        }

        Volatile.Write(ref _atWork, atWork);
    }
}
