using FlowForge.Contracts.Retention;
using FlowForge.Core;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Retention;
using FlowForge.Local.Storage;

namespace FlowForge.Local.Tests.Storage;

public sealed class SqliteRetentionTests : RetentionContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase? _database;

    public void Dispose()
    {
        _database?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Sweep_LargeRun_GoesInPiecesAndIsGoneFromListsAtOnce()
    {
        await WriteLargeAsync("large", segments: 100);
        var rule = new RetentionRule(Now, TimeSpan.FromDays(30));

        var step = await Retention.StepAsync(rule, null, default);
        while (step.Runs == 0)
        {
            step = await Retention.StepAsync(rule, step.Next, default);
        }

        Assert.Empty((await Runs.ListRunsAsync(new(), default)).Items);
        var steps = 1;
        for (; step.Next is not null; steps++)
        {
            Assert.InRange(step.Bytes, 0, Limits.RetentionBytes + 256 * 1024);
            step = await Retention.StepAsync(rule, step.Next, default);
        }

        Assert.InRange(steps, 100 * 256 * 1024 / Limits.RetentionBytes, 30);
        Assert.Empty(await Runs.ReadSegmentsAsync("large", 0, 200, default));
        await Assert.ThrowsAsync<StoreFault>(async () => await Runs.ReadPayloadAsync("large", PayloadHash.Of("[1]"u8), default));
        Assert.Equal(0, (await new SqliteStorageReport(_database!).MeasureAsync(TimeSpan.FromMinutes(1), default)).Leftovers);
    }

    [Fact]
    public async Task Sweep_HostDiesBetweenSteps_TheNextOneFinishes()
    {
        await WriteLargeAsync("large", segments: 60);
        Assert.True(await Runs.DeleteRunAsync("large", default));
        Assert.NotEmpty(await Runs.ReadSegmentsAsync("large", 0, 200, default));
        _database!.Dispose();

        using var again = SqliteDatabase.Open(_folder["flowforge.db"], TimeProvider.System);
        Assert.Equal(1, (await new SqliteStorageReport(again).MeasureAsync(TimeSpan.FromMinutes(1), default)).Leftovers);
        await new RetentionSweep(new SqliteRetention(again), TimeProvider.System, null).SweepAsync(default);
        Assert.Empty(await new SqliteRunStore(again).ReadSegmentsAsync("large", 0, 200, default));
        Assert.Equal(0, (await new SqliteStorageReport(again).MeasureAsync(TimeSpan.FromMinutes(1), default)).Leftovers);
    }

    [Fact]
    public async Task Sweep_Documents_GoWithTheLastRunThatHasThem()
    {
        _ = Runs;
        var workflows = new SqliteWorkflowStore(_database!, TimeProvider.System);
        await workflows.SaveAsync(new("w", "w", "saved", "1"), null, default);
        await workflows.PinAsync("unsaved", "2", default);
        await workflows.PinAsync("shared", "3", default);
        await Runs.WriteAsync(new() { Run = Run("a", -31) with { Hash = "saved", Version = 1 } });
        await Runs.WriteAsync(new() { Run = Run("b", -31) with { Hash = "unsaved" } });
        await Runs.WriteAsync(new() { Run = Run("c", -31) with { Hash = "shared" } });
        await Runs.WriteAsync(new() { Run = Run("d", -1) with { Hash = "shared" } });
        Assert.Equal(3, (await SweepAsync(30)).Runs);

        Assert.NotNull(await workflows.GetDocumentAsync("saved", default));
        Assert.Null(await workflows.GetDocumentAsync("unsaved", default));
        Assert.NotNull(await workflows.GetDocumentAsync("shared", default));
    }

    [Fact]
    public async Task Sweep_DocumentsOfADeletedWorkflow_StayForItsRunsOnly()
    {
        _ = Runs;
        var workflows = new SqliteWorkflowStore(_database!, TimeProvider.System);
        await workflows.SaveAsync(new("w", "w", "first", "1"), null, default);
        var saved = (SaveResult.Saved)await workflows.SaveAsync(new("w", "w", "second", "2"), (await workflows.GetAsync("w", default))!.ETag, default);
        await Runs.WriteAsync(new() { Run = Run("a", -1) with { Hash = "first", Version = 1 } });
        await workflows.DeleteAsync("w", saved.Workflow.ETag, default);
        await SweepAsync(30);

        Assert.NotNull(await workflows.GetDocumentAsync("first", default));
        Assert.Null(await workflows.GetDocumentAsync("second", default));
        await SweepAsync(0.5);
        Assert.Null(await workflows.GetDocumentAsync("first", default));
    }

    [Fact]
    public async Task Measure_Runs_SaysWhatTakesTheRoom()
    {
        await WriteLargeAsync("large", segments: 10);
        await Runs.WriteAsync(new() { Run = Run("a", -1) with { WorkflowId = "v" }, Segments = [new("a", 0, 0, 1, new byte[100])] });
        await Runs.WriteAsync(new() { Run = Run("b", -1) with { WorkflowId = "v" }, Segments = [new("b", 0, 0, 1, new byte[100])] });
        var report = new SqliteStorageReport(_database!);
        var use = await report.MeasureAsync(TimeSpan.FromMinutes(1), default);

        Assert.True(use.IsComplete);
        Assert.Equal([new("w", 1, 10 * 256 * 1024, 3), new WorkflowUse("v", 2, 200, 0)], use.Workflows);
        Assert.InRange(use.Size.Bytes, 10 * 256 * 1024, 20_000_000);
        await Runs.DeleteRunAsync("large", default);
        Assert.InRange((await report.SizeAsync(default)).FreeBytes, 9 * 256 * 1024, 4_000_000);
    }

    protected override (IRunStore Runs, IRetentionStore Retention) CreateStore()
    {
        _database = SqliteDatabase.Open(_folder["flowforge.db"], TimeProvider.System);
        return (new SqliteRunStore(_database), new SqliteRetention(_database));
    }

    private async Task WriteLargeAsync(string id, int segments)
    {
        foreach (var ordinal in Enumerable.Range(0, segments))
        {
            await Runs.WriteAsync(new() { Segments = [new(id, ordinal, ordinal, ordinal, new byte[256 * 1024])] });
        }

        await Runs.WriteAsync(new() { Run = Run(id, -31), Payloads = [new(id, PayloadHash.Of("[1]"u8), "[1]"u8.ToArray())] });
    }
}
