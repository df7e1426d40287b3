using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Runs;

public abstract partial class RunStoreContract
{
    [Fact]
    public async Task List_ManyRuns_GivesNewestFirst()
    {
        await WriteRunsAsync("b", "d", "a", "c");

        Assert.Equal(["d", "c", "b", "a"], Ids((await Store.ListRunsAsync(new(), default)).Items));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(11)]
    public async Task List_PageAfterPage_GivesEachRunOnce(int limit)
    {
        await WriteRunsAsync([.. Enumerable.Range(10, 10).Select(static n => $"r{n}")]);
        var (seen, after) = (new List<string>(), (string?)null);
        do
        {
            var page = await Store.ListRunsAsync(new(Limit: limit, After: after), default);
            Assert.InRange(page.Items.Count, 1, limit);
            seen.AddRange(Ids(page.Items));
            after = page.Next;
            Assert.True(after is null || Uri.EscapeDataString(after) == after);
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(10, 10).Reverse().Select(static n => $"r{n}"), seen);
    }

    [Fact]
    public async Task List_OfACaller_GivesWhatItCalled()
    {
        await WriteRunsAsync("a", "b");
        foreach (var (id, caller) in new[] { ("c", "a"), ("d", "b"), ("e", "a") })
        {
            await Store.WriteAsync(new() { Run = Run(id) with { Caller = new(caller, "n", "", 1, 0, 1, IsAwaited: true) } });
        }

        Assert.Equal(["e", "c"], Ids((await Store.ListRunsAsync(new(Caller: "a"), default)).Items));
        Assert.Equal(["e"], Ids((await Store.ListRunsAsync(new(Caller: "a", Limit: 1), default)).Items));
        Assert.Empty((await Store.ListRunsAsync(new(Caller: "c"), default)).Items);
    }

    [Fact]
    public async Task List_RunAddedBetweenPages_ShiftsNothing()
    {
        await WriteRunsAsync("a", "b", "c");
        var first = await Store.ListRunsAsync(new(Limit: 2), default);
        await WriteRunsAsync("d");

        Assert.Equal(["a"], Ids((await Store.ListRunsAsync(new(Limit: 2, After: first.Next), default)).Items));
    }

    [Fact]
    public async Task List_ByWorkflowAndStatus_GivesOnlyThose()
    {
        foreach (var status in Enum.GetValues<RunStatus>())
        {
            await Store.WriteAsync(new() { Run = Run($"v{(int)status}") with { Status = status, WorkflowId = "v" } });
            await Store.WriteAsync(new() { Run = Run($"w{(int)status}") with { Status = status } });
        }

        foreach (var status in Enum.GetValues<RunStatus>())
        {
            Assert.Equal([$"w{(int)status}", $"v{(int)status}"], Ids((await Store.ListRunsAsync(new(Status: status), default)).Items));
            Assert.Equal([$"v{(int)status}"], Ids((await Store.ListRunsAsync(new("v", status), default)).Items));
        }

        Assert.Equal(7, (await Store.ListRunsAsync(new("w"), default)).Items.Count);
        Assert.Empty((await Store.ListRunsAsync(new("W"), default)).Items);
    }

    [Fact]
    public async Task List_FromAndTo_TakesFromAndLeavesToOut()
    {
        foreach (var hour in Enumerable.Range(1, 5))
        {
            await Store.WriteAsync(new() { Run = Run($"r{hour}") with { StartedAt = Noon.AddHours(hour) } });
        }

        var query = new RunQuery("w", RunStatus.Running, Noon.AddHours(2), Noon.AddHours(4));
        Assert.Equal(["r3", "r2"], Ids((await Store.ListRunsAsync(query, default)).Items));
        Assert.Equal(["r5"], Ids((await Store.ListRunsAsync(new(From: Noon.AddHours(5).ToOffset(TimeSpan.FromHours(9))), default)).Items));
        Assert.Equal(["r1"], Ids((await Store.ListRunsAsync(new(To: Noon.AddHours(2).AddTicks(-1)), default)).Items));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(int.MaxValue, Limits.ListMost)]
    public async Task List_LimitOutOfRange_IsBroughtIntoIt(int limit, int rows)
    {
        await WriteRunsAsync([.. Enumerable.Range(1_000, rows + 1).Select(static n => $"r{n}")]);

        var page = await Store.ListRunsAsync(new(Limit: limit), default);

        Assert.Equal(rows, page.Items.Count);
        Assert.NotNull(page.Next);
    }

    [Theory]
    [InlineData("")]
    [InlineData("' OR 1=1 --")]
    [InlineData("🙂\0%00")]
    public async Task List_GarbageCursor_GivesAPageAndNoFault(string cursor)
    {
        await WriteRunsAsync("a", "b");

        Assert.InRange((await Store.ListRunsAsync(new(After: cursor), default)).Items.Count, 0, 2);
    }

    [Fact]
    public async Task OpenRuns_MixedStates_GivesThoseNotEndedOldestFirst()
    {
        foreach (var status in Enum.GetValues<RunStatus>())
        {
            await Store.WriteAsync(new() { Run = Run($"r{9 - (int)status}") with { Status = status } });
        }

        Assert.Equal(["r6", "r7", "r8", "r9"], Ids(await Store.OpenRunsAsync(default)));
        await Store.WriteAsync(new() { Run = Run("r7") with { Status = RunStatus.Cancelled } });
        Assert.Equal(["r6", "r8", "r9"], Ids(await Store.OpenRunsAsync(default)));
    }

    private static IEnumerable<string> Ids(IEnumerable<RunRecord> runs) => runs.Select(static run => run.Id);

    private async Task WriteRunsAsync(params string[] ids) =>
        await Task.WhenAll(ids.Select(id => Store.WriteAsync(new() { Run = Run(id) }).AsTask()));
}
