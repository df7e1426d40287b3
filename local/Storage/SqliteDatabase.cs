using FlowForge.Core;
using FlowForge.Core.Ports;
using Microsoft.Data.Sqlite;

namespace FlowForge.Local.Storage;

/// <summary>
/// The file in which runs and workflows are kept: one writer with group commit, a few readers, checkpoints beside them. What a task of
/// <see cref="WriteAsync"/> has answered survives the death of the process and of the machine.
/// </summary>
public sealed class SqliteDatabase : IDisposable, IAsyncDisposable
{
    private readonly Session _session;
    private readonly Checkpointer _checkpointer;
    private readonly WriteQueue _writes;
    private readonly ReadPool _reads;
    private bool _isDisposed;

    private SqliteDatabase(string path, Session session, TimeProvider clock, DatabaseOptions options)
    {
        (Path, Clock, SearchRuns) = (path, clock, options.SearchRuns);
        _session = session;
        _checkpointer = new(OpenWriter(path), options.CheckpointPages);
        _writes = new(session, options.Points, _checkpointer);
        _reads = new(() => Session.Open(path, SqliteOpenMode.ReadOnly, "query_only=1", "cache_size=-2000"), options.Readers);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    internal TimeProvider Clock { get; }

    internal int SearchRuns { get; }

    /// <summary>
    /// Opens the file, or makes it, and brings its tables up to date. <see cref="StoreFault"/>, naming the file, when it is damaged, foreign, or
    /// written by a newer build.
    /// </summary>
    public static SqliteDatabase Open(string path, TimeProvider clock) => Open(path, clock, new DatabaseOptions());

    /// <inheritdoc cref="Open(string, TimeProvider)"/>
    internal static SqliteDatabase Open(string path, TimeProvider clock, DatabaseOptions options)
    {
        MakePrivate(path);
        var session = OpenWriter(path);
        try
        {
            Schema.Upgrade(session, path, clock);
            session[RunSql.DeleteStarts].Bind(clock.GetUtcNow().AddDays(-Limits.StartKeyDays)).Execute();
            if (options.MaxPages is { } most)
            {
                session.Run($"PRAGMA max_page_count={most}");
            }

            return new(path, session, clock, options);
        }
        catch (StoreFault fault)
        {
            session.Dispose();
            throw fault.Message.Contains(path, StringComparison.Ordinal) ? fault : new StoreFault($"{path} cannot be used: {fault.Message}", fault);
        }
    }

    /// <summary>Writes in one transaction with all that is queued; the task completes when it is durable.</summary>
    internal Task<T> WriteAsync<T>(Func<Session, T> write) => _writes.Enqueue(write);

    /// <summary>Reads what is committed.</summary>
    internal ValueTask<T> ReadAsync<TState, T>(TState state, Func<Session, TState, T> read, CancellationToken cancellation) =>
        _reads.ReadAsync(state, read, cancellation);

    /// <summary>Writes what is queued, moves the log into the file and closes it.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _writes.Dispose();
        _checkpointer.Dispose();
        _reads.Dispose();

        // The last connection to close moves the rest of the log into the file and removes it.
        _session.Dispose();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(Task.Run(Dispose));

    /// <summary>Makes the file before SQLite would, for its owner only; SQLite gives the log the same rights.</summary>
    private static void MakePrivate(string path)
    {
        try
        {
            new FileStream(path, FolderLock.Private(FileMode.OpenOrCreate, FileShare.ReadWrite)).Dispose();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StoreFault($"{path} cannot be opened as a FlowForge store: {refused.Message}", refused);
        }
    }

    private static Session OpenWriter(string path) =>
        Session.Open(path, SqliteOpenMode.ReadWriteCreate, "synchronous=FULL", "wal_autocheckpoint=0", "cache_size=-8000");
}
