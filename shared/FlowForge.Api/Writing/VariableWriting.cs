using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.Writing;

namespace FlowForge.Api.Writing;

/// <summary>Writes variables.</summary>
internal static class VariableWriting
{
    public static void Write(Utf8JsonWriter writer, Variable variable)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, variable.Name);
        writer.WritePropertyName("value"u8);
        ItemWriting.WriteRaw(writer, variable.Value);
        writer.WriteString("etag"u8, variable.ETag);
        writer.WriteString("updatedAt"u8, variable.UpdatedAt.UtcDateTime);
        writer.WriteEndObject();
    }
}
