using System.IO.Compression;

namespace FlowForge.Egress.Responses;

/// <summary>Unpacks a body by its <c>Content-Encoding</c>, as a stream, so that a budget stops it at the unpacked size.</summary>
internal static class ContentCoding
{
    private const int MostLayers = 3;

    /// <summary>The unpacked stream, or null when a coding is unknown and the body is left as it came.</summary>
    public static async ValueTask<Stream?> UnpackAsync(Stream packed, IEnumerable<string> codings, CancellationToken cancellation)
    {
        var layers = codings.Select(coding => coding.Trim().ToLowerInvariant()).Where(coding => coding is not ("" or "identity")).ToArray();
        if (layers.Length > MostLayers || layers.Any(layer => layer is not ("gzip" or "x-gzip" or "deflate" or "br")))
        {
            return null;
        }

        var stream = packed;
        foreach (var layer in layers.Reverse())
        {
            stream = layer switch
            {
                "br" => new BrotliStream(stream, CompressionMode.Decompress),
                "deflate" => await InflateAsync(stream, cancellation).ConfigureAwait(false),
                _ => new GZipStream(stream, CompressionMode.Decompress),
            };
        }

        return stream;
    }

    // "deflate" means zlib, and some servers send it raw; the first two bytes tell (RFC 1950, 2.2).
    private static async ValueTask<Stream> InflateAsync(Stream packed, CancellationToken cancellation)
    {
        var head = new byte[2];
        var count = await packed.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        var whole = new PrefixedStream(head.AsMemory(0, count), packed);
        return count == 2 && (head[0] & 0x0f) == 8 && ((head[0] << 8) | head[1]) % 31 == 0
            ? new ZLibStream(whole, CompressionMode.Decompress)
            : new DeflateStream(whole, CompressionMode.Decompress);
    }
}
