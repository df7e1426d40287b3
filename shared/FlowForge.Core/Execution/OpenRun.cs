using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>
/// A run of this host that has not ended: live, or parked. A parked run has nothing to do until a time or a message comes, and is in memory only as its row
/// and what it waits for; the rest is in the store.
/// </summary>
internal sealed class OpenRun
{
    private readonly Lock _gate = new();
    private LiveRun? _live;
    private ParkedRun? _parked;
    private Task<LiveRun>? _loading;
    private RunPromises? _promises;
    private TaskCompletionSource? _woken;

    /// <summary>A run that is at work.</summary>
    public OpenRun(LiveRun live, RunPromises promises) => (_live, _promises) = (live, promises);

    /// <summary>A run that waits.</summary>
    public OpenRun(ParkedRun parked) => _parked = parked;

    /// <summary>The run when it is live, else null.</summary>
    public LiveRun? Live
    {
        get
        {
            lock (_gate)
            {
                return _live;
            }
        }
    }

    /// <summary>What those wait for who started it.</summary>
    public RunPromises Promises
    {
        get
        {
            lock (_gate)
            {
                return _promises ??= new();
            }
        }
    }

    /// <summary>Completes when there may be something new to tell of it.</summary>
    public Task NextChange
    {
        get
        {
            lock (_gate)
            {
                return _live?.NextDurable ?? (_woken ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <summary>Its row as it stands.</summary>
    public RunRecord Record
    {
        get
        {
            lock (_gate)
            {
                return _live?.Record ?? _parked!.Record;
            }
        }
    }

    /// <summary>What it waits for, as rows.</summary>
    public IReadOnlyList<WaitRow> Waits
    {
        get
        {
            lock (_gate)
            {
                return _live?.Waits() ?? _parked!.Waits;
            }
        }
    }

    /// <summary>The run, read back with <paramref name="load"/> when it is parked; whoever asks meanwhile gets the same one.</summary>
    public ValueTask<LiveRun> WakeAsync(Func<OpenRun, RunRecord, Task<LiveRun>> load)
    {
        lock (_gate)
        {
            if (_live is { } live)
            {
                return new(live);
            }

            // Not on this thread: the load itself takes the lock when it is done.
            var record = _parked!.Record;
            return new(_loading ??= Task.Run(() => load(this, record)));
        }
    }

    /// <summary>It has been read back.</summary>
    public void Woken(LiveRun live)
    {
        lock (_gate)
        {
            (_live, _parked, _loading) = (live, null, null);
            _woken?.SetResult();
            _woken = null;
        }
    }

    /// <summary>Parks it when it has had nothing to do for long enough; whether it did.</summary>
    public bool ParkIfIdle()
    {
        lock (_gate)
        {
            if (_live?.TryPark() is not { } parked)
            {
                return false;
            }

            (_live, _parked) = (null, parked);
            return true;
        }
    }
}

/// <summary>What is in memory of a run that waits.</summary>
/// <param name="Record">Its row.</param>
/// <param name="Waits">What it waits for.</param>
internal sealed record ParkedRun(RunRecord Record, IReadOnlyList<WaitRow> Waits);

/// <summary>What those wait for who started a run. They outlive its being parked.</summary>
internal sealed class RunPromises
{
    /// <summary>The first reply, durable; null when the run ended without one.</summary>
    public TaskCompletionSource<Reply?> Replied { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The run, once its end is durable.</summary>
    public TaskCompletionSource<RunRecord> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
