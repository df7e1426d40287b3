using System.Buffers;
using FlowForge.Api.Answers;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Bodies;

/// <summary>Reads a whole body within a bound; one that says it is larger is refused before a byte of it is read.</summary>
internal static class BodyReader
{
    /// <summary>The body, unpacked.</summary>
    public static async ValueTask<Asked<ReadOnlyMemory<byte>>> ReadAsync(HttpRequest request, int most, CancellationToken cancellation)
    {
        var body = await ReadRawAsync(request, most, cancellation).ConfigureAwait(false);
        return body.IsRefused ? body : await PackedBody.UnpackAsync(request, body.Value, most, cancellation).ConfigureAwait(false);
    }

    /// <summary>The body as it was sent.</summary>
    public static async ValueTask<Asked<ReadOnlyMemory<byte>>> ReadRawAsync(HttpRequest request, int most, CancellationToken cancellation)
    {
        if (Refuse(request, most) is { } refused)
        {
            return refused;
        }

        return request.ContentLength switch
        {
            0 => ReadOnlyMemory<byte>.Empty,
            { } length when !BodyShare.TryTake(request, (int)length) => Refusals.Busy(),
            { } length => await ReadExactlyAsync(request, (int)length, cancellation).ConfigureAwait(false),
            _ => await ReadToEndAsync(request, most, cancellation).ConfigureAwait(false),
        };
    }

    /// <summary>The refusal of a body that is packed in a way that is not taken, or says that it is larger than it may be; null when it may be read.</summary>
    public static ApiProblem? Refuse(HttpRequest request, int most) =>
        PackedBody.Refuse(request) ?? (request.ContentLength > most ? Refusals.TooLarge(most) : null);

    private static async ValueTask<Asked<ReadOnlyMemory<byte>>> ReadExactlyAsync(HttpRequest request, int length, CancellationToken cancellation)
    {
        var body = GC.AllocateUninitializedArray<byte>(length);
        var filled = 0;
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation).ConfigureAwait(false);
            var chunk = read.Buffer;
            chunk.CopyTo(body.AsSpan(filled));
            filled += (int)chunk.Length;
            reader.AdvanceTo(chunk.End);
            if (filled == length || read.IsCompleted)
            {
                return filled == length ? new ReadOnlyMemory<byte>(body) : Refusals.Body("The body is shorter than its Content-Length.");
            }
        }
    }

    private static async ValueTask<Asked<ReadOnlyMemory<byte>>> ReadToEndAsync(HttpRequest request, int most, CancellationToken cancellation)
    {
        var body = new ArrayBufferWriter<byte>();
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation).ConfigureAwait(false);
            if (body.WrittenCount + read.Buffer.Length > most)
            {
                reader.AdvanceTo(read.Buffer.End);
                return Refusals.TooLarge(most);
            }

            if (!BodyShare.TryTake(request, (int)read.Buffer.Length))
            {
                reader.AdvanceTo(read.Buffer.End);
                return Refusals.Busy();
            }

            foreach (var segment in read.Buffer)
            {
                body.Write(segment.Span);
            }

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return body.WrittenMemory;
            }
        }
    }
}
