using System.Text;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Web.Editor.Document;

namespace FlowForge.Web.Storage;

/// <summary>A workflow as this browser keeps it.</summary>
/// <param name="Workflow">The document, with what has not been saved to a server.</param>
/// <param name="ETag">ETag of the server's version it rests on; null when no server has it.</param>
/// <param name="IsUnsaved">Whether it differs from that version.</param>
/// <param name="ChangedAt">When it was last changed here.</param>
public sealed record StoredWorkflow(Workflow Workflow, string? ETag, bool IsUnsaved, DateTimeOffset ChangedAt)
{
    /// <summary>As text in UTF-8.</summary>
    public byte[] Write() => JsonText.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("etag", ETag);
        writer.WriteBoolean("unsaved", IsUnsaved);
        writer.WriteString("changedAt", ChangedAt);
        writer.WritePropertyName("document");
        writer.WriteRawValue(WorkflowJson.Write(Workflow), skipInputValidation: true);
        writer.WriteEndObject();
    });

    /// <summary>From text; null when it cannot be read, e.g. by an older build.</summary>
    public static StoredWorkflow? Read(string text)
    {
        try
        {
            var stored = JsonElement.Parse(Encoding.UTF8.GetBytes(text));
            return WorkflowJson.Read(stored.GetProperty("document")).Workflow is { } workflow
                ? new(workflow, stored.GetProperty("etag").GetString(), stored.GetProperty("unsaved").GetBoolean(), stored.GetProperty("changedAt").GetDateTimeOffset())
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
