using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Retention;
using FlowForge.Core.State;

namespace FlowForge.Contracts.Retention;

/// <summary>What every <see cref="IRetentionStore"/> does together with its <see cref="IRunStore"/>.</summary>
public abstract class RetentionContract : StoreContract<(IRunStore Runs, IRetentionStore Retention)>
{
    protected static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    protected IRunStore Runs => Store.Runs;

    protected IRetentionStore Retention => Store.Retention;

    /// <summary>Runs of the test with many; fewer where each costs many calls.</summary>
    protected virtual int Many => 300;

    [Fact]
    public async Task Sweep_ByTheHostsRule_DeletesWhatEndedLongAgo()
    {
        await WriteAsync("old", ended: -31);
        await WriteAsync("due", ended: -30);
        await WriteAsync("young", ended: -29.9);
        await WriteAsync("open", ended: null);

        Assert.Equal(2, (await SweepAsync(30)).Runs);
        Assert.Equal(["young", "open"], await LeftAsync());
        Assert.Empty(await Runs.ReadSegmentsAsync("old", 0, 9, default));
        Assert.Null(await Runs.ReadSnapshotAsync("old", default));
        Assert.Single(await Runs.ReadSegmentsAsync("young", 0, 9, default));
        await Assert.ThrowsAsync<StoreFault>(async () => await Runs.ReadPayloadAsync("old", PayloadHash.Of("[1]"u8), default));
        Assert.Equal(0, (await SweepAsync(30)).Runs);
    }

    [Fact]
    public async Task Sweep_WorkflowSaysHowLong_ThatIsHeldTo()
    {
        await WriteAsync("short", ended: -2, expires: -1);
        await WriteAsync("now", ended: -2, expires: 0);
        await WriteAsync("long", ended: -500, expires: 1);

        Assert.Equal(2, (await SweepAsync(30)).Runs);
        Assert.Equal(["long"], await LeftAsync());
    }

    [Fact]
    public async Task Sweep_HostKeepsForEver_OnlyWorkflowsRulesCount()
    {
        await WriteAsync("old", ended: -5_000);
        await WriteAsync("own", ended: -2, expires: -1);

        Assert.Equal(1, (await SweepAsync(null)).Runs);
        Assert.Equal(["old"], await LeftAsync());
    }

    [Fact]
    public async Task Sweep_FamilyWithAYoungOrOpenMember_StaysWhole()
    {
        await WriteAsync("a", ended: -90);
        await WriteAsync("b", ended: -60, family: "a");
        await WriteAsync("c", ended: null, family: "a");
        await WriteAsync("x", ended: -90);
        await WriteAsync("y", ended: -90, expires: 10, family: "x");
        await WriteAsync("z", ended: -90);

        Assert.Equal(1, (await SweepAsync(30)).Runs);
        Assert.Equal(["y", "x", "c", "b", "a"], await LeftAsync());
        Assert.False((await Runs.ReadPayloadAsync("a", PayloadHash.Of("[1]"u8), default)).IsEmpty);

        await WriteAsync("c", ended: -40, family: "a", segment: false);
        Assert.Equal(3, (await SweepAsync(30)).Runs);
        Assert.Equal(["y", "x"], await LeftAsync());
        await Assert.ThrowsAsync<StoreFault>(async () => await Runs.ReadPayloadAsync("a", PayloadHash.Of("[1]"u8), default));
    }

    [Fact]
    public async Task Sweep_FirstMemberDeletedBefore_TheRestStillGoes()
    {
        await WriteAsync("a", ended: -90);
        await WriteAsync("b", ended: -60, family: "a");
        Assert.True(await Runs.DeleteRunAsync("a", default));
        Assert.False((await Runs.ReadPayloadAsync("a", PayloadHash.Of("[1]"u8), default)).IsEmpty);

        Assert.Equal(1, (await SweepAsync(30)).Runs);
        await Assert.ThrowsAsync<StoreFault>(async () => await Runs.ReadPayloadAsync("a", PayloadHash.Of("[1]"u8), default));
    }

    [Fact]
    public async Task Sweep_ManyRuns_DeletesThemAllAndNoOthers()
    {
        foreach (var n in Enumerable.Range(0, Many))
        {
            await WriteAsync($"r{n:000}", ended: n % 3 == 0 ? -1 : -31 - (n % 7), expires: n % 5 == 0 ? (n % 2 == 0 ? -1 : 1) : null);
        }

        var expected = Enumerable.Range(0, Many).Where(n => n % 5 == 0 ? n % 2 != 0 : n % 3 == 0).Select(n => $"r{n:000}").Reverse().ToList();
        Assert.Equal(Many - expected.Count, (await SweepAsync(30)).Runs);
        Assert.Equal(expected, await LeftAsync());
    }

    [Fact]
    public async Task Sweep_VariablesThatNoRunSees_GoWithTheLastRun()
    {
        var kept = VariableSet.Of([new("a", System.Text.Json.JsonElement.Parse("1"))]);
        var gone = VariableSet.Of([new("a", System.Text.Json.JsonElement.Parse("2"))]);
        await Runs.WriteAsync(new() { Run = Run("a", -31) with { Variables = gone.Hash }, Variables = gone });
        await Runs.WriteAsync(new() { Run = Run("b", -31) with { Variables = kept.Hash }, Variables = kept });
        await Runs.WriteAsync(new() { Run = Run("c", -1) with { Variables = kept.Hash }, Variables = kept });
        await SweepAsync(30);

        Assert.Null(await Runs.ReadVariablesAsync(gone.Hash!, default));
        Assert.NotNull(await Runs.ReadVariablesAsync(kept.Hash!, default));
    }

    [Theory]
    [InlineData(0.000_001)]
    [InlineData(1e6)]
    public async Task Sweep_ExtremeRule_DoesNotFault(double days)
    {
        await WriteAsync("a", ended: -1);

        Assert.Equal(days < 1 ? 1 : 0, (await SweepAsync(days)).Runs);
    }

    protected static RunRecord Run(string id, double? ended) => new()
    {
        Id = id, WorkflowId = "w", Hash = "h", Trigger = "t", Family = id, StartedAt = Now.AddDays(ended ?? -1).AddHours(-1),
        Status = ended is null ? RunStatus.Waiting : RunStatus.Completed,
        EndedAt = ended is null ? null : Now.AddDays(ended.Value),
    };

    protected async Task<RetentionStep> SweepAsync(double? days) =>
        await new RetentionSweep(Retention, new StandingClock(), days is null ? null : TimeSpan.FromDays(days.Value)).SweepAsync(default);

    private async Task WriteAsync(string id, double? ended, double? expires = null, string? family = null, bool segment = true)
    {
        var run = Run(id, ended) with { Family = family ?? id, ExpiresAt = expires is null ? null : Now.AddDays(expires.Value) };
        await Runs.WriteAsync(new()
        {
            Run = run,
            Segments = segment ? [new(id, 0, 0, 9, "[]"u8.ToArray())] : [],
            Snapshot = new(id, 0, "{}"u8.ToArray()),
            Payloads = [new(run.Family, PayloadHash.Of("[1]"u8), "[1]"u8.ToArray())],
        });
    }

    private async Task<IEnumerable<string>> LeftAsync() => (await Runs.ListRunsAsync(new(Limit: 500), default)).Items.Select(run => run.Id);

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
