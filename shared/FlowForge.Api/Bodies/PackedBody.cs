using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using FlowForge.Api.Answers;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Bodies;

/// <summary>Bodies that come packed: <c>Content-Encoding</c> gzip, deflate or br, one of them and once. The bound of a body is that of what it holds.</summary>
internal static class PackedBody
{
    private const int Piece = 64 * 1024;

    /// <summary>The refusal of a coding that is not taken, and of a body that is packed twice; else null.</summary>
    public static ApiProblem? Refuse(HttpRequest request) => Coding(request) is "" or "gzip" or "x-gzip" or "deflate" or "br"
        ? null
        : new ApiProblem(415, "request.encoding", "Unknown content encoding", $"This takes a body packed with gzip, deflate or br, once, and not '{Coding(request)}'.")
            .With("Accept-Encoding", "gzip, deflate, br");

    /// <summary>The bytes that a body holds; the body itself when it is not packed.</summary>
    public static async ValueTask<Asked<ReadOnlyMemory<byte>>> UnpackAsync(HttpRequest request, ReadOnlyMemory<byte> body, int most, CancellationToken cancellation)
    {
        if (Coding(request).Length == 0 || body.IsEmpty)
        {
            return body;
        }

        try
        {
            // Measured first: what holds too much costs no memory, and the rest exactly its size.
            if (await MeasureAsync(request, body, most, cancellation).ConfigureAwait(false) is not { } length)
            {
                return Refusals.TooLarge(most);
            }

            if (!BodyShare.TryTake(request, length))
            {
                return Refusals.Busy();
            }

            var unpacked = GC.AllocateUninitializedArray<byte>(length);
            await using var stream = await OpenAsync(request, Pipe(body), most, cancellation).ConfigureAwait(false);
            await stream!.ReadExactlyAsync(unpacked, cancellation).ConfigureAwait(false);
            return new ReadOnlyMemory<byte>(unpacked);
        }
        catch (InvalidDataException)
        {
            return Broken(request);
        }
    }

    /// <summary>What a body holds, as a stream; null when it is not packed.</summary>
    public static async ValueTask<UnpackedStream?> OpenAsync(HttpRequest request, PipeReader body, long most, CancellationToken cancellation) => Coding(request) switch
    {
        "" => null,
        "br" => new(new BrotliStream(body.AsStream(), CompressionMode.Decompress), most),
        "deflate" when await IsZlibAsync(body, cancellation).ConfigureAwait(false) => new(new ZLibStream(body.AsStream(), CompressionMode.Decompress), most),
        "deflate" => new(new DeflateStream(body.AsStream(), CompressionMode.Decompress), most),
        _ => new(new GZipStream(body.AsStream(), CompressionMode.Decompress), most),
    };

    /// <summary>The refusal of a body that is not what its <c>Content-Encoding</c> says.</summary>
    public static ApiProblem Broken(HttpRequest request) =>
        new(400, "request.encoding", "The body cannot be unpacked", $"The body is not whole, or not packed as '{Coding(request)}'.");

    // Lower-case; empty when the body comes as it is.
    private static string Coding(HttpRequest request) =>
        request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() is var coding && coding == "identity" ? "" : coding;

    // Null when it is more than it may be.
    private static async ValueTask<int?> MeasureAsync(HttpRequest request, ReadOnlyMemory<byte> body, int most, CancellationToken cancellation)
    {
        await using var stream = await OpenAsync(request, Pipe(body), long.MaxValue, cancellation).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            var length = 0;
            while (length <= most && await stream!.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count and > 0)
            {
                length += count;
            }

            return length > most ? null : length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static PipeReader Pipe(ReadOnlyMemory<byte> body) => PipeReader.Create(new ReadOnlySequence<byte>(body));

    // "deflate" means zlib, and some send it raw; the first two bytes tell (RFC 1950, 2.2).
    private static async ValueTask<bool> IsZlibAsync(PipeReader body, CancellationToken cancellation)
    {
        var read = await body.ReadAtLeastAsync(2, cancellation).ConfigureAwait(false);
        var isZlib = read.Buffer.Length >= 2 && IsZlib(read.Buffer);
        body.AdvanceTo(read.Buffer.Start);
        return isZlib;
    }

    private static bool IsZlib(ReadOnlySequence<byte> body)
    {
        Span<byte> head = stackalloc byte[2];
        body.Slice(0, 2).CopyTo(head);
        return (head[0] & 0x0f) == 8 && ((head[0] << 8) | head[1]) % 31 == 0;
    }
}
