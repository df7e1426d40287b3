using System.Text.Json;
using FlowForge.Core.Binaries;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>A reply in a segment: <c>"reply": { status, headers: [name, value, …], body: base64, type?, binary? }</c>.</summary>
internal static class ReplyJson
{
    public static void Write(Utf8JsonWriter writer, Reply reply)
    {
        writer.WriteStartObject("reply"u8);
        writer.WriteNumber("status"u8, reply.Status);
        writer.WriteStartArray("headers"u8);
        foreach (var (name, value) in reply.Headers)
        {
            writer.WriteStringValue(name);
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
        writer.WriteBase64String("body"u8, reply.Body.Span);
        if (reply.ContentType is { } type)
        {
            writer.WriteString("type"u8, type);
        }

        if (reply.Binary is { } binary)
        {
            writer.WritePropertyName("binary"u8);
            binary.Write(writer);
        }

        writer.WriteEndObject();
    }

    public static Reply Read(JsonElement json)
    {
        var headers = json.GetProperty("headers"u8).EnumerateArray().Select(static text => text.GetString()!).Chunk(2);
        return new(
            json.GetProperty("status"u8).GetInt32(), [.. headers.Select(static pair => KeyValuePair.Create(pair[0], pair[1]))],
            json.GetProperty("body"u8).GetBytesFromBase64(), json.TryGetProperty("type"u8, out var type) ? type.GetString() : null)
        {
            Binary = json.TryGetProperty("binary"u8, out var binary) ? BinaryRef.Read(binary) : null,
        };
    }
}
