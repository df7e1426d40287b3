using System.IO.Compression;

namespace FlowForge.Api.Tests.Packing;

/// <summary>Bodies as they are packed, and requests that carry them.</summary>
internal static class Packed
{
    /// <summary>Codings, with how each is named in a header; <c>raw</c> is what some send as deflate.</summary>
    public static TheoryData<string> Codings => ["gzip", "x-gzip", "GZIP", "deflate", "raw", "br"];

    public static byte[] Of(string coding, ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var stream = Packing(coding, packed))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    public static async Task<(int Status, string Text)> PostAsync(HttpClient http, string path, string coding, byte[] body, string type, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding == "raw" ? "deflate" : coding);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static Stream Packing(string coding, Stream into) => coding switch
    {
        "br" => new BrotliStream(into, CompressionLevel.Fastest, leaveOpen: true),
        "deflate" => new ZLibStream(into, CompressionLevel.Fastest, leaveOpen: true),
        "raw" => new DeflateStream(into, CompressionLevel.Fastest, leaveOpen: true),
        _ => new GZipStream(into, CompressionLevel.Fastest, leaveOpen: true),
    };
}
