using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Runs;

public abstract partial class RunStoreContract
{
    private static readonly string Hash = PayloadHash.Of("[1]"u8);

    [Fact]
    public async Task ReadPayload_OfAnotherFamily_Faults()
    {
        await Store.WriteAsync(new() { Payloads = [Payload("a", "[1]")] });

        Assert.Equal("[1]", Text(await Store.ReadPayloadAsync("a", Hash, default)));
        await Assert.ThrowsAsync<StoreFault>(async () => await Store.ReadPayloadAsync("b", Hash, default));
        await Assert.ThrowsAsync<StoreFault>(async () => await Store.ReadPayloadAsync("a", "no-hash", default));
    }

    [Fact]
    public async Task Write_PayloadThatIsNotItsHash_KeepsNothingOfTheWrite()
    {
        var write = new JournalWrite
        {
            Run = Run("a"), Segments = [Segment("a", 0, "[]")], Payloads = [new("a", Hash, Bytes("[2]"))], Start = new("k", "b", "a", Noon),
        };

        await Assert.ThrowsAsync<StoreFault>(async () => await Store.WriteAsync(write));

        Assert.Null(await Store.GetRunAsync("a", default));
        Assert.Empty(await Store.ReadSegmentsAsync("a", 0, 9, default));
        Assert.Null(await Store.GetStartAsync("k", default));
    }

    [Fact]
    public async Task DeleteRun_NotEnded_KeepsIt()
    {
        await Store.WriteAsync(new() { Run = Run("a") with { Status = RunStatus.Paused } });

        Assert.False(await Store.DeleteRunAsync("a", default));
        Assert.False(await Store.DeleteRunAsync("b", default));
        Assert.NotNull(await Store.GetRunAsync("a", default));
    }

    [Fact]
    public async Task DeleteRun_Ended_TakesItsRowsAndNoOthers()
    {
        foreach (var id in (string[])["a", "b"])
        {
            await Store.WriteAsync(new()
            {
                Run = Run(id) with { Status = RunStatus.Completed },
                Segments = [Segment(id, 0, "[]")],
                Snapshot = new(id, 0, Bytes("{}")),
                Payloads = [Payload(id, "[1]")],
            });
        }

        Assert.True(await Store.DeleteRunAsync("a", default));
        Assert.False(await Store.DeleteRunAsync("a", default));

        Assert.Null(await Store.GetRunAsync("a", default));
        Assert.Empty(await Store.ReadSegmentsAsync("a", 0, 9, default));
        Assert.Null(await Store.ReadSnapshotAsync("a", default));
        await Assert.ThrowsAsync<StoreFault>(async () => await Store.ReadPayloadAsync("a", Hash, default));
        Assert.Single(await Store.ReadSegmentsAsync("b", 0, 9, default));
        Assert.NotNull(await Store.ReadSnapshotAsync("b", default));
        Assert.False((await Store.ReadPayloadAsync("b", Hash, default)).IsEmpty);
    }

    [Theory]
    [InlineData("a", "b", "c")]
    [InlineData("c", "a", "b")]
    public async Task DeleteRun_MembersOfAFamily_PayloadsGoWithTheLast(params string[] order)
    {
        await Store.WriteAsync(new() { Run = Run("a") with { Status = RunStatus.Completed }, Payloads = [Payload("a", "[1]")] });
        foreach (var fork in (string[])["b", "c"])
        {
            await Store.WriteAsync(new() { Run = Run(fork) with { Status = RunStatus.Failed, ForkedFrom = "a", Family = "a" } });
        }

        foreach (var id in order)
        {
            Assert.False((await Store.ReadPayloadAsync("a", Hash, default)).IsEmpty);
            Assert.True(await Store.DeleteRunAsync(id, default));
        }

        await Assert.ThrowsAsync<StoreFault>(async () => await Store.ReadPayloadAsync("a", Hash, default));
    }

    [Fact]
    public async Task FindPayload_Absent_GivesNull()
    {
        await Store.WriteAsync(new() { Payloads = [Payload("a", "[1]")] });

        Assert.Equal("[1]", Text((await Store.FindPayloadAsync("a", Hash, default))!.Value));
        Assert.Null(await Store.FindPayloadAsync("b", Hash, default));
        Assert.Null(await Store.FindPayloadAsync("a", "no-hash", default));
    }

    [Fact]
    public async Task DropPayloads_FamilyWithoutARun_GoesAndNoOther()
    {
        await Store.WriteAsync(new() { Payloads = [Payload("a", "[1]"), Payload("a", "[2]"), Payload("b", "[1]"), Payload("c", "[1]"), Payload("d", "[1]")] });
        await Store.WriteAsync(new() { Run = Run("b") });
        await Store.WriteAsync(new() { Run = Run("x") with { ForkedFrom = "c", Family = "c" } });

        foreach (var family in (string[])["a", "b", "c", "unknown"])
        {
            await Store.DropPayloadsAsync(family, default);
        }

        Assert.Null(await Store.FindPayloadAsync("a", Hash, default));
        Assert.Null(await Store.FindPayloadAsync("a", PayloadHash.Of("[2]"u8), default));
        Assert.All((string[])["b", "c", "d"], family => Assert.NotNull(Store.FindPayloadAsync(family, Hash, default).AsTask().Result));
    }
}
