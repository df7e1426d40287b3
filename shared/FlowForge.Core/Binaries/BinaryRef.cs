using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Binaries;

/// <summary>A binary as an item names it: <c>{ ref, mime, fileName?, size }</c>. The bytes lie in the store of the run's family.</summary>
/// <param name="Ref">Its name in the store: 64 characters of lower-case hex, made from its content, type and file name.</param>
/// <param name="Mime">Its media type without parameters, e.g. <c>image/png</c>.</param>
/// <param name="FileName">A bare file name, or null.</param>
/// <param name="Size">Bytes, 0 to <see cref="Limits.BinaryBytes"/>.</param>
public sealed record BinaryRef(string Ref, string Mime, string? FileName, long Size)
{
    private const int RefLength = 64;

    // Shown and sent as JSON, never inside HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether a text has the shape of a reference; it may still name nothing.</summary>
    public static bool IsRef(string? text) => text is { Length: RefLength } && !text.AsSpan().ContainsAnyExcept(HexDigits);

    /// <summary>Reads one; null when it is none. What it says of type, name and size is taken as it stands.</summary>
    public static BinaryRef? Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("ref"u8, out var reference) || reference.ValueKind != JsonValueKind.String || !IsRef(reference.GetString()))
        {
            return null;
        }

        return new(
            reference.GetString()!,
            Text(value, "mime"u8) ?? MediaTypes.Unknown,
            Text(value, "fileName"u8),
            value.TryGetProperty("size"u8, out var size) && size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var bytes) ? Math.Max(0, bytes) : 0);
    }

    /// <summary>The binary of that name on an item, or null.</summary>
    public static BinaryRef? Find(Model.Item item, string name) =>
        item.HasBinary && item.Binary.TryGetProperty(name, out var value) ? Read(value) : null;

    /// <summary>An item's <c>binary</c> with this one under <paramref name="name"/>, in place of one that had the name.</summary>
    public JsonElement On(JsonElement binaries, string name)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            if (binaries.ValueKind == JsonValueKind.Object)
            {
                foreach (var other in binaries.EnumerateObject().Where(other => !other.NameEquals(name)))
                {
                    other.WriteTo(writer);
                }
            }

            writer.WritePropertyName(name);
            Write(writer);
            writer.WriteEndObject();
        }

        // Names come from outside, and some look like array indices.
        return JsJson.Normalize(JsonElement.Parse(buffer.WrittenSpan));
    }

    /// <summary>Writes it.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("ref"u8, Ref);
        writer.WriteString("mime"u8, Mime);
        if (FileName is not null)
        {
            writer.WriteString("fileName"u8, FileName);
        }

        writer.WriteNumber("size"u8, Size);
        writer.WriteEndObject();
    }

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private static string? Text(JsonElement value, ReadOnlySpan<byte> name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
