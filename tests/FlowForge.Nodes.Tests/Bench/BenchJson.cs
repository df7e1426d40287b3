using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowForge.Nodes.Tests.Bench;

/// <summary>JSON for comparing.</summary>
internal static class BenchJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text without white space; the order of keys stays.</summary>
    public static string Compact(JsonElement value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
