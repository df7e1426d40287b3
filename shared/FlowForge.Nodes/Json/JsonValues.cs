using System.Text.Json;
using FlowForge.Core;

namespace FlowForge.Nodes.Json;

/// <summary>Single values made here, normalised as items are.</summary>
internal static class JsonValues
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Limits.Depth };

    /// <summary>A text.</summary>
    public static JsonElement Text(string text) => Write(writer => writer.WriteStringValue(text));

    /// <summary>An object; null when it is nested deeper than <see cref="Limits.Depth"/>.</summary>
    public static JsonElement? TryOf(ObjectDraft draft)
    {
        try
        {
            return Write(draft.WriteTo);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A list as an object of its elements by number.</summary>
    public static JsonElement Numbered(JsonElement list) => Write(writer =>
    {
        writer.WriteStartObject();
        foreach (var (at, element) in list.EnumerateArray().Index())
        {
            writer.WritePropertyName(at.ToString(System.Globalization.CultureInfo.InvariantCulture));
            element.WriteTo(writer);
        }

        writer.WriteEndObject();
    });

    /// <summary><c>{ name: value }</c></summary>
    public static JsonElement Wrap(string name, JsonElement value) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName(name);
        value.WriteTo(writer);
        writer.WriteEndObject();
    });

    /// <summary>What <paramref name="write"/> writes.</summary>
    public static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        using var bytes = new PooledBytes();
        using (var writer = new Utf8JsonWriter(bytes, JsonPage.WriterOptions))
        {
            write(writer);
        }

        return JsonElement.Parse(bytes.Written, Options);
    }
}
