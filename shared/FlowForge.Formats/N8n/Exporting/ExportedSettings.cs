using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core.Model;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Exporting;

/// <summary>Settings of the workflow, and data pinned to its nodes.</summary>
internal static class ExportedSettings
{
    /// <summary>n8n's <c>settings</c>.</summary>
    public static JsonObject Of(WorkflowConfig config, JsonObject kept, bool isForeign)
    {
        var settings = new JsonObject();
        if (!isForeign)
        {
            settings["executionOrder"] = "v1";
        }

        if (config.Timezone is { } zone)
        {
            settings["timezone"] = zone;
        }

        if (config.TimeoutSeconds is { } seconds)
        {
            settings["executionTimeout"] = seconds;
        }

        if (config.ErrorWorkflow is { } error)
        {
            settings["errorWorkflow"] = error;
        }

        Kept.Put(settings, kept["settings"]);
        return settings;
    }

    /// <summary>n8n's <c>pinData</c>: the items of the first port that has any, by name of the node.</summary>
    public static JsonObject Pinned(IReadOnlyList<Node> nodes)
    {
        var pinned = new JsonObject();
        foreach (var node in nodes.Where(node => node.Pinned.ValueKind == JsonValueKind.Object && node.Pinned.GetPropertyCount() > 0))
        {
            pinned[node.DisplayName] = Json.Node(node.Pinned.EnumerateObject().First().Value);
        }

        return pinned;
    }
}
