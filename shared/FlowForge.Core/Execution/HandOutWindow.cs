namespace FlowForge.Core.Execution;

/// <summary>Bounds the hand-outs of all runs of a host; what finds no place waits in order.</summary>
internal sealed class HandOutWindow(int places)
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _waiting = new();
    private int _free = places;
    private int _active;

    /// <summary>Places taken.</summary>
    public int Active
    {
        get
        {
            lock (_gate)
            {
                return _active;
            }
        }
    }

    /// <summary>Who waits for a place.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Takes a place. False when none is free: <paramref name="start"/> is then called later, on the thread pool, with the place taken.</summary>
    public bool TryEnter(Action start)
    {
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                _active++;
                return true;
            }

            _waiting.Enqueue(start);
            return false;
        }
    }

    /// <summary>Gives a place back, or passes it on.</summary>
    public void Leave()
    {
        Action? next;
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out next))
            {
                _free++;
                _active--;
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(static start => start(), next, preferLocal: false);
    }
}
