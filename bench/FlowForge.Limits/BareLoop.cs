using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FlowForge.Limits;

/// <summary>Writes to SQLite as fast as one thread can what the host writes for a run: the same rows, tables, indexes, durability and transactions, and nothing else.</summary>
internal static class BareLoop
{
    private static readonly string[] Tables = ["runs", "segments"];

    /// <summary>Writes for so many seconds; prints runs a second.</summary>
    public static int Run(string database, string workflow, int group, int seconds)
    {
        using var host = Open(database);
        var run = (string)Scalar(host, "SELECT id FROM runs WHERE workflow = $workflow ORDER BY id DESC LIMIT 1", workflow);
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database))!, $"bare-{Guid.NewGuid():n}.db");
        using (var bare = Open(file))
        {
            Execute(bare, "PRAGMA journal_mode=WAL");
            Execute(bare, "PRAGMA synchronous=FULL");
            var inserts = Tables.SelectMany(table => Copies(host, bare, table, run)).ToList();
            var (began, written) = (Stopwatch.StartNew(), 0L);
            while (began.Elapsed < TimeSpan.FromSeconds(seconds))
            {
                using var transaction = bare.BeginTransaction(deferred: false);
                for (var i = 0; i < group; i++)
                {
                    var id = (written + i).ToString("D26", CultureInfo.InvariantCulture);
                    foreach (var insert in inserts)
                    {
                        insert.Transaction = transaction;
                        insert.Parameters["$key"].Value = id;
                        insert.ExecuteNonQuery();
                    }
                }

                transaction.Commit();
                written += group;
            }

            Console.WriteLine((written / began.Elapsed.TotalSeconds).ToString("F0", CultureInfo.InvariantCulture));
        }

        SqliteConnection.ClearAllPools();
        foreach (var left in new[] { file, file + "-wal", file + "-shm" })
        {
            File.Delete(left);
        }

        return 0;
    }

    /// <summary>A table as the host has it, and a prepared insert for each row that the run has in it, with the key left open.</summary>
    private static IEnumerable<SqliteCommand> Copies(SqliteConnection host, SqliteConnection bare, string table, string run)
    {
        using (var schema = Command(host, "SELECT sql FROM sqlite_schema WHERE tbl_name = $table AND sql IS NOT NULL", ("$table", table)))
        using (var made = schema.ExecuteReader())
        {
            while (made.Read())
            {
                Execute(bare, made.GetString(0));
            }
        }

        var key = table == "runs" ? "id" : "run";
        using var rows = Command(host, $"SELECT * FROM {table} WHERE {key} = $run", ("$run", run));
        using var row = rows.ExecuteReader();
        while (row.Read())
        {
            var names = Enumerable.Range(0, row.FieldCount).Select(row.GetName).ToArray();
            var insert = Command(bare, $"INSERT INTO {table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(name => name == key ? "$key" : "$" + name))})");
            foreach (var (index, name) in names.Index())
            {
                insert.Parameters.AddWithValue(name == key ? "$key" : "$" + name, row.GetValue(index));
            }

            insert.Prepare();
            yield return insert;
        }
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    private static object Scalar(SqliteConnection connection, string sql, string workflow)
    {
        using var command = Command(connection, sql, ("$workflow", workflow));
        return command.ExecuteScalar() ?? throw new ArgumentException($"The database has no run of {workflow}.");
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file, and what the host's own file has
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
