using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Assistance;

/// <summary>Mends of data as the API and messages have them: <c>{ item, values: [{ path, field, before?, value }], items: { port: [item] } }</c>.</summary>
public static class DataFixJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter writer, DataFix fix)
    {
        writer.WriteStartObject();
        writer.WriteNumber("item", fix.Item);
        writer.WriteStartArray("values");
        foreach (var value in fix.Values)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("path");
            foreach (var step in value.Path)
            {
                step.WriteTo(writer);
            }

            writer.WriteEndArray();
            writer.WriteString("field", value.Field);
            if (value.Before.ValueKind != JsonValueKind.Undefined)
            {
                writer.WritePropertyName("before");
                value.Before.WriteTo(writer);
            }

            writer.WritePropertyName("value");
            value.Value.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("items");
        foreach (var (port, items) in fix.Output)
        {
            writer.WritePropertyName(port);
            ItemPages.Write(writer, items);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static DataFix Read(JsonElement json) => new(
        json.GetProperty("item").GetInt32(),
        json.List("values", static value => new DataValue([.. value.GetProperty("path").EnumerateArray()], value.GetProperty("value"))
        {
            Before = value.TryGetProperty("before", out var before) ? before : default,
        }),
        json.GetProperty("items").EnumerateObject().ToDictionary(static port => port.Name, static IReadOnlyList<Item> (port) => ItemPages.Read(port.Value), StringComparer.Ordinal));
}
