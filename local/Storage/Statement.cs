using System.Text;
using SQLitePCL;

namespace FlowForge.Local.Storage;

/// <summary>A prepared statement that is bound, stepped through and reset, again and again. Parameters are bound in order.</summary>
internal sealed class Statement : IDisposable
{
    private const int StackBytes = 256;
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _handle;
    private int _bound;

    public Statement(sqlite3 connection, string sql)
    {
        _connection = connection;
        Expect(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _handle), raw.SQLITE_OK);
    }

    /// <summary>Forgets what an attempt before may have bound.</summary>
    public Statement Begin()
    {
        _bound = 0;
        return this;
    }

    public Statement Bind(long? value)
    {
        _bound++;
        Expect(value is { } number ? raw.sqlite3_bind_int64(_handle, _bound, number) : raw.sqlite3_bind_null(_handle, _bound), raw.SQLITE_OK);
        return this;
    }

    public Statement Bind(DateTimeOffset? value) => Bind(value?.UtcTicks);

    public Statement Bind(string? value)
    {
        _bound++;
        Expect(BindText(value), raw.SQLITE_OK);
        return this;
    }

    public Statement Bind(ReadOnlyMemory<byte> value)
    {
        _bound++;

        // An empty span would bind NULL.
        Expect(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_handle, _bound, 0) : raw.sqlite3_bind_blob(_handle, _bound, value.Span), raw.SQLITE_OK);
        return this;
    }

    /// <summary>Runs it to its end; gives the number of rows that changed.</summary>
    public int Execute()
    {
        try
        {
            Expect(raw.sqlite3_step(_handle), raw.SQLITE_DONE);
            return raw.sqlite3_changes(_connection);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The first row, or the default value.</summary>
    public T? First<T>(Func<Statement, T> read)
    {
        try
        {
            return Next() ? read(this) : default;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>All rows.</summary>
    public List<T> All<T>(Func<Statement, T> read)
    {
        try
        {
            var rows = new List<T>();
            while (Next())
            {
                rows.Add(read(this));
            }

            return rows;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Row after row, for as long as <paramref name="take"/> wants more.</summary>
    public void Each(Func<Statement, bool> take)
    {
        try
        {
            while (Next() && take(this))
            {
            }
        }
        finally
        {
            Reset();
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(_handle, column);

    public DateTimeOffset Time(int column) => new(Number(column), TimeSpan.Zero);

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    /// <summary>The text as it was bound, with any zero characters inside.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_handle, column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_handle, column).ToArray();

    public void Dispose() => _handle.Dispose();

    private int BindText(string? value)
    {
        if (value is null)
        {
            return raw.sqlite3_bind_null(_handle, _bound);
        }

        if (value.Length == 0)
        {
            return raw.sqlite3_bind_text(_handle, _bound, "");
        }

        // With its length, so that a zero character does not end it.
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var bytes = most <= StackBytes ? stackalloc byte[StackBytes] : new byte[most];
        return raw.sqlite3_bind_text(_handle, _bound, bytes[..Encoding.UTF8.GetBytes(value, bytes)]);
    }

    private bool Next()
    {
        var code = raw.sqlite3_step(_handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        Expect(code, raw.SQLITE_DONE);
        return false;
    }

    private void Reset()
    {
        _bound = 0;
        _ = raw.sqlite3_reset(_handle);
        _ = raw.sqlite3_clear_bindings(_handle);
    }

    private void Expect(int code, int wanted)
    {
        if (code != wanted)
        {
            throw SqliteFault.Of(_connection, code);
        }
    }
}
