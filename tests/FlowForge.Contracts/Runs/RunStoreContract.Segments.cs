using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Runs;

public abstract partial class RunStoreContract
{
    [Fact]
    public async Task ReadSegments_FromAnOrdinal_GivesTheRestInOrder()
    {
        await WriteSegmentsAsync(0, 1, 2, 3, 4);
        await Store.WriteAsync(new() { Segments = [Segment("other", 2, "[]")] });

        Assert.Equal([2, 3], Ordinals(await Store.ReadSegmentsAsync("a", 2, 2, default)));
        Assert.Equal([4], Ordinals(await Store.ReadSegmentsAsync("a", 4, 9, default)));
        Assert.Empty(await Store.ReadSegmentsAsync("a", 5, 9, default));
        Assert.Empty(await Store.ReadSegmentsAsync("b", 0, 9, default));
    }

    [Fact]
    public async Task SegmentsAfter_RangesOutOfOrder_SortsByFirstSequence()
    {
        await Store.WriteAsync(new()
        {
            Segments =
            [
                new("a", 0, 50, 60, Bytes("0")), new("a", 1, 10, 20, Bytes("1")), new("a", 2, 10, 90, Bytes("2")), new("a", 3, 30, 40, Bytes("3")),
            ],
        });

        Assert.Equal([1, 2, 3, 0], Ordinals(await Store.SegmentsAfterAsync("a", 0, 9, default)));
        Assert.Equal([2, 3, 0], Ordinals(await Store.SegmentsAfterAsync("a", 20, 9, default)));
        Assert.Equal([2, 3], Ordinals(await Store.SegmentsAfterAsync("a", 20, 2, default)));
        Assert.Empty(await Store.SegmentsAfterAsync("a", 90, 9, default));
    }

    [Fact]
    public async Task SegmentsHolding_BothEnds_AreInside()
    {
        await Store.WriteAsync(new() { Segments = [new("a", 0, 10, 20, Bytes("0")), new("a", 1, 15, 30, Bytes("1"))] });

        Assert.Equal([0], Ordinals(await Store.SegmentsHoldingAsync("a", 10, 9, default)));
        Assert.Equal([1, 0], Ordinals(await Store.SegmentsHoldingAsync("a", 20, 9, default)));
        Assert.Equal([1], Ordinals(await Store.SegmentsHoldingAsync("a", 30, 9, default)));
        Assert.Empty(await Store.SegmentsHoldingAsync("a", 31, 9, default));
        Assert.Empty(await Store.SegmentsHoldingAsync("b", 20, 9, default));
    }

    [Fact]
    public async Task SegmentsHolding_MoreThanTheLimit_GivesThoseThatBeginLast()
    {
        await Store.WriteAsync(new()
        {
            Segments = [new("a", 0, 1, 99, Bytes("0")), new("a", 1, 15, 30, Bytes("1")), new("a", 2, 15, 40, Bytes("2")), new("a", 3, 26, 30, Bytes("3"))],
        });

        Assert.Equal([2], Ordinals(await Store.SegmentsHoldingAsync("a", 25, 1, default)));
        Assert.Equal([2, 1], Ordinals(await Store.SegmentsHoldingAsync("a", 25, 2, default)));
        Assert.Equal([0], Ordinals(await Store.SegmentsHoldingAsync("a", 50, 1, default)));
    }

    [Fact]
    public async Task Write_LargeAndEmptyContents_ComeBackByteForByte()
    {
        var large = new byte[3 * 1024 * 1024];
        for (var i = 0; i < large.Length; i++)
        {
            large[i] = (byte)(i * 31);
        }

        await Store.WriteAsync(new()
        {
            Segments = [new("a", 0, 0, 1, large), new("a", 1, 2, 3, default)],
            Snapshot = new("a", 1, large),
            Payloads = [new("a", PayloadHash.Of(large), large), new("a", PayloadHash.Of([]), default)],
        });

        var segments = await Store.ReadSegmentsAsync("a", 0, 9, default);
        Assert.True(segments[0].Content.Span.SequenceEqual(large));
        Assert.True(segments[1].Content.IsEmpty);
        Assert.True((await Store.ReadSnapshotAsync("a", default))!.Content.Span.SequenceEqual(large));
        Assert.True((await Store.ReadPayloadAsync("a", PayloadHash.Of(large), default)).Span.SequenceEqual(large));
        Assert.True((await Store.ReadPayloadAsync("a", PayloadHash.Of([]), default)).IsEmpty);
    }

    [Fact]
    public async Task ReadSnapshot_WrittenTwice_GivesTheLast()
    {
        Assert.Null(await Store.ReadSnapshotAsync("a", default));
        await Store.WriteAsync(new() { Snapshot = new("a", 3, Bytes("{}")) });
        await Store.WriteAsync(new() { Snapshot = new("a", 7, Bytes("[]")) });

        var last = await Store.ReadSnapshotAsync("a", default);
        Assert.Equal((7, "[]"), (last!.Ordinal, Text(last.Content)));
    }

    [Fact]
    public async Task Write_SameWriteAgain_ChangesNothing()
    {
        var write = new JournalWrite
        {
            Run = Run("a"), Segments = [Segment("a", 0, "[1]")], Payloads = [Payload("a", "[2]")],
            Snapshot = new("a", 0, Bytes("{}")), Start = new("k", "b", "a", Noon),
        };

        Assert.Null((await Store.WriteAsync(write)).Existing);
        Assert.Null((await Store.WriteAsync(write)).Existing);
        Assert.Single(await Store.ReadSegmentsAsync("a", 0, 9, default));
    }

    [Fact]
    public async Task Write_OtherSegmentUnderATakenOrdinal_KeepsNothingOfTheWrite()
    {
        await Store.WriteAsync(new() { Run = Run("a"), Segments = [Segment("a", 0, "[1]")] });
        var other = new JournalWrite
        {
            Run = Run("a") with { Status = RunStatus.Completed },
            Segments = [Segment("a", 1, "[3]"), Segment("a", 0, "[2]")],
            Payloads = [Payload("a", "[4]")],
            Snapshot = new("a", 1, Bytes("{}")),
            Start = new("k", "b", "a", Noon),
        };

        await Assert.ThrowsAsync<StoreFault>(async () => await Store.WriteAsync(other));

        Assert.Equal(RunStatus.Running, (await Store.GetRunAsync("a", default))!.Status);
        Assert.Equal("[1]", Text(Assert.Single(await Store.ReadSegmentsAsync("a", 0, 9, default)).Content));
        Assert.Null(await Store.ReadSnapshotAsync("a", default));
        Assert.Null(await Store.GetStartAsync("k", default));
        await Assert.ThrowsAsync<StoreFault>(async () => await Store.ReadPayloadAsync("a", PayloadHash.Of("[4]"u8), default));
    }

    private static IEnumerable<int> Ordinals(IEnumerable<SegmentRow> rows) => rows.Select(static row => row.Ordinal);

    private async Task WriteSegmentsAsync(params int[] ordinals) =>
        await Store.WriteAsync(new() { Segments = [.. ordinals.Select(static ordinal => Segment("a", ordinal, $"[{ordinal}]"))] });
}
