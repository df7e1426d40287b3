using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>
/// The one writer: its thread takes everything queued, in order, into one transaction, commits, and releases the waiters. It never lingers:
/// while a commit is on its way to the disk the next group gathers by itself.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    // More in one transaction would keep its first waiter too long.
    private const int GroupMost = 1_000;
    private readonly Session _session;
    private readonly CommitPoints _points;
    private readonly Checkpointer _checkpointer;
    private readonly StoreMeter? _meter;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private readonly Queue<WriteJob> _queued = new();
    private bool _isWaiting;
    private bool _isClosed;

    public WriteQueue(Session session, CommitPoints points, Checkpointer checkpointer, StoreMeter? meter)
    {
        (_session, _points, _checkpointer, _meter) = (session, points, checkpointer, meter);
        meter?.Watch(Count);
        _thread = new Thread(WriteAll) { IsBackground = true, Name = "store writer" };
        _thread.Start();
    }

    public Task<T> Enqueue<T>(Func<Session, T> write)
    {
        var job = new WriteJob<T>(write);
        lock (_gate)
        {
            if (_isClosed)
            {
                return Task.FromException<T>(new StoreFault("The store is closed."));
            }

            _queued.Enqueue(job);
            if (_isWaiting)
            {
                _isWaiting = false;
                Monitor.Pulse(_gate);
            }
        }

        return job.Done;
    }

    /// <summary>Writes what is queued, takes no more, and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
    }

    private long Count()
    {
        lock (_gate)
        {
            return _queued.Count;
        }
    }

    private void WriteAll()
    {
        var group = new List<WriteJob>();
        while (Take(group))
        {
            if (Commit(group) is { } reason)
            {
                WriteSingly(group, reason);
            }
            else
            {
                Answer(group);
            }

            group.Clear();
        }
    }

    private bool Take(List<WriteJob> group)
    {
        lock (_gate)
        {
            while (_queued.Count == 0)
            {
                if (_isClosed)
                {
                    return false;
                }

                _isWaiting = true;
                Monitor.Wait(_gate);
            }

            _isWaiting = false;
            while (group.Count < GroupMost && _queued.TryDequeue(out var job))
            {
                group.Add(job);
            }

            return true;
        }
    }

    /// <summary>One bad write must not take the others of its group down with it.</summary>
    private void WriteSingly(List<WriteJob> group, Exception reason)
    {
        if (group is [var only])
        {
            only.Fail(reason);
            return;
        }

        foreach (var job in group)
        {
            if (Commit([job]) is { } its)
            {
                job.Fail(its);
            }
            else
            {
                Answer([job]);
            }
        }
    }

    /// <summary>Null when the group is durable; else why nothing of it is written.</summary>
    private Exception? Commit(List<WriteJob> group)
    {
        lock (_checkpointer.BetweenGroups)
        {
            var began = _meter?.Begin() ?? 0;
            try
            {
                _session["BEGIN IMMEDIATE"].Execute();
                foreach (var job in group)
                {
                    job.Write(_session);
                }

                _points.BeforeCommit();
                _session["COMMIT"].Execute();
                _meter?.Committed(began, group.Count);
                _checkpointer.Written(_session);
                return null;
            }
            catch (Exception fault)
            {
                return Undo(fault);
            }
        }
    }

    private Exception Undo(Exception fault)
    {
        try
        {
            // A full disk and the like have undone it already.
            if (_session.IsInTransaction)
            {
                _session["ROLLBACK"].Execute();
            }

            return fault;
        }
        catch (StoreFault second)
        {
            return new StoreFault($"{fault.Message} Undoing failed too: {second.Message}", fault);
        }
    }

    private void Answer(IReadOnlyList<WriteJob> group)
    {
        try
        {
            _points.AfterCommit();
        }
        catch (Exception fault)
        {
            foreach (var job in group)
            {
                job.Fail(fault);
            }

            return;
        }

        foreach (var job in group)
        {
            job.Release();
        }
    }
}
