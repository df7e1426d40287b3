using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Formats.N8n.Exporting;

namespace FlowForge.Formats.N8n;

/// <summary>
/// Documents as workflows of n8n. A node that came from n8n and still says the same is written as it was; any other is made of its kind.
/// What is written reads back to the same document.
/// </summary>
public static class N8nExport
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n", SkipValidation = true };

    /// <summary>Writes a workflow in UTF-8. What <see cref="Missing"/> names is written as a <c>noOp</c> of its name.</summary>
    public static byte[] Write(Workflow workflow)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Of(workflow).WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Ids of nodes that n8n has no counterpart for: their kind is not there, or an option of theirs is not.</summary>
    public static IReadOnlyList<string> Missing(Workflow workflow) =>
        [.. workflow.Nodes.Where(node => ExportedNode.Of(node).IsMissing).Select(node => node.Id)];

    private static JsonObject Of(Workflow workflow)
    {
        var kept = Kept.Of(workflow.Meta);
        var nodes = workflow.Nodes.Select(ExportedNode.Of).ToList();
        var written = new JsonObject { ["id"] = workflow.Id, ["name"] = workflow.Name };
        if (workflow.Description is { } description)
        {
            written["description"] = description;
        }

        written["nodes"] = new JsonArray([.. nodes.Select(node => node.Json), .. workflow.Notes.Select(note => ExportedNotes.Of(note, kept))]);
        written["connections"] = ExportedConnections.Of(workflow, nodes);
        written["settings"] = ExportedSettings.Of(workflow.Config, kept, isForeign: workflow.Meta.ValueKind == JsonValueKind.Object && workflow.Meta.TryGetProperty("n8n", out _));
        if (ExportedSettings.Pinned(workflow.Nodes) is { Count: > 0 } pinned)
        {
            written["pinData"] = pinned;
        }

        if (kept["tags"] is JsonArray tags && Names(tags).SequenceEqual(workflow.Tags))
        {
            written["tags"] = tags.DeepClone();
        }
        else if (workflow.Tags.Count > 0)
        {
            written["tags"] = new JsonArray([.. workflow.Tags.Select(tag => JsonValue.Create(tag))]);
        }

        Kept.Put(written, kept["rest"]);
        return written;
    }

    private static IEnumerable<string> Names(JsonArray tags) =>
        tags.Select(tag => tag is JsonObject one ? (string?)(one["name"] as JsonValue) ?? "" : tag is JsonValue text && text.TryGetValue<string>(out var name) ? name : "").Where(name => name.Length > 0);
}
