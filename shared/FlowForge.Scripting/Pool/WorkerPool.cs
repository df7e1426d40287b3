namespace FlowForge.Scripting.Pool;

/// <summary>The workers of a host and the queue before them.</summary>
internal sealed class WorkerPool : IAsyncDisposable
{
    private readonly JobQueue _queue;
    private readonly WorkerSlot[] _slots;

    /// <summary>Starts all workers.</summary>
    public WorkerPool(ScriptPoolOptions options, TimeProvider clock)
    {
        _queue = new(options.BatchJobs, options.BatchBytes);
        _slots = [.. Enumerable.Range(1, options.Workers).Select(number => new WorkerSlot(options, _queue, clock, number))];
    }

    /// <summary>Ids of the worker processes that are there now.</summary>
    public IReadOnlyList<int> ProcessIds => [.. _slots.Select(slot => slot.ProcessId).OfType<int>()];

    /// <summary>Runs a job. Cancelling ends the wait at once; the worker is freed within the grace time.</summary>
    public async Task<JobEnd> RunAsync(PoolJob job)
    {
        job.Cancellation.ThrowIfCancellationRequested();
        _queue.Add(job);
        await using var stop = job.Cancellation.UnsafeRegister(_ => Cancel(job), null).ConfigureAwait(false);
        return await job.End.ConfigureAwait(false);
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
