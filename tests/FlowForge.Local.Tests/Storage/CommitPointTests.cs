using FlowForge.Core.Ports;
using FlowForge.Local.Storage;

namespace FlowForge.Local.Tests.Storage;

public sealed class CommitPointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualResetEventSlim _isIn = new();
    private readonly ManualResetEventSlim _mayGoOn = new();

    public void Dispose()
    {
        _folder.Dispose();
        _isIn.Dispose();
        _mayGoOn.Dispose();
    }

    [Fact]
    public async Task BeforeCommit_Throws_NothingIsSavedAndTheSameWriteMaySucceedLater()
    {
        var isBroken = true;
        await using var database = Open(new() { BeforeCommit = () => ThrowIf(isBroken) });
        var runs = new SqliteRunStore(database);
        var write = Samples.ShortRun("a") with { Start = new("k", "b", "a", Samples.Noon) };

        var fault = await Assert.ThrowsAsync<StoreFault>(async () => await runs.WriteAsync(write));
        Assert.Contains("struck", fault.Message, StringComparison.Ordinal);
        Assert.Null(await runs.GetRunAsync("a", default));
        Assert.Null(await runs.GetStartAsync("k", default));
        isBroken = false;
        Assert.Null((await runs.WriteAsync(write)).Existing);
        Assert.NotNull(await runs.GetRunAsync("a", default));
    }

    [Fact]
    public async Task AfterCommit_Throws_TheWriteIsThereAndItsRepeatIsHarmless()
    {
        var isBroken = true;
        await using var database = Open(new() { AfterCommit = () => ThrowIf(isBroken) });
        var runs = new SqliteRunStore(database);
        var write = Samples.ShortRun("a") with { Start = new("k", "b", "a", Samples.Noon) };

        await Assert.ThrowsAsync<StoreFault>(async () => await runs.WriteAsync(write));
        Assert.NotNull(await runs.GetRunAsync("a", default));
        isBroken = false;
        Assert.Null((await runs.WriteAsync(write)).Existing);
        Assert.Single(await runs.ReadSegmentsAsync("a", 0, 9, default));
    }

    [Fact]
    public async Task Write_WhileACommitIsUnderWay_JoinsTheNextGroup()
    {
        var commits = 0;
        await using var database = Open(new() { BeforeCommit = () => { Interlocked.Increment(ref commits); Hold(); } });
        var runs = new SqliteRunStore(database);
        var first = runs.WriteAsync(Samples.ShortRun("r0")).AsTask();
        _isIn.Wait();
        var others = Enumerable.Range(1, 100).Select(n => runs.WriteAsync(Samples.ShortRun($"r{n}")).AsTask()).ToList();
        _mayGoOn.Set();
        await Task.WhenAll([first, .. others]);

        Assert.Equal(2, commits);
        Assert.Equal(101, (await runs.ListRunsAsync(new(Limit: 500), default)).Items.Count);
    }

    [Fact]
    public async Task Write_OneOfAGroupIsBad_TheOthersAreWrittenInOrder()
    {
        await using var database = Open(new() { BeforeCommit = Hold });
        var runs = new SqliteRunStore(database);
        var first = runs.WriteAsync(Samples.ShortRun("a")).AsTask();
        _isIn.Wait();
        var before = runs.WriteAsync(Samples.ShortRun("b")).AsTask();
        var bad = runs.WriteAsync(Samples.ShortRun("a", bytes: 7)).AsTask();
        var after = runs.WriteAsync(new() { Run = Samples.Run("b") with { Status = RunStatus.Failed } }).AsTask();
        _mayGoOn.Set();

        await Task.WhenAll(first, before, after);
        await Assert.ThrowsAsync<StoreFault>(() => bad);
        Assert.Equal(RunStatus.Failed, (await runs.GetRunAsync("b", default))!.Status);
        Assert.Equal(1_000, Assert.Single(await runs.ReadSegmentsAsync("a", 0, 9, default)).Content.Length);
    }

    [Fact]
    public async Task Read_WhileACommitIsUnderWay_DoesNotWaitForIt()
    {
        await using var database = Open(new() { BeforeCommit = Hold });
        var runs = new SqliteRunStore(database);
        var write = runs.WriteAsync(Samples.ShortRun("a")).AsTask();
        _isIn.Wait();

        Assert.Null(await runs.GetRunAsync("a", default));
        Assert.False(write.IsCompleted);
        _mayGoOn.Set();
        await write;
        Assert.NotNull(await runs.GetRunAsync("a", default));
    }

    [Fact]
    public async Task Dispose_WritesQueued_AreWritten()
    {
        var database = Open(new() { BeforeCommit = Hold });
        var runs = new SqliteRunStore(database);
        var writes = Enumerable.Range(0, 50).Select(n => runs.WriteAsync(Samples.ShortRun($"r{n}")).AsTask()).ToList();
        _isIn.Wait();
        var closed = database.DisposeAsync();
        _mayGoOn.Set();
        await closed;

        await Task.WhenAll(writes);
        await using var again = Open(new());
        Assert.Equal(50, (await new SqliteRunStore(again).ListRunsAsync(new(), default)).Items.Count);
    }

    private static void ThrowIf(bool isBroken)
    {
        if (isBroken)
        {
            throw new IOException("The disk was struck by lightning.");
        }
    }

    private void Hold()
    {
        _isIn.Set();
        _mayGoOn.Wait();
    }

    private SqliteDatabase Open(CommitPoints points) =>
        SqliteDatabase.Open(_folder["flowforge.db"], TimeProvider.System, new DatabaseOptions() { Points = points });
}
