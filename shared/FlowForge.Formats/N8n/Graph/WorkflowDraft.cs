using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Validation;
using FlowForge.Formats.N8n.Reading;
using FlowForge.Formats.N8n.Reports;

namespace FlowForge.Formats.N8n.Graph;

/// <summary>The workflow round the nodes: what it is called, its settings and its notes.</summary>
internal static class WorkflowDraft
{
    private static readonly HashSet<string> Placed = new(StringComparer.Ordinal) { "id", "name", "nodes", "connections", "settings", "pinData", "tags", "description" };

    /// <summary>Makes the workflow.</summary>
    public static Workflow Make(JsonElement json, string? name, JoinRule join, NodeSet nodes, IReadOnlyList<Edge> edges, ReportDraft report)
    {
        var given = new Given(json);
        var called = given.Text("name") is { } own && !string.IsNullOrWhiteSpace(own) ? own : name ?? "Imported workflow";
        called = called.Length > Limits.NameLength ? called[..Limits.NameLength] : called;
        var (notes, noteRest) = Notes.Of(nodes.Notes, report);
        return new()
        {
            Id = Ids.Of(given.Text("id") is { Length: > 0 } id ? id : called, "imported-workflow"),
            Name = called,
            Description = given.Text("description") is { Length: > 0 } description ? description : null,
            Tags = [.. Tags(given)],
            Config = Settings.Read(given, join, report),
            Nodes = [.. nodes.Nodes.Select(node => node.Node)],
            Edges = edges,
            Notes = notes,
            Meta = Meta(json, given, noteRest, report),
        };
    }

    private static IEnumerable<string> Tags(Given given) => given.Any("tags") is { ValueKind: JsonValueKind.Array } tags
        ? tags.EnumerateArray().Select(tag => tag.ValueKind == JsonValueKind.String ? tag.GetString()! : new Given(tag).Text("name", "")).Where(tag => tag.Length > 0)
        : [];

    private static JsonElement Meta(JsonElement json, Given given, JsonObject noteRest, ReportDraft report)
    {
        var kept = new JsonObject();
        Keep("settings", Settings.Rest(given));
        Keep("notes", noteRest);
        if (given.Any("tags") is { ValueKind: JsonValueKind.Array } tags && tags.EnumerateArray().Any(tag => tag.ValueKind == JsonValueKind.Object))
        {
            kept["tags"] = Json.Node(tags);
        }

        var rest = new JsonObject();
        foreach (var property in json.EnumerateObject().Where(property => !Placed.Contains(property.Name)))
        {
            rest[property.Name] = Json.Node(property.Value);
        }

        Keep("rest", rest);
        var meta = Json.Element(new JsonObject { ["n8n"] = kept });
        foreach (var name in new[] { "rest", "notes", "tags", "settings" })
        {
            if (System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(meta).Length <= Limits.MetaBytes)
            {
                break;
            }

            if (kept.Remove(name))
            {
                report.Remark(null, $"The workflow's {(name == "rest" ? "further properties" : name)} in n8n are too large to be kept for the export.");
                meta = Json.Element(new JsonObject { ["n8n"] = kept });
            }
        }

        return meta;

        void Keep(string name, JsonObject value)
        {
            if (value.Count > 0)
            {
                kept[name] = value;
            }
        }
    }
}
