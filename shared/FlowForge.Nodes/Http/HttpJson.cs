using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowForge.Nodes.Http;

/// <summary>Builds the few JSON values this kind makes itself.</summary>
internal static class HttpJson
{
    // Items are shown and sent as JSON, never inside HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static JsonElement Text(string text) => JsonElement.Parse(Write(writer => writer.WriteStringValue(text)).Span);

    /// <summary><c>{ name: value }</c></summary>
    public static JsonElement Wrap(string name, JsonElement value) => JsonElement.Parse(Write(writer => WriteWrapped(writer, name, value)).Span);

    /// <summary>A list whose elements are all objects: what is none becomes <c>{ value }</c>.</summary>
    public static JsonElement Objects(JsonElement list) => JsonElement.Parse(Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var element in list.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                WriteRaw(writer, element);
            }
            else
            {
                WriteWrapped(writer, "value", element);
            }
        }

        writer.WriteEndArray();
    }).Span);

    /// <summary><c>{ statusCode, headers, body }</c> in bytes, not yet normalised; a file has no <c>body</c>.</summary>
    public static ReadOnlyMemory<byte> Full(HttpAnswer answer) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("statusCode", answer.Response.Status);
        writer.WriteStartObject("headers");
        foreach (var (name, value) in answer.Response.Headers)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        if (answer.File is null)
        {
            writer.WritePropertyName("body");
            WriteRaw(writer, answer.Body);
        }

        writer.WriteEndObject();
    });

    private static void WriteWrapped(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(name);
        WriteRaw(writer, value);
        writer.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter writer, JsonElement value) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.WrittenMemory;
    }
}
