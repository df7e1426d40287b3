using System.Buffers;
using System.Text;
using System.Text.Json;

namespace FlowForge.Core.Failures;

/// <summary>A failure as the API and the journal write it: <c>{ code, message, nodeId?, item?, position?, retryable, retryAfterSeconds?, stack? }</c>.</summary>
public static class FailureJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter writer, Failure failure)
    {
        writer.WriteStartObject();
        writer.WriteString("code", failure.Code);
        writer.WriteString("message", failure.Message);
        if (failure.NodeId is not null)
        {
            writer.WriteString("nodeId", failure.NodeId);
        }

        if (failure.Item is { } item)
        {
            writer.WriteNumber("item", item);
        }

        if (failure.Position is { } position)
        {
            writer.WriteNumber("position", position);
        }

        writer.WriteBoolean("retryable", failure.Retryable);
        if (failure.RetryAfterSeconds is { } seconds)
        {
            writer.WriteNumber("retryAfterSeconds", seconds);
        }

        if (failure.Stack is not null)
        {
            writer.WriteString("stack", failure.Stack);
        }

        writer.WriteEndObject();
    }

    /// <summary>The object as text.</summary>
    public static string Text(Failure failure)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, failure);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the object, or <c>null</c>.</summary>
    public static void WriteOrNull(Utf8JsonWriter writer, Failure? failure)
    {
        if (failure is null)
        {
            writer.WriteNullValue();
            return;
        }

        Write(writer, failure);
    }

    /// <summary>Reads the object.</summary>
    public static Failure Read(JsonElement json) => new()
    {
        Code = json.GetProperty("code").GetString()!,
        Message = json.GetProperty("message").GetString()!,
        NodeId = json.TryGetProperty("nodeId", out var node) ? node.GetString() : null,
        Item = json.TryGetProperty("item", out var item) ? item.GetInt32() : null,
        Position = json.TryGetProperty("position", out var position) ? position.GetInt32() : null,
        Retryable = json.GetProperty("retryable").GetBoolean(),
        RetryAfterSeconds = json.TryGetProperty("retryAfterSeconds", out var seconds) ? seconds.GetInt32() : null,
        Stack = json.TryGetProperty("stack", out var stack) ? stack.GetString() : null,
    };

    /// <summary>Reads the object, or null.</summary>
    public static Failure? ReadOrNull(JsonElement json) => json.ValueKind == JsonValueKind.Object ? Read(json) : null;
}
