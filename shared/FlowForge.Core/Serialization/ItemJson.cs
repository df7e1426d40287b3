using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Core.Serialization;

/// <summary>Items as bytes, <c>[{"json":{…},"binary":{…}}]</c>: written by copying their text, read as one document for a whole page.</summary>
public static class ItemJson
{
    private static readonly JsonDocumentOptions Nested = new() { MaxDepth = Limits.Depth + 8 };

    /// <summary>Writes a list of items.</summary>
    public static void Write(IBufferWriter<byte> target, IReadOnlyList<Item> items)
    {
        target.Write("["u8);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                target.Write(","u8);
            }

            Write(target, items[i]);
        }

        target.Write("]"u8);
    }

    /// <summary>Writes one item, an object.</summary>
    public static void Write(IBufferWriter<byte> target, Item item)
    {
        target.Write("{\"json\":"u8);
        target.Write(JsonMarshal.GetRawUtf8Value(item.Json));
        if (item.HasBinary)
        {
            target.Write(",\"binary\":"u8);
            target.Write(JsonMarshal.GetRawUtf8Value(item.Binary));
        }

        target.Write("}"u8);
    }

    /// <summary>Writes a list of items into a document that is being written.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Item> items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes one item into a document that is being written.</summary>
    public static void Write(Utf8JsonWriter writer, Item item)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("json"u8);
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(item.Json), skipInputValidation: true);
        if (item.HasBinary)
        {
            writer.WritePropertyName("binary"u8);
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(item.Binary), skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    /// <summary>Bytes that <see cref="Write(IBufferWriter{byte}, Item)"/> writes for an item.</summary>
    public static int Length(Item item) =>
        "{\"json\":}"u8.Length + JsonMarshal.GetRawUtf8Value(item.Json).Length
        + (item.HasBinary ? ",\"binary\":"u8.Length + JsonMarshal.GetRawUtf8Value(item.Binary).Length : 0);

    /// <summary>Reads back a list that was written here. Other bytes are a fault of the store: <see cref="JsonException"/>.</summary>
    public static IReadOnlyList<Item> Read(ReadOnlySpan<byte> utf8) => Read(JsonElement.Parse(utf8, Nested));

    /// <summary>Reads a list of items that stands inside a document of ours; anything else throws <see cref="JsonException"/>.</summary>
    public static IReadOnlyList<Item> Read(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("A list of items is not an array.");
        }

        var items = new Item[list.GetArrayLength()];
        var at = 0;
        foreach (var element in list.EnumerateArray())
        {
            items[at++] = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("json"u8, out var json)
                ? new(json, element.TryGetProperty("binary"u8, out var binary) ? binary : default)
                : throw new JsonException("An item has no json.");
        }

        return items;
    }

    /// <summary>Whether a value is a list of items: an array whose every element has <c>json</c> and no key but <c>json</c>, <c>binary</c> (design 5).</summary>
    public static bool IsList(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsItem);

    private static bool IsItem(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("json"u8, out _)
        && value.EnumerateObject().All(property => property.NameEquals("json"u8) || property.NameEquals("binary"u8));
}
