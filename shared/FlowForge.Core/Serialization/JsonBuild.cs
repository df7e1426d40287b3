using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowForge.Core.Serialization;

/// <summary>JSON that is put together in memory, in the compact form of documents.</summary>
public static class JsonBuild
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The text of one value.</summary>
    public static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The value itself.</summary>
    public static JsonElement Element(Action<Utf8JsonWriter> write) => JsonElement.Parse(Bytes(write).Span, new() { MaxDepth = 2 * Limits.Depth });
}
