using System.Text.Json;

namespace FlowForge.Core.Planning;

/// <summary>What another <c>join</c> changes, as the API and the command line write it.</summary>
public static class JoinChangesJson
{
    /// <summary>Writes the property <c>changes: [{ node, message }]</c>.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<JoinChange> changes)
    {
        writer.WriteStartArray("changes"u8);
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("node"u8, change.NodeId);
            writer.WriteString("message"u8, change.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
