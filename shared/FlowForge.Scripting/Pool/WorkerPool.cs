using System.Diagnostics.Metrics;

namespace FlowForge.Scripting.Pool;

/// <summary>The workers of a host and the queue before them.</summary>
internal sealed class WorkerPool : IJobPool, IAsyncDisposable
{
    private readonly JobQueue _queue;
    private readonly WorkerSlot[] _slots;
    private readonly TimeProvider _clock;
    private readonly Histogram<double>? _duration;

    /// <summary>Starts all workers.</summary>
    public WorkerPool(ScriptPoolOptions options, TimeProvider clock)
    {
        _queue = new(options.BatchJobs, options.BatchBytes);
        _clock = clock;
        _duration = options.Meter?.Meter.CreateHistogram<double>(
            "flowforge.scripts.job.duration", "s", "Time of a message's job at the script workers, from its queueing, by outcome.");
        options.Meter?.Watch("flowforge.scripts.waiting", "{job}", "Jobs that wait for a script worker.", () => _queue.Count);
        options.Meter?.Watch("flowforge.scripts.workers", "{process}", "Script workers that are there.", () => ProcessIds.Count);
        _slots = [.. Enumerable.Range(1, options.Workers).Select(number => new WorkerSlot(options, _queue, clock, number))];
    }

    /// <summary>Ids of the worker processes that are there now.</summary>
    public IReadOnlyList<int> ProcessIds => [.. _slots.Select(slot => slot.ProcessId).OfType<int>()];

    /// <inheritdoc/>
    public async Task<JobEnd> RunAsync(PoolJob job)
    {
        job.Cancellation.ThrowIfCancellationRequested();
        _queue.Add(job);
        await using var stop = job.Cancellation.UnsafeRegister(_ => Cancel(job), null).ConfigureAwait(false);
        var began = _clock.GetTimestamp();
        var end = await job.End.ConfigureAwait(false);
        _duration?.Record(_clock.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("outcome", end.Killed is null ? "ended" : "killed"));
        return end;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var job in _queue.Close())
        {
            job.Fault(new ObjectDisposedException(nameof(ProcessScripts)));
        }

        await Task.WhenAll(_slots.Select(slot => Task.Run(slot.Dispose))).ConfigureAwait(false);
    }

    private void Cancel(PoolJob job)
    {
        job.Cancel();
        _queue.Remove(job);
        foreach (var slot in _slots)
        {
            slot.Cancel(job);
        }
    }
}
