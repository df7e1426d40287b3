namespace FlowForge.Scripting.Pool;

/// <summary>Jobs that wait for a worker. A free worker takes all that wait, up to a message's bounds.</summary>
internal sealed class JobQueue(int maxJobs, int maxBytes)
{
    private readonly object _lock = new();
    private readonly LinkedList<PoolJob> _waiting = new();
    private int _idle;
    private bool _isClosed;

    /// <summary>Whether some worker waits for a job.</summary>
    public bool HasIdleWorker
    {
        get
        {
            lock (_lock)
            {
                return _idle > 0;
            }
        }
    }

    /// <summary>Whether the pool is shutting down.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_lock)
            {
                return _isClosed;
            }
        }
    }

    /// <summary>Jobs that wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Adds a job behind the others.</summary>
    public void Add(PoolJob job)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(ProcessScripts));
            _waiting.AddLast(job);
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Puts jobs back before the others, in their order.</summary>
    public void Return(IReadOnlyList<PoolJob> jobs)
    {
        lock (_lock)
        {
            for (var i = jobs.Count - 1; i >= 0; i--)
            {
                _waiting.AddFirst(jobs[i]);
            }

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Takes a job out that nobody wants any more.</summary>
    public void Remove(PoolJob job)
    {
        lock (_lock)
        {
            _waiting.Remove(job);
        }
    }

    /// <summary>Waits for jobs; empty when the pool closes or <paramref name="giveUp"/> says so.</summary>
    public IReadOnlyList<PoolJob> Take(Func<bool> giveUp)
    {
        lock (_lock)
        {
            while (_waiting.Count == 0 && !_isClosed && !giveUp())
            {
                _idle++;
                Monitor.Wait(_lock);
                _idle--;
            }

            return _isClosed || giveUp() ? [] : TakeBatch();
        }
    }

    /// <summary>Lets everybody who waits look again at whether to give up.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Takes no more jobs; gives those that wait.</summary>
    public IReadOnlyList<PoolJob> Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.PulseAll(_lock);
            return Drain();
        }
    }

    /// <summary>Takes all that wait.</summary>
    public IReadOnlyList<PoolJob> Drain()
    {
        lock (_lock)
        {
            var all = _waiting.ToList();
            _waiting.Clear();
            return all;
        }
    }

    private List<PoolJob> TakeBatch()
    {
        var batch = new List<PoolJob>();
        long bytes = 0;
        while (_waiting.First is { } first && batch.Count < maxJobs && (batch.Count == 0 || bytes + first.Value.Frame.Length <= maxBytes))
        {
            _waiting.RemoveFirst();
            if (!first.Value.IsOver)
            {
                batch.Add(first.Value);
                bytes += first.Value.Frame.Length;
            }
        }

        return batch;
    }
}
