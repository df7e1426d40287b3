using System.Collections.Concurrent;
using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>A few read-only connections. Readers see what is committed and never hold the writer up.</summary>
internal sealed class ReadPool(Func<Session> open, int readers) : IDisposable
{
    private readonly SemaphoreSlim _free = new(readers);
    private readonly ConcurrentStack<Session> _idle = new();
    private volatile bool _isClosed;

    public async ValueTask<T> ReadAsync<TState, T>(TState state, Func<Session, TState, T> read, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_isClosed)
            {
                throw new StoreFault("The store is closed.");
            }

            var session = _idle.TryPop(out var idle) ? idle : open();
            try
            {
                return read(session, state);
            }
            finally
            {
                _idle.Push(session);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Waits for the reads under way and closes the connections. Later reads are refused.</summary>
    public void Dispose()
    {
        _isClosed = true;
        for (var reader = 0; reader < readers; reader++)
        {
            _free.Wait();
        }

        while (_idle.TryPop(out var session))
        {
            session.Dispose();
        }

        // The semaphore stays usable: a late read finds the pool closed.
        _free.Release(readers);
    }
}
