using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Reports;
using FlowForge.AzureStorage.Retention;
using FlowForge.AzureStorage.Runs;
using FlowForge.AzureStorage.Tests.Support;
using FlowForge.AzureStorage.Workflows;
using FlowForge.Core;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Retention;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.AzureStorage.Tests.Retention;

public sealed class AzureRetentionPieceTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly AzureStorageAccount _account = TestAccount.Open();
    private readonly AzureRunStore _runs;
    private readonly AzureRetention _retention;

    public AzureRetentionPieceTests()
    {
        _runs = new(_account);
        _retention = new(_account, new DocumentRemoval(_account) { Grace = TimeSpan.Zero });
    }

    [Fact]
    public async Task Sweep_LargeRun_GoesInPiecesAndIsGoneFromListsAtOnce()
    {
        await WriteLargeAsync("large", segments: 40);
        var rule = new RetentionRule(Now, TimeSpan.FromDays(30));

        var step = await _retention.StepAsync(rule, null, default);
        Assert.Equal(1, step.Runs);
        Assert.Empty((await _runs.ListRunsAsync(new(), default)).Items);
        var steps = 0;
        for (; step.Next is not null; steps++)
        {
            Assert.InRange(step.Bytes, 0, Limits.RetentionBytes + (100 * 256 * 1024));
            step = await _retention.StepAsync(rule, step.Next, default);
        }

        Assert.InRange(steps, 3, 30);
        Assert.Empty(await _runs.ReadSegmentsAsync("large", 0, 200, default));
        var use = await new AzureStorageReport(_account).MeasureAsync(TimeSpan.FromMinutes(1), default);
        Assert.Equal((0, 0L, 0), (use.Leftovers, use.Size.Bytes, use.Workflows.Count));
    }

    [Fact]
    public async Task Sweep_HostDiesBetweenSteps_TheNextOneFinishes()
    {
        await WriteLargeAsync("large", segments: 40);
        Assert.True(await _runs.DeleteRunAsync("large", default));
        Assert.Equal(1, (await new AzureStorageReport(_account).MeasureAsync(TimeSpan.FromMinutes(1), default)).Leftovers);

        await SweepAsync(null);

        Assert.Empty(await _runs.ReadSegmentsAsync("large", 0, 200, default));
        Assert.Equal(0, (await new AzureStorageReport(_account).MeasureAsync(TimeSpan.FromMinutes(1), default)).Leftovers);
    }

    [Fact]
    public async Task Sweep_Documents_GoWithTheLastRunThatHasThem()
    {
        var workflows = new AzureWorkflowStore(_account, TimeProvider.System);
        await workflows.SaveAsync(new("w", "w", "saved", "1"), null, default);
        await workflows.PinAsync("unsaved", "2", default);
        await workflows.PinAsync("shared", "3", default);
        await _runs.WriteAsync(new() { Run = Run("a", -31) with { Hash = "saved", Version = 1 } });
        await _runs.WriteAsync(new() { Run = Run("b", -31) with { Hash = "unsaved" } });
        await _runs.WriteAsync(new() { Run = Run("c", -31) with { Hash = "shared" } });
        await _runs.WriteAsync(new() { Run = Run("d", -1) with { Hash = "shared" } });
        Assert.Equal(3, (await SweepAsync(30)).Runs);

        Assert.NotNull(await workflows.GetDocumentAsync("saved", default));
        Assert.Null(await workflows.GetDocumentAsync("unsaved", default));
        Assert.NotNull(await workflows.GetDocumentAsync("shared", default));
    }

    [Fact]
    public async Task Sweep_DocumentsOfADeletedWorkflow_StayForItsRunsOnly()
    {
        var workflows = new AzureWorkflowStore(_account, TimeProvider.System);
        await workflows.SaveAsync(new("w", "w", "first", "1"), null, default);
        var saved = (SaveResult.Saved)await workflows.SaveAsync(new("w", "w", "second", "2"), (await workflows.GetAsync("w", default))!.ETag, default);
        await _runs.WriteAsync(new() { Run = Run("a", -1) with { Hash = "first", Version = 1 } });
        await workflows.DeleteAsync("w", saved.Workflow.ETag, default);
        await SweepAsync(30);

        Assert.NotNull(await workflows.GetDocumentAsync("first", default));
        Assert.Null(await workflows.GetDocumentAsync("second", default));
        await SweepAsync(0.5);
        Assert.Null(await workflows.GetDocumentAsync("first", default));
    }

    [Fact]
    public async Task Sweep_StartsOfLongAgo_GoAndYoungOnesStay()
    {
        await _runs.WriteAsync(new() { Run = Run("a", null), Start = new("old", "b", "a", Now.AddDays(-Limits.StartKeyDays - 1)) });
        await _runs.WriteAsync(new() { Run = Run("b", null), Start = new("young", "b", "b", Now.AddDays(-Limits.StartKeyDays + 1)) });
        await SweepAsync(30);

        Assert.Null(await _runs.GetStartAsync("old", default));
        Assert.NotNull(await _runs.GetStartAsync("young", default));
    }

    [Fact]
    public async Task Measure_Runs_SaysWhatTakesTheRoom()
    {
        await WriteLargeAsync("large", segments: 5);
        await _runs.WriteAsync(new() { Run = Run("a", -1) with { WorkflowId = "v" }, Segments = [new("a", 0, 0, 1, new byte[100])] });
        var use = await new AzureStorageReport(_account).MeasureAsync(TimeSpan.FromMinutes(1), default);

        Assert.True(use.IsComplete);
        Assert.Equal(["w", "v"], use.Workflows.Select(workflow => workflow.WorkflowId));
        Assert.InRange(use.Workflows[0].FrameBytes, 5 * 256 * 1024, (5 * 256 * 1024) + 1_000);
        Assert.Equal((1, 3), (use.Workflows[0].Runs, use.Workflows[0].PayloadBytes));
    }

    private static RunRecord Run(string id, double? ended) => new()
    {
        Id = id, WorkflowId = "w", Hash = "h", Trigger = "t", Family = id, StartedAt = Now.AddDays(ended ?? -1).AddHours(-1),
        Status = ended is null ? RunStatus.Waiting : RunStatus.Completed,
        EndedAt = ended is null ? null : Now.AddDays(ended.Value),
    };

    private async Task<RetentionStep> SweepAsync(double? days) =>
        await new RetentionSweep(_retention, new FakeTimeProvider(Now), days is null ? null : TimeSpan.FromDays(days.Value)).SweepAsync(default);

    private async Task WriteLargeAsync(string id, int segments)
    {
        foreach (var ordinal in Enumerable.Range(0, segments))
        {
            var content = new byte[256 * 1024];
            content[0] = (byte)ordinal;
            await _runs.WriteAsync(new() { Segments = [new(id, ordinal, ordinal, ordinal, content)] });
        }

        await _runs.WriteAsync(new() { Run = Run(id, -31), Payloads = [new(id, PayloadHash.Of("[1]"u8), "[1]"u8.ToArray())] });
    }
}
