using System.Buffers;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Egress.Responses;

/// <summary>Reads an answer to its end, unpacked, within a budget of bytes.</summary>
internal static class AnswerReader
{
    private const string ContentEncoding = "content-encoding";
    private const string ContentLength = "content-length";
    private const int CopyPiece = 64 * 1024;

    public static async ValueTask<Outcome<OutgoingResponse>> ReadAsync(
        HttpResponseMessage response, Uri address, OutgoingRequest request, ICredentialMask? mask, CancellationToken cancellation)
    {
        var most = request.MaxBytes;
        var headers = Headers(response);
        var hasBody = response.RequestMessage?.Method != HttpMethod.Head;
        if (!hasBody)
        {
            return new OutgoingResponse((int)response.StatusCode, headers, ReadOnlyMemory<byte>.Empty, address.AbsoluteUri);
        }

        await using var packed = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var codings = headers.GetValueOrDefault(ContentEncoding, "").Split(',');
        await using var unpacked = await ContentCoding.UnpackAsync(packed, codings, cancellation).ConfigureAwait(false);
        if (unpacked is not null)
        {
            headers.Remove(ContentEncoding);
        }

        if (ReferenceEquals(unpacked ?? packed, packed) && response.Content.Headers.ContentLength > most)
        {
            return TooLarge(most);
        }

        if (unpacked is not null && !ReferenceEquals(unpacked, packed))
        {
            headers.Remove(ContentLength);
        }

        var answer = new OutgoingResponse((int)response.StatusCode, headers, default, address.AbsoluteUri);
        if (request.BodyTo?.Invoke(new(answer.Status, headers, answer.Url)) is { } target)
        {
            // What is in memory is masked as a whole; what goes on must be masked on its way.
            var source = unpacked ?? packed;
            var length = await CopyAsync(mask?.Mask(source) ?? source, target, most, cancellation).ConfigureAwait(false);
            return length is null ? TooLarge(most) : answer with { Length = length.Value };
        }

        var body = await ReadAsync(unpacked ?? packed, most, cancellation).ConfigureAwait(false);
        return body is null ? TooLarge(most) : answer with { Body = body, Length = body.Length };
    }

    /// <summary>The bytes that were written; null when there are more than allowed.</summary>
    private static async ValueTask<long?> CopyAsync(Stream stream, Stream target, long most, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(CopyPiece);
        try
        {
            for (var length = 0L; ;)
            {
                var count = await ReadPieceAsync(stream, buffer, cancellation).ConfigureAwait(false);
                length += count;
                if (count == 0 || length > most)
                {
                    return count == 0 ? length : null;
                }

                await target.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<byte[]?> ReadAsync(Stream stream, long most, CancellationToken cancellation)
    {
        using var buffer = new BodyBuffer();
        while (true)
        {
            var count = await ReadPieceAsync(stream, buffer.Free(), cancellation).ConfigureAwait(false);
            if (count == 0)
            {
                return buffer.ToArray();
            }

            buffer.Advance(count);
            if (buffer.Length > most)
            {
                return null;
            }
        }
    }

    private static async ValueTask<int> ReadPieceAsync(Stream stream, Memory<byte> into, CancellationToken cancellation)
    {
        try
        {
            return await stream.ReadAsync(into, cancellation).ConfigureAwait(false);
        }
        catch (InvalidOperationException broken)
        {
            // What BrotliStream throws for a body that is not Brotli; the others throw InvalidDataException.
            throw new InvalidDataException("The body cannot be unpacked.", broken);
        }
    }

    private static Dictionary<string, string> Headers(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            headers[name.ToLowerInvariant()] = string.Join(", ", values);
        }

        return headers;
    }

    private static Failure TooLarge(long most) =>
        Failure.Of(FailureCodes.ResponseTooLarge, $"The answer is larger than {most} bytes, unpacked.");
}
