using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;
using FlowForge.Formats.N8n.Reports;

namespace FlowForge.Formats.N8n.Graph;

/// <summary>Data pinned to a node, as items of its first output port.</summary>
internal static class PinnedItems
{
    /// <summary><c>{ port: [{ json }] }</c>; undefined when nothing is pinned.</summary>
    public static JsonElement Of(JsonElement items, string port, string nodeId, ReportDraft report)
    {
        if (items.ValueKind != JsonValueKind.Array)
        {
            return default;
        }

        var read = new JsonArray();
        foreach (var item in items.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                report.Remark(nodeId, "Something is pinned that is no item; it was left out.");
                continue;
            }

            var hasJson = item.TryGetProperty("json", out var json) && json.ValueKind == JsonValueKind.Object;
            if (hasJson && item.TryGetProperty("binary", out var binary) && binary.ValueKind == JsonValueKind.Object && binary.GetPropertyCount() > 0)
            {
                report.Remark(nodeId, "A pinned item has files, which are not brought over.");
            }

            read.Add(new JsonObject { ["json"] = Json.Node(hasJson ? json : item) });
        }

        return Json.Element(new JsonObject { [port] = read });
    }
}
