using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Writing;

/// <summary>Writes items; their JSON is copied as it lies in memory.</summary>
public static class ItemWriting
{
    /// <summary>A value as it lies in memory.</summary>
    public static void WriteRaw(Utf8JsonWriter writer, JsonElement value) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    /// <summary><c>{ port: { count, items } }</c></summary>
    public static void WritePorts(Utf8JsonWriter writer, IReadOnlyList<PortItems> ports)
    {
        writer.WriteStartObject();
        foreach (var port in ports)
        {
            writer.WriteStartObject(port.Port);
            writer.WriteNumber("count"u8, port.Count);
            writer.WritePropertyName("items"u8);
            ItemJson.Write(writer, port.Items);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>The first items of a list that may be shown inline: at most <see cref="Limits.FrameItems"/> and <see cref="Limits.FrameItemBytes"/>.</summary>
    public static IReadOnlyList<Item> Inline(IReadOnlyList<Item> items)
    {
        var bytes = 0;
        var shown = 0;
        while (shown < items.Count && shown < Limits.FrameItems)
        {
            bytes += JsonMarshal.GetRawUtf8Value(items[shown].Json).Length;
            if (bytes > Limits.FrameItemBytes)
            {
                break;
            }

            shown++;
        }

        return shown == items.Count ? items : [.. items.Take(shown)];
    }
}
