using System.Diagnostics.CodeAnalysis;

namespace FlowForge.Scripting.Sandbox;

/// <summary>Hands things from one thread to another, in order.</summary>
internal sealed class Mailbox<T>
    where T : class
{
    private readonly object _lock = new();
    private readonly Queue<T> _waiting = new();

    /// <summary>Puts one in.</summary>
    public void Add(T value)
    {
        lock (_lock)
        {
            _waiting.Enqueue(value);
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Takes one when there is one.</summary>
    public bool TryTake([NotNullWhen(true)] out T? value)
    {
        lock (_lock)
        {
            return _waiting.TryDequeue(out value);
        }
    }

    /// <summary>Takes one, waiting at most <paramref name="patience"/>.</summary>
    public bool TryTake(TimeSpan patience, [NotNullWhen(true)] out T? value)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                Monitor.Wait(_lock, patience);
            }

            return _waiting.TryDequeue(out value);
        }
    }

    /// <summary>Takes one, waiting until there is one.</summary>
    public T Take(CancellationToken cancellation = default)
    {
        using var stop = cancellation.UnsafeRegister(static state => ((Mailbox<T>)state!).Wake(), this);
        lock (_lock)
        {
            while (_waiting.Count == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(_lock);
            }

            return _waiting.Dequeue();
        }
    }

    private void Wake()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }
}
