using FlowForge.Core.Failures;

namespace FlowForge.Scripting.Pool;

/// <summary>What one worker has to do: its jobs in order, the first of them the one it is running.</summary>
internal sealed class WorkerBatch
{
    private readonly Lock _lock = new();
    private readonly LinkedList<BatchEntry> _entries = new();
    private long _progressAt;
    private Doom? _doom;

    /// <summary>Whether anything is left.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count == 0;
            }
        }
    }

    /// <summary>A new worker is there; what was decided about the one before no longer counts.</summary>
    public void Renew()
    {
        lock (_lock)
        {
            _doom = null;
        }
    }

    /// <summary>Takes on jobs.</summary>
    public void Begin(IReadOnlyList<PoolJob> jobs, long now)
    {
        lock (_lock)
        {
            _progressAt = now;
            foreach (var job in jobs)
            {
                job.Results.Clear();
                _entries.AddLast(new BatchEntry(job));
            }
        }
    }

    /// <summary>Takes in a step's result.</summary>
    public void Advance(int id, StepFrame step, long now)
    {
        lock (_lock)
        {
            if (Find(id) is not { } entry)
            {
                return;
            }

            _progressAt = now;
            var job = entry.Value.Job;
            var isLast = ++entry.Value.Done == job.Timeouts.Count || step.Result.Error is not null;
            if (isLast)
            {
                _entries.Remove(entry);
            }

            // What another worker may be at by now keeps the results of that one; here it had ended before the word that it was to be skipped arrived.
            if (!entry.Value.IsSkipped)
            {
                job.Results.Add(step);
                if (isLast)
                {
                    job.Complete(null);
                }
            }
        }
    }

    /// <summary>The worker has put a job aside.</summary>
    public void Drop(int id, long now)
    {
        lock (_lock)
        {
            if (Find(id) is { } entry)
            {
                _entries.Remove(entry);
                _progressAt = now;
            }
        }
    }

    /// <summary>The job with this number, when its result is still wanted from here.</summary>
    public PoolJob? Wanted(int job)
    {
        lock (_lock)
        {
            return Find(job) is { Value.IsSkipped: false } entry ? entry.Value.Job : null;
        }
    }

    /// <summary>The step that is running now; null when none is.</summary>
    public RunningStep? Running()
    {
        lock (_lock)
        {
            return _entries.First?.Value is { } entry
                ? new(entry.Job, entry.Done, entry.Job.Timeouts[Math.Min(entry.Done, entry.Job.Timeouts.Count - 1)], _progressAt, entry.SkippedAt)
                : null;
        }
    }

    /// <summary>Gives up a job, so that the worker may be told to skip it; false when it is not here.</summary>
    public bool Skip(PoolJob job, long now)
    {
        lock (_lock)
        {
            if (Find(job.Id) is not { Value.IsSkipped: false } entry)
            {
                return false;
            }

            entry.Value.SkippedAt = now;
            return true;
        }
    }

    /// <summary>Gives up all jobs behind the running one.</summary>
    public IReadOnlyList<PoolJob> SkipWaiting(long now)
    {
        lock (_lock)
        {
            var waiting = _entries.Skip(1).Where(entry => !entry.IsSkipped).ToList();
            waiting.ForEach(entry => entry.SkippedAt = now);
            return waiting.ConvertAll(entry => entry.Job);
        }
    }

    /// <summary>
    /// Notes that the worker is about to be killed because of a step, which gets <paramref name="verdict"/> as its failure; null when nobody waits
    /// for it any more. False when the step is no longer the one that is running: its result, or the worker's word that it was skipped, came first.
    /// </summary>
    public bool TryCondemn(RunningStep step, Failure? verdict)
    {
        lock (_lock)
        {
            if (!IsRunning(step))
            {
                return false;
            }

            _doom ??= new(step, verdict);
            return true;
        }
    }

    /// <summary>The worker is gone: whom that concerns, and what has to be done again.</summary>
    public LostBatch Lose()
    {
        lock (_lock)
        {
            var running = _entries.First?.Value is { IsSkipped: false } first ? first.Job : null;
            var others = _entries.Where(entry => !entry.IsSkipped && entry.Job != running && !entry.Job.IsOver).Select(entry => entry.Job).ToList();
            var lost = _doom is not { } doom ? new LostBatch(running, null, true, others)
                : IsRunning(doom.Step) ? new(running, doom.Verdict, true, others)
                : new(running, null, false, others);
            _doom = null;
            _entries.Clear();
            return lost;
        }
    }

    private bool IsRunning(RunningStep step) =>
        _entries.First?.Value is { } entry && entry.Job == step.Job && entry.Done == step.Index && entry.SkippedAt == step.SkippedAt;

    private LinkedListNode<BatchEntry>? Find(int job)
    {
        for (var node = _entries.First; node is not null; node = node.Next)
        {
            if (node.Value.Job.Id == job)
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>Why the worker is being killed, and for which step.</summary>
    private sealed record Doom(RunningStep Step, Failure? Verdict);
}
