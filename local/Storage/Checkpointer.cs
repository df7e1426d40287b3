using SQLitePCL;

namespace FlowForge.Local.Storage;

/// <summary>
/// Moves the write-ahead log into the file: passive, on its own connection and thread. Under steady load a passive checkpoint never catches up, for
/// the log has grown meanwhile; when the log is large, the little rest is moved while the writer stands between two groups, so that the log begins anew.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    private const int RestartFactor = 4;
    private readonly Session _session;
    private readonly int _pages;
    private readonly Thread _thread;
    private readonly SemaphoreSlim _wanted = new(0);
    private volatile bool _isClosed;

    public Checkpointer(Session session, int pages)
    {
        (_session, _pages) = (session, pages);
        _thread = new Thread(CheckpointAll) { IsBackground = true, Name = "store checkpoints" };
        _thread.Start();
    }

    /// <summary>Held by the writer during a group.</summary>
    public object BetweenGroups { get; } = new();

    /// <summary>Called by the writer after each group.</summary>
    public void Written(Session writer)
    {
        _ = raw.sqlite3_db_status(writer.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0);
        if (pages >= _pages)
        {
            _ = raw.sqlite3_db_status(writer.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out _, out _, 1);
            _wanted.Release();
        }
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        _isClosed = true;
        _wanted.Release();
        _thread.Join();
        _wanted.Dispose();
        _session.Dispose();
    }

    private void CheckpointAll()
    {
        while (true)
        {
            _wanted.Wait();
            while (_wanted.Wait(0))
            {
                // Several wishes are one.
            }

            if (_isClosed)
            {
                return;
            }

            var log = Passive();
            if (log >= _pages * RestartFactor)
            {
                lock (BetweenGroups)
                {
                    _ = Passive();
                }
            }
        }
    }

    /// <summary>Gives the pages in the log. A checkpoint that fails changes nothing: the log stays, and the next one tries again.</summary>
    private int Passive()
    {
        _ = raw.sqlite3_wal_checkpoint_v2(_session.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var log, out _);
        return log;
    }
}
