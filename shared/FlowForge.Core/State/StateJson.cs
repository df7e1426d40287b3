using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FlowForge.Core.State;

/// <summary>State and its changes as JSON: <c>{ scope?: node, set: { key: value }, remove?: [key] }</c>.</summary>
public static class StateJson
{
    /// <summary>Writes changes as an array.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<StateChange> changes)
    {
        writer.WriteStartArray();
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            if (change.Scope.NodeId is { } node)
            {
                writer.WriteString("scope"u8, node);
            }

            writer.WritePropertyName("set"u8);
            Write(writer, change.Set);
            if (change.Removed.Count > 0)
            {
                writer.WriteStartArray("remove"u8);
                foreach (var key in change.Removed)
                {
                    writer.WriteStringValue(key);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes keys and values as an object.</summary>
    public static void Write(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, JsonElement>> values)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in values)
        {
            writer.WritePropertyName(key);
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, IReadOnlyList{StateChange})"/> wrote.</summary>
    public static IReadOnlyList<StateChange> Read(JsonElement changes) => changes.EnumerateArray().Select(change => new StateChange(
        new(change.TryGetProperty("scope"u8, out var scope) ? scope.GetString() : null),
        change.GetProperty("set"u8).EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value)).ToList(),
        change.TryGetProperty("remove"u8, out var removed) ? removed.EnumerateArray().Select(key => key.GetString()!).ToList() : [])).ToList();

    /// <summary>A scope's values as one object.</summary>
    public static JsonElement ToObject(IEnumerable<KeyValuePair<string, JsonElement>> values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            Write(writer, values);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
