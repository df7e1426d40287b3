using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Runs;

public abstract partial class RunStoreContract
{
    [Fact]
    public async Task Write_RunWithATicket_ComesBackWithIt()
    {
        PlaceClaim one = new("k1", 1, Core.Model.WhenBusy.Replace), other = new("k2", int.MaxValue, Core.Model.WhenBusy.Queue);
        RunRecord[] runs = [Run("a") with { Ticket = new(7, one), Status = RunStatus.Queued }, Run("b") with { Ticket = new(long.MaxValue, one, other) }, Run("c")];
        foreach (var run in runs)
        {
            await Store.WriteAsync(new() { Run = run });
        }

        Assert.Equal(runs, await Store.OpenRunsAsync(default));
    }

    [Fact]
    public async Task Write_RunOfAPart_ComesBackWithIt()
    {
        RunRecord[] runs = [Run("a") with { Part = new("call \"it\" \u00E9") }, Run("b") with { Part = new(null, true) }, Run("c")];
        foreach (var run in runs)
        {
            await Store.WriteAsync(new() { Run = run });
            await Store.WriteAsync(new() { Run = run with { Status = RunStatus.Waiting } });
        }

        Assert.Equal(runs.Select(run => run.Part), (await Store.OpenRunsAsync(default)).Select(run => run.Part));
    }

    [Fact]
    public async Task GetStart_Unknown_GivesNull() => Assert.Null(await Store.GetStartAsync("k", default));

    [Fact]
    public async Task Write_KeyOfAnotherRun_DropsTheWholeWriteAndGivesItsHolder()
    {
        var first = new StartRow("k", "body", "a", Noon);
        Assert.Null((await Store.WriteAsync(new() { Run = Run("a"), Start = first })).Existing);
        var second = new JournalWrite
        {
            Run = Run("b"),
            Segments = [Segment("b", 0, "[]")],
            Payloads = [Payload("b", "[1]")],
            Snapshot = new("b", 0, Bytes("{}")),
            Start = new("k", "other", "b", Noon.AddHours(1)),
        };

        Assert.Equal(first, (await Store.WriteAsync(second)).Existing);
        Assert.Equal(first, await Store.GetStartAsync("k", default));
        Assert.Null(await Store.GetRunAsync("b", default));
        Assert.Empty(await Store.ReadSegmentsAsync("b", 0, 9, default));
        Assert.Null(await Store.ReadSnapshotAsync("b", default));
        await Assert.ThrowsAsync<StoreFault>(async () => await Store.ReadPayloadAsync("b", second.Payloads[0].Hash, default));
    }

    [Fact]
    public async Task Write_HundredEqualStartsAtOnce_GivesOneRun()
    {
        var results = await Task.WhenAll(Enumerable.Range(100, 100).Select(n => Task.Run(async () => await Store.WriteAsync(new()
        {
            Run = Run($"r{n}"),
            Start = new("k", "body", $"r{n}", Noon),
        }))));

        var holder = await Store.GetStartAsync("k", default);
        Assert.Equal(99, results.Count(result => result.Existing == holder));
        Assert.Single(results, static result => result.Existing is null);
        Assert.Equal(holder!.RunId, Assert.Single((await Store.ListRunsAsync(new(), default)).Items).Id);
    }

    [Fact]
    public async Task Write_ManyWritersAtOnce_KeepsEachOnesOrder()
    {
        const int runs = 20, writes = 25;
        await Task.WhenAll(Enumerable.Range(10, runs).Select(n => Task.Run(async () =>
        {
            for (var ordinal = 0; ordinal < writes; ordinal++)
            {
                var status = ordinal == writes - 1 ? RunStatus.Completed : RunStatus.Running;
                await Store.WriteAsync(new() { Run = Run($"r{n}") with { Status = status }, Segments = [Segment($"r{n}", ordinal, $"[{ordinal}]")] });
                Assert.Equal(ordinal + 1, (await Store.ReadSegmentsAsync($"r{n}", 0, writes, default)).Count);
            }
        })));

        Assert.Empty(await Store.OpenRunsAsync(default));
        Assert.Equal(runs, (await Store.ListRunsAsync(new(Status: RunStatus.Completed), default)).Items.Count);
    }

    [Fact]
    public async Task Write_NotAwaited_IsDurableWithALaterOne()
    {
        var earlier = Enumerable.Range(0, 50).Select(n => Store.WriteAsync(new() { Run = Run("a") with { Version = n } }).AsTask()).ToList();
        await Store.WriteAsync(new() { Segments = [Segment("a", 0, "[]")] });

        Assert.Equal(49, (await Store.GetRunAsync("a", default))!.Version);
        await Task.WhenAll(earlier);
    }
}
