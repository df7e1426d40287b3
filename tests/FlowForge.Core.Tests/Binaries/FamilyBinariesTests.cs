using System.Text.Json;
using FlowForge.Core.Binaries;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Binaries;

public sealed class FamilyBinariesTests
{
    private const int Chunk = Limits.BinaryChunkBytes;
    private readonly MemoryRunStore _store = new();
    private readonly FamilyBinaries _binaries;

    public FamilyBinariesTests() => _binaries = new(_store, "a");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((4 * 1024) + 1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData((3 * Chunk) + 17)]
    [InlineData((40 * Chunk) + 5)]
    public async Task Write_OfAnySize_ComesBackByteForByte(int size)
    {
        var content = Content(size);

        var written = (await _binaries.WriteAsync(new MemoryStream(content), "image/png", "a.png", default)).Value!;
        var opened = (await _binaries.OpenAsync(written.Ref, default)).Value!;

        Assert.Equal(new BinaryRef(written.Ref, "image/png", "a.png", size), written);
        Assert.Equal(written, opened.Description);
        Assert.Equal(size, opened.Length);
        Assert.Equal(content, await ReadAsync(opened));
    }

    [Fact]
    public async Task Read_FromAnyPosition_GivesTheRest()
    {
        var content = Content((2 * Chunk) + 10);
        var written = (await _binaries.WriteAsync(new MemoryStream(content), null, null, default)).Value!;
        var opened = (await _binaries.OpenAsync(written.Ref, default)).Value!;

        foreach (var at in (int[])[Chunk - 1, 0, (2 * Chunk) + 9, Chunk, content.Length, content.Length + 5])
        {
            opened.Position = at;
            Assert.Equal(content.AsSpan(Math.Min(at, content.Length)).ToArray(), await ReadAsync(opened));
        }
    }

    [Fact]
    public async Task Write_InSmallPiecesBothWays_IsTheSameBinary()
    {
        var content = Content((2 * Chunk) + 1234);
        var whole = (await _binaries.WriteAsync(new MemoryStream(content), "a/b", "x", default)).Value!;
        var draft = _binaries.Create("a/b", "x");
        for (var at = 0; at < content.Length; at += 777)
        {
            var piece = content.AsMemory(at, Math.Min(777, content.Length - at));
            if (at % 2 == 0)
            {
                draft.Write(piece.Span);
            }
            else
            {
                await draft.WriteAsync(piece);
            }
        }

        Assert.Equal(whole, (await draft.CompleteAsync(default)).Value);
    }

    [Fact]
    public async Task Write_PastTheLimit_IsAFailureAndStopsReading()
    {
        var endless = new Endless();

        var written = await _binaries.WriteAsync(endless, null, null, default);

        Assert.Equal(BinaryFailures.TooLarge, written.Failure!.Code);
        Assert.InRange(endless.Given, Limits.BinaryBytes, Limits.BinaryBytes + (2L * Chunk));
    }

