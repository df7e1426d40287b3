using FlowForge.Core.Ports;
using FlowForge.Local.Storage;
using Microsoft.Data.Sqlite;

namespace FlowForge.Local.Tests.Storage;

public sealed class DatabaseFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    private string DatabaseFile => _folder["flowforge.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_New_IsForItsOwnerOnlyInAFolderThatOthersMayRead()
    {
        using var database = SqliteDatabase.Open(DatabaseFile, TimeProvider.System);
        await WriteAsync(database, "r1", 10);
        var files = Directory.GetFiles(_folder.Path);
        Assert.Equal(3, files.Length);
        foreach (var file in files)
        {
            Assert.Equal(OwnerOnly, OperatingSystem.IsWindows() ? OwnerOnly : File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Read_DamagedPages_IsAFaultThatNamesTheFile()
    {
        using (var database = SqliteDatabase.Open(DatabaseFile, TimeProvider.System))
        {
            for (var run = 0; run < 50; run++)
            {
                await WriteAsync(database, $"r{run}", 20_000);
            }
        }

        using (var file = File.OpenWrite(DatabaseFile))
        {
            // The first half stays: the file looks sound until its last segments are read.
            file.Position = file.Length / 2 / 4_096 * 4_096;
            file.Write(Enumerable.Repeat((byte)0xA5, (int)(file.Length - file.Position)).ToArray());
        }

        using var damaged = SqliteDatabase.Open(DatabaseFile, TimeProvider.System);
        var read = () => new SqliteRunStore(damaged).ReadSegmentsAsync("r49", 0, 10, default).AsTask();
        var fault = await Assert.ThrowsAsync<StoreFault>(read);
        Assert.Contains(DatabaseFile, fault.Message, StringComparison.Ordinal);
        Assert.Contains("malformed", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_NoRoom_IsAFaultThatNamesTheFile()
    {
        using var database = SqliteDatabase.Open(DatabaseFile, TimeProvider.System, new DatabaseOptions { MaxPages = 60 });
        var fault = await Assert.ThrowsAsync<StoreFault>(() => WriteAsync(database, "r1", 1_000_000));
        Assert.Contains(DatabaseFile, fault.Message, StringComparison.Ordinal);
        Assert.Contains("full", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RunSql.OpenRuns)]
    [InlineData(WorkflowSql.Published)]
    public void Statements_OfTheStart_ReadWhatIsOpenOrPublishedAndNotAllThereEverWas(string sql)
    {
        SqliteDatabase.Open(DatabaseFile, TimeProvider.System).Dispose();
        using var session = Session.Open(DatabaseFile, SqliteOpenMode.ReadWrite);
        var steps = session["EXPLAIN QUERY PLAN " + sql].All(row => row.Text(3));
        Assert.DoesNotContain(steps, step => step.StartsWith("SCAN runs", StringComparison.Ordinal) || step.StartsWith("SCAN v", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(RunSql.SegmentsAfter)]
    [InlineData(RunSql.SegmentsHolding)]
    public void Statements_ThatSeekASequence_ChooseByTheIndexAndInItsOrder(string sql)
    {
        SqliteDatabase.Open(DatabaseFile, TimeProvider.System).Dispose();
        using var session = Session.Open(DatabaseFile, SqliteOpenMode.ReadWrite);
        var steps = session["EXPLAIN QUERY PLAN " + sql].All(row => row.Text(3));
        var chosen = steps.FindIndex(step => step.StartsWith("SEARCH segments USING COVERING INDEX segments_sequence (run=?", StringComparison.Ordinal));

        Assert.True(chosen >= 0, string.Join("\n", steps));
        Assert.Contains(steps, step => step == "SEARCH s USING INTEGER PRIMARY KEY (rowid=?)");
        Assert.Equal(1, steps.Count(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)));
        Assert.Equal("USE TEMP B-TREE FOR ORDER BY", steps[^1]);
    }

    private static async Task WriteAsync(SqliteDatabase database, string run, int size) => await new SqliteRunStore(database).WriteAsync(new()
    {
        Run = new RunRecord { Id = run, WorkflowId = "w", Hash = "h", Trigger = "t", StartedAt = DateTimeOffset.UnixEpoch, Family = run },
        Segments = [new(run, 0, 0, 1, new byte[size])],
    });
}
