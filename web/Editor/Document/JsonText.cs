using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowForge.Web.Editor.Document;

/// <summary>How the editor writes JSON: as people would, with letters as they are.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Long = Short with { Indented = true, NewLine = "\n" };

    /// <summary>A value over several lines.</summary>
    public static string Pretty(JsonElement value) => Encoding.UTF8.GetString(Written(value.WriteTo, Long));

    /// <summary>A value on one line.</summary>
    public static string Line(JsonElement value) => Encoding.UTF8.GetString(Written(value.WriteTo, Short));

    /// <summary>What <paramref name="write"/> writes, as a value.</summary>
    public static JsonElement Of(Action<Utf8JsonWriter> write) => JsonElement.Parse(Written(write, Short));

    /// <summary>What <paramref name="write"/> writes, as UTF-8.</summary>
    public static byte[] Bytes(Action<Utf8JsonWriter> write) => Written(write, Short);

    /// <summary>A text as a value.</summary>
    public static JsonElement String(string text) => Of(writer => writer.WriteStringValue(text));

    private static byte[] Written(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            write(writer);
        }

        return buffer.ToArray();
    }
}
