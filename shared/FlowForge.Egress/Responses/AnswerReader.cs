using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Egress.Responses;

/// <summary>Reads an answer to its end, unpacked, within a budget of bytes.</summary>
internal static class AnswerReader
{
    private const string ContentEncoding = "content-encoding";
    private const string ContentLength = "content-length";

    public static async ValueTask<Outcome<OutgoingResponse>> ReadAsync(
        HttpResponseMessage response, Uri address, long most, CancellationToken cancellation)
    {
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

        var body = await ReadAsync(unpacked ?? packed, most, cancellation).ConfigureAwait(false);
        if (body is null)
        {
            return TooLarge(most);
        }

        if (unpacked is not null && !ReferenceEquals(unpacked, packed))
        {
            headers.Remove(ContentLength);
        }

        return new OutgoingResponse((int)response.StatusCode, headers, body, address.AbsoluteUri);
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