    [Fact]
    public async Task Draft_WhileWritten_HoldsTwoBatchesAtMost()
    {
        var (asked, stored) = (0, 0);
        var gate = new TaskCompletionSource();
        var slow = new FamilyBinaries(_store, "a", async rows =>
        {
            asked++;
            await gate.Task;
            stored += rows.Count;
        });
        var draft = slow.Create(null, null);
        await draft.WriteAsync(Content(Limits.BinaryBatchBytes + Chunk));
        var second = draft.WriteAsync(Content(Limits.BinaryBatchBytes + Chunk));

        Assert.Equal(1, asked);
        Assert.False(second.IsCompleted);
        gate.SetResult();
        await second;
        await draft.CompleteAsync(default);
        Assert.Equal((2 * Limits.BinaryBatchBytes / Chunk) + 2 + 1, stored);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Open_WhatIsNoBinaryOfTheFamily_IsAFailure(string reference) =>
        Assert.Equal(BinaryFailures.Unknown, (await _binaries.OpenAsync(reference, default)).Failure!.Code);

    [Fact]
    public async Task Open_OfAnotherFamily_IsAFailure()
    {
        var written = (await _binaries.WriteAsync(new MemoryStream([1]), null, null, default)).Value!;

        Assert.Equal(BinaryFailures.Unknown, (await new FamilyBinaries(_store, "b").OpenAsync(written.Ref, default)).Failure!.Code);
    }

    [Fact]
    public async Task Open_ChunkOrPageThatLooksLikeAManifest_IsAFailure()
    {
        var inner = (await _binaries.WriteAsync(new MemoryStream([1]), null, null, default)).Value!;
        var manifest = (await _store.FindPayloadAsync("a", inner.Ref, default))!.Value;
        await _binaries.WriteAsync(new MemoryStream(manifest.ToArray()), null, null, default);
        byte[] chunk = [1, .. manifest.Span];
        var page = ItemPages.Write([new Item(JsonElement.Parse("{}"))]);
        await _store.WriteAsync(new() { Payloads = [new("a", PayloadHash.Of(page), page)] });

        Assert.NotNull(await _store.FindPayloadAsync("a", PayloadHash.Of(chunk), default));
        Assert.Equal(BinaryFailures.Unknown, (await _binaries.OpenAsync(PayloadHash.Of(chunk), default)).Failure!.Code);
        Assert.Equal(BinaryFailures.Unknown, (await _binaries.OpenAsync(PayloadHash.Of(page), default)).Failure!.Code);
    }

    [Fact]
    public async Task RefuseForeign_ItemsOfOthers_NamesTheFirst()
    {
        var mine = (await _binaries.WriteAsync(new MemoryStream([1]), null, null, default)).Value!;
        var good = new Item(JsonElement.Parse("{}"), mine.On(default, "f"));

        Assert.Null(await _binaries.RefuseForeignAsync([new(JsonElement.Parse("{}")), good], default));
        foreach (var foreign in (string[])["""{"f":{"ref":"/etc/passwd"}}""", """{"f":{}}""", """{"f":"x"}""", $$$"""{"f":{"ref":"{{{new string('a', 64)}}}"}}"""])
        {
            var failure = await _binaries.RefuseForeignAsync([good, new(JsonElement.Parse("{}"), JsonElement.Parse(foreign))], default);
            Assert.Equal((BinaryFailures.Unknown, 1), (failure!.Code, failure.Item));
        }
    }

    [Fact]
    public async Task TakeOver_IntoAnotherFamily_KeepsReferencesAndCopiesBytes()
    {
        var content = Content(Chunk + 3);
        var mine = (await _binaries.WriteAsync(new MemoryStream(content), "text/plain", "ä.txt", default)).Value!;
        var other = new FamilyBinaries(_store, "b");
        var items = (Item[])[new(JsonElement.Parse("{}"), mine.On(default, "f")), new(JsonElement.Parse("{}"), mine.On(default, "g"))];

        var taken = await BinaryCopies.TakeOverAsync(items, _binaries, other, default);

        Assert.Null(taken.Failure);
        Assert.Null(await other.RefuseForeignAsync(taken.Value!, default));
        Assert.Equal(content, await ReadAsync((await other.OpenAsync(mine.Ref, default)).Value!));
        Assert.Equal(BinaryFailures.Unknown, (await BinaryCopies.TakeOverAsync(items, new FamilyBinaries(_store, "c"), other, default)).Failure!.Code);
    }

    private static byte[] Content(int size)
    {
        var content = new byte[size];
        for (var i = 0; i < size; i++)
        {
            content[i] = (byte)((i * 31) ^ (i >> 9));
        }

        return content;
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        var whole = new MemoryStream();
        await stream.CopyToAsync(whole);
        return whole.ToArray();
    }

    private sealed class Endless : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Given += buffer.Length;
            return new(buffer.Length);
        }
    }
}
