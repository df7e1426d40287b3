using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Local.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Local.Tests.Storage;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["flowforge.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_Again_HasAllThatWasWritten()
    {
        var run = Samples.Run("a") with { Status = RunStatus.Waiting };
        await using (var database = Open())
        {
            await new SqliteRunStore(database).WriteAsync(new()
            {
                Run = run,
                Segments = [new("a", 0, 1, 2, "[1]"u8.ToArray())],
                Snapshot = new("a", 0, "{}"u8.ToArray()),
                Payloads = [new("a", PayloadHash.Of("[2]"u8), "[2]"u8.ToArray())],
                Start = new("k", "b", "a", Samples.Noon),
            });
            await new SqliteWorkflowStore(database, TimeProvider.System).SaveAsync(new("w", "W", "h", "{}"), null, default);
        }

        Assert.Equal(["flowforge.db"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        await using var again = Open();
        var runs = new SqliteRunStore(again);
        Assert.Equal(run, Assert.Single(await runs.OpenRunsAsync(default)));
        Assert.Equal("[1]"u8.ToArray(), Assert.Single(await runs.ReadSegmentsAsync("a", 0, 9, default)).Content.ToArray());
        Assert.Equal("{}"u8.ToArray(), (await runs.ReadSnapshotAsync("a", default))!.Content.ToArray());
        Assert.Equal("[2]"u8.ToArray(), (await runs.ReadPayloadAsync("a", PayloadHash.Of("[2]"u8), default)).ToArray());
        Assert.Equal("a", (await runs.GetStartAsync("k", default))!.RunId);
        Assert.Equal("{}", (await new SqliteWorkflowStore(again, TimeProvider.System).GetAsync("w", default))!.Document);
    }

    [Theory]
    [InlineData("this is no database, it is a text that is long enough for a header of one hundred bytes, and then some more of it.")]
    [InlineData("SQLite format 3\0 and then garbage that goes on and on for longer than the header of one hundred bytes would be.....")]
    public void Open_DamagedFile_IsAFaultThatNamesIt(string content)
    {
        System.IO.File.WriteAllText(File, content);

        Assert.Contains(File, Assert.Throws<StoreFault>(Open).Message, StringComparison.Ordinal);
        Assert.Equal(content, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Open_FileOfAnotherProgram_IsRefusedAndLeftAlone()
    {
        Change("CREATE TABLE theirs (x)");

        Assert.Contains("another program", Assert.Throws<StoreFault>(Open).Message, StringComparison.Ordinal);
        Change("INSERT INTO theirs VALUES (1)");
    }

    [Fact]
    public void Open_NewerSchema_IsRefusedInOneSentence()
    {
        Open().Dispose();
        Change("INSERT INTO schema VALUES (999, 0)");

        var fault = Assert.Throws<StoreFault>(Open);
        Assert.Contains(File, fault.Message, StringComparison.Ordinal);
        Assert.Contains("newer FlowForge (schema 999", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_EachSchemaBefore_IsBroughtUpToTheTablesOfANewFile()
    {
        Open().Dispose();
        var wanted = Tables();
        Assert.Contains(wanted, sql => sql.StartsWith("CREATE INDEX segments_sequence ON segments (run, first, ordinal, last)", StringComparison.Ordinal));
        for (var version = 1; version < Schema.Steps.Length; version++)
        {
            System.IO.File.Delete(File);
            Change($"PRAGMA application_id={Schema.ApplicationId}; CREATE TABLE schema (version INTEGER PRIMARY KEY, applied INTEGER NOT NULL)");
            Change(string.Concat(Schema.Steps.Take(version)) + $"INSERT INTO schema VALUES ({version}, 0); INSERT INTO segments VALUES ('a', 0, 1, 2, x'5B5D')");

            await using var database = Open();
            Assert.Equal(wanted, Tables());
            Assert.Single(await new SqliteRunStore(database).SegmentsHoldingAsync("a", 1, 9, default));
        }
    }

    [Fact]
    public async Task ReadPayload_ChangedOnDisk_IsAFault()
    {
        await using (var database = Open())
        {
            await new SqliteRunStore(database).WriteAsync(new() { Payloads = [new("a", PayloadHash.Of("[2]"u8), "[2]"u8.ToArray())] });
        }

        Change("UPDATE payloads SET content = x'5B335D'");
        await using var again = Open();
        await Assert.ThrowsAsync<StoreFault>(async () => await new SqliteRunStore(again).ReadPayloadAsync("a", PayloadHash.Of("[2]"u8), default));
    }

    [Fact]
    public async Task Open_StartsOfLastWeek_AreForgottenAndNewerOnesKept()
    {
        await using (var database = Open())
        {
            await new SqliteRunStore(database).WriteAsync(new() { Start = new("old", "b", "a", Samples.Noon.AddDays(-8)) });
            await new SqliteRunStore(database).WriteAsync(new() { Start = new("new", "b", "a", Samples.Noon.AddDays(-6)) });
        }

        await using var again = Open();
        Assert.Null(await new SqliteRunStore(again).GetStartAsync("old", default));
        Assert.NotNull(await new SqliteRunStore(again).GetStartAsync("new", default));
    }

    [Fact]
    public async Task Use_Closed_IsAFault()
    {
        var database = Open();
        database.Dispose();
        database.Dispose();
        var runs = new SqliteRunStore(database);

        await Assert.ThrowsAsync<StoreFault>(async () => await runs.WriteAsync(new() { Run = Samples.Run("a") }));
        await Assert.ThrowsAsync<StoreFault>(async () => await runs.GetRunAsync("a", default));
    }

    private SqliteDatabase Open() => SqliteDatabase.Open(File, new FakeTimeProvider(Samples.Noon));

    private List<string> Tables()
    {
        using var session = Session.Open(File, SqliteOpenMode.ReadWrite);
        return session["SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name"].All(row => row.Text(0));
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
