using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Running;
using FlowForge.Web.Running.History;

namespace FlowForge.Web.Editor.Inspector;

/// <summary>What expressions of a node may name, with real items of a run as samples.</summary>
internal static class CodeScopes
{
    /// <summary><c>{ json, nodes: [{ name, json }] }</c>: the item at hand, and the first that each node before gave.</summary>
    public static string Of(Workflow workflow, Node node, RunMoment moment, JsonElement? sample) => JsonText.Line(JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("json");
        Write(writer, sample is { } item ? ItemValues.Json(item) : null);
        writer.WriteStartArray("nodes");
        foreach (var before in Before(workflow, node.Id))
        {
            writer.WriteStartObject();
            writer.WriteString("name", before.DisplayName);
            writer.WritePropertyName("json");
            Write(writer, First(moment.ResultOf(before.Id)?.Output));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }));

    private static JsonElement? First(IReadOnlyList<FramePort>? ports) =>
        ports?.FirstOrDefault(port => port.Items.Count > 0) is { } port ? ItemValues.Json(port.Items[0]) : null;

    private static void Write(Utf8JsonWriter writer, JsonElement? value)
    {
        if (value is { } item)
        {
            item.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Nodes from which edges lead here, the nearest first.</summary>
    private static List<Node> Before(Workflow workflow, string id)
    {
        var into = workflow.Edges.Where(edge => edge.IsMain).ToLookup(edge => edge.To, edge => edge.From, StringComparer.Ordinal);
        var byId = workflow.Nodes.GroupBy(node => node.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal) { id };
        var found = new List<Node>();
        for (var due = new Queue<string>([id]); due.TryDequeue(out var at);)
        {
            foreach (var from in into[at].Where(from => seen.Add(from) && byId.ContainsKey(from)))
            {
                found.Add(byId[from]);
                due.Enqueue(from);
            }
        }

        return found;
    }
}
