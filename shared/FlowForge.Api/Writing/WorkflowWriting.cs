using System.Text.Json;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Writing;

/// <summary>Writes the rows of lists of workflows and versions; documents themselves are written by their formats.</summary>
internal static class WorkflowWriting
{
    public static void Write(Utf8JsonWriter writer, StoredWorkflow stored)
    {
        writer.WriteStartObject();
        WriteFields(writer, stored);
        writer.WriteEndObject();
    }

    public static void WriteFields(Utf8JsonWriter writer, StoredWorkflow stored)
    {
        writer.WriteString("id"u8, stored.Id);
        writer.WriteString("name"u8, stored.Name);
        writer.WriteNumber("version"u8, stored.Version);
        if (stored.PublishedVersion is { } published)
        {
            writer.WriteNumber("publishedVersion"u8, published);
        }

        writer.WriteBoolean("active"u8, stored.PublishedVersion is not null);
        writer.WriteString("hash"u8, stored.Hash);
        writer.WriteString("etag"u8, stored.ETag);
        writer.WriteString("savedAt"u8, stored.SavedAt.UtcDateTime);
    }

    public static void Write(Utf8JsonWriter writer, StoredVersion version)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version"u8, version.Version);
        writer.WriteString("hash"u8, version.Hash);
        writer.WriteString("savedAt"u8, version.SavedAt.UtcDateTime);
        writer.WriteEndObject();
    }
}
