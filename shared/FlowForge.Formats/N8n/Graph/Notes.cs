using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core.Model;
using FlowForge.Formats.N8n.Reading;
using FlowForge.Formats.N8n.Reports;

namespace FlowForge.Formats.N8n.Graph;

/// <summary>Sticky notes, which are nodes in n8n and notes on the canvas here.</summary>
internal static class Notes
{
    private static readonly string[] Placed = ["content", "width", "height", "color"];

    /// <summary>The notes, and by note what has no place in them.</summary>
    public static (IReadOnlyList<StickyNote> Notes, JsonObject Others) Of(IReadOnlyList<N8nNode> nodes, ReportDraft report)
    {
        var (notes, rest) = (new List<StickyNote>(nodes.Count), new JsonObject());
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            var given = new Given(node.Json);
            var id = Ids.Unique(Ids.Of(given.Text("id") is { Length: > 0 } own ? own : node.Name, "note"), ids);
            var place = Places.Of(node.Json) ?? default;
            notes.Add(new(
                id, given.Text("parameters.content", ""), place.X, place.Y, given.Number("parameters.width"), given.Number("parameters.height"), given.Text("parameters.color")));
            if (Rest(node) is { Count: > 0 } kept)
            {
                rest[id] = kept;
            }
        }

        return (notes, rest);
    }

    private static JsonObject Rest(N8nNode node)
    {
        var rest = new JsonObject();
        foreach (var property in node.Json.EnumerateObject())
        {
            if (property.Name is not ("id" or "type" or "position" or "parameters") && !(property.Name == "typeVersion" && node.Version == 1))
            {
                rest[property.Name] = Json.Node(property.Value);
            }
        }

        var parameters = new JsonObject();
        foreach (var property in node.Parameters.EnumerateObject().Where(property => !Placed.Contains(property.Name)))
        {
            parameters[property.Name] = Json.Node(property.Value);
        }

        if (parameters.Count > 0)
        {
            rest["parameters"] = parameters;
        }

        return rest;
    }
}
