namespace FlowForge.Scripting.Sandbox;

/// <summary>Jobs that the host no longer wants. Written by the reading thread, read by the script thread.</summary>
internal sealed class SkipList
{
    private readonly Lock _lock = new();
    private readonly HashSet<int> _waiting = [];
    private readonly HashSet<int> _skipped = [];
    private (int Job, CancellationTokenSource Stop)? _running;

    /// <summary>Notes a job that has come in, so that a Skip for one that is over leaves no trace.</summary>
    public void Expect(int job)
    {
        lock (_lock)
        {
            _waiting.Add(job);
        }
    }

    /// <summary>Takes in a Skip.</summary>
    public void Add(int job)
    {
        lock (_lock)
        {
            if (!_waiting.Contains(job))
            {
                return;
            }

            _skipped.Add(job);
            if (_running is { } running && running.Job == job)
            {
                running.Stop.Cancel();
            }
        }
    }

    /// <summary>Begins a job; false when it is to be skipped.</summary>
    public bool Begin(int job, CancellationTokenSource stop)
    {
        lock (_lock)
        {
            _running = (job, stop);
            return !_skipped.Contains(job);
        }
    }

    /// <summary>Ends a job, if it has not ended yet; says whether it was skipped.</summary>
    public bool End(int job)
    {
        lock (_lock)
        {
            _running = null;
            _waiting.Remove(job);
            return _skipped.Remove(job);
        }
    }
}
