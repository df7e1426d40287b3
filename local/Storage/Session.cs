using FlowForge.Core.Ports;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FlowForge.Local.Storage;

/// <summary>One connection and the statements it has prepared. Used by one thread at a time.</summary>
internal sealed class Session : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    private Session(SqliteConnection connection) => _connection = connection;

    public sqlite3 Handle => _connection.Handle!;

    public bool IsInTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <summary>Opens the file; <see cref="StoreFault"/> naming it when that cannot be.</summary>
    public static Session Open(string path, SqliteOpenMode mode, params ReadOnlySpan<string> pragmas)
    {
        var address = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(address.ToString());
        try
        {
            connection.Open();
            var session = new Session(connection);
            _ = raw.sqlite3_busy_timeout(session.Handle, 5_000);
            foreach (var pragma in pragmas)
            {
                session.Run("PRAGMA " + pragma);
            }

            return session;
        }
        catch (Exception fault) when (fault is SqliteException or StoreFault)
        {
            connection.Dispose();
            throw new StoreFault($"{path} cannot be opened as a FlowForge store: {fault.Message}", fault);
        }
    }

    /// <summary>The prepared statement of a constant text.</summary>
    public Statement this[string sql] =>
        _statements.TryGetValue(sql, out var known) ? known.Begin() : _statements[sql] = new Statement(Handle, sql);

    /// <summary>Runs statements that are not kept.</summary>
    public void Run(string sql)
    {
        if (raw.sqlite3_exec(Handle, sql) is var code and not raw.SQLITE_OK)
        {
            throw SqliteFault.Of(Handle, code);
        }
    }

    /// <summary>The first bytes of a blob, without reading the rest.</summary>
    public byte[] ReadBlob(string table, string column, long row, int length)
    {
        var code = raw.sqlite3_blob_open(Handle, "main", table, column, row, 0, out var blob);
        using (blob)
        {
            var bytes = new byte[length];
            code = code == raw.SQLITE_OK ? raw.sqlite3_blob_read(blob, bytes, 0) : code;
            return code == raw.SQLITE_OK ? bytes : throw SqliteFault.Of(Handle, code);
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }
}
