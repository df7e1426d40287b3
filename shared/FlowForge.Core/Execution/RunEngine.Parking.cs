using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Execution;

/// <content>Runs that wait are parked; a start arms them without reading them, and a time or a message brings them back.</content>
public sealed partial class RunEngine
{
    private readonly SemaphoreSlim _loads = new(4 * Environment.ProcessorCount);

    /// <summary>
    /// Goes on with every run that has not ended. One that only waits is armed and not read. What cannot be resumed is reported as a fault and left as it is.
    /// Gives how many go on.
    /// </summary>
    public async Task<int> ResumeAsync(CancellationToken cancellation)
    {
        var waits = (await _parts.Runs.OpenWaitsAsync(cancellation).ConfigureAwait(false)).ToLookup(row => row.RunId, StringComparer.Ordinal);
        var mail = (await _parts.Runs.RunsWithMailAsync(cancellation).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        var (atWork, inTurn, resumed) = (new List<OpenRun>(), new List<LiveRun>(), 0);
        foreach (var record in await _parts.Runs.OpenRunsAsync(cancellation).ConfigureAwait(false))
        {
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

        await Parallel.ForEachAsync(atWork, cancellation, async (open, _) =>
        {
            if (await TryWakeAsync(open).ConfigureAwait(false))
            {
                Interlocked.Increment(ref resumed);
            }
        }).ConfigureAwait(false);
        Resume(inTurn);
        await CancelAbandonedAsync(cancellation).ConfigureAwait(false);
        foreach (var runId in mail)
        {
            Ring(runId);
        }

        return resumed + inTurn.Count;
    }

    private async ValueTask<LiveRun?> TryLoadInTurnAsync(RunRecord record, CancellationToken cancellation)
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
            return null;
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
            _open.TryRemove(record.Id, out _);
            _parts.OnFault($"Run {record.Id} cannot be resumed.", fault);
            return false;
        }
    }

    private OpenRun Park(RunRecord record, WaitRow[] waits)
    {
        var open = _open[record.Id] = new(new ParkedRun(record, waits));
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

    private void Tick()
    {
        _timers.Look();
        foreach (var open in _open.Values)
        {
            open.Live?.Tick();
            open.ParkIfIdle();
        }
    }
}
