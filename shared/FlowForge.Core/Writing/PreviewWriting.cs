using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Writing;

/// <summary>Writes what an expression gives: <c>{ value, type }</c>, <c>{ type, truncated, bytes, start }</c> or <c>{ failure }</c>.</summary>
public static class PreviewWriting
{
    /// <summary>A preview.</summary>
    public static void Write(Utf8JsonWriter writer, Preview preview)
    {
        writer.WriteStartObject();
        switch (preview)
        {
            case Preview.Value value:
                writer.WritePropertyName("value"u8);
                ItemWriting.WriteRaw(writer, value.Json);
                writer.WriteString("type"u8, TypeOf(value.Json.ValueKind));
                break;
            case Preview.TooLarge large:
                writer.WriteString("type"u8, TypeOf(large.Kind));
                writer.WriteBoolean("truncated"u8, true);
                writer.WriteNumber("bytes"u8, large.Bytes);
                writer.WriteString("start"u8, large.Start);
                break;
            case Preview.Failed failed:
                writer.WritePropertyName("failure"u8);
                FailureJson.Write(writer, failed.Failure);
                break;
        }

        writer.WriteEndObject();
    }

    private static string TypeOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        _ => "null",
    };
}
