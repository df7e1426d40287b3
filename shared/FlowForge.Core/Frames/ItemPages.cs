using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Writing;

namespace FlowForge.Core.Frames;

/// <summary>Items as they stand in records and stored pages: <c>[{ "json": {…}, "binary"?: {…} }]</c>.</summary>
public static class ItemPages
{
    /// <summary>The failure of the first item that is larger than an item may be, or null.</summary>
    public static Failure? TooLarge(IReadOnlyList<Item> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (Size(items[i]) is var size && size > Limits.ItemBytes)
            {
                return Failure.Of(FailureCodes.ItemTooLarge, $"Item {i} has {size} bytes; at most {Limits.ItemBytes} are allowed.", item: i);
            }
        }

        return null;
    }

    /// <summary>Items by port, as an object of lists.</summary>
    public static byte[] Write(IReadOnlyDictionary<string, IReadOnlyList<Item>> ports)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (port, items) in ports)
            {
                writer.WritePropertyName(port);
                Write(writer, items);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes one item.</summary>
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

    /// <summary>Writes a list.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Item> items)
    {
        writer.WriteStartArray();
        for (var i = 0; i < items.Count; i++)
        {
            Write(writer, items[i]);
        }

        writer.WriteEndArray();
    }

    /// <summary>A list as UTF-8.</summary>
    public static byte[] Write(IReadOnlyList<Item> items)
    {
        using var buffer = JsonBuffer.Rent();
        Write(buffer.Writer, items);
        return buffer.Written().ToArray();
    }

    /// <summary>Reads a list.</summary>
    public static Item[] Read(JsonElement list)
    {
        var items = new Item[list.GetArrayLength()];
        var i = 0;
        foreach (var item in list.EnumerateArray())
        {
            items[i++] = new(item.GetProperty("json"u8), item.TryGetProperty("binary"u8, out var binary) ? binary : default);
        }

        return items;
    }

    /// <summary>Bytes of an item, roughly: its JSON and its binary references.</summary>
    public static int Size(Item item) =>
        JsonMarshal.GetRawUtf8Value(item.Json).Length + (item.HasBinary ? JsonMarshal.GetRawUtf8Value(item.Binary).Length : 0);
}
