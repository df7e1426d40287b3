using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core;
using FlowForge.Formats.N8n.Reading;
using FlowForge.Formats.N8n.Reports;
using FlowForge.Formats.N8n.Types;

namespace FlowForge.Formats.N8n.Graph;

/// <summary>
/// What a node was in n8n, kept under <c>meta.n8n</c> for the export: <c>{ type, typeVersion, parameters?, credentials?, rest? }</c>.
/// A placeholder keeps its parameters where parameters stand.
/// </summary>
internal static class Originals
{
    private static readonly HashSet<string> Placed = new(StringComparer.Ordinal)
    {
        "id", "name", "type", "typeVersion", "position", "parameters", "credentials", "onError", "continueOnFail", "retryOnFail", "disabled", "notes",
        "alwaysOutputData", "executeOnce",
    };

    /// <summary>The node's <c>meta</c>.</summary>
    public static JsonElement Of(string id, N8nNode node, Carried carried, bool retries, ReportDraft report)
    {
        var kept = new JsonObject { ["type"] = node.Type, ["typeVersion"] = Json.Node(node.Json.TryGetProperty("typeVersion", out var version) ? version : default) ?? node.Version };
        if (!carried.IsPlaceholder)
        {
            kept["parameters"] = Json.Node(node.Parameters);
        }

        if (new Given(node.Json).Any("credentials") is { ValueKind: JsonValueKind.Object } credentials && credentials.GetPropertyCount() > 0)
        {
            kept["credentials"] = Json.Node(credentials);
        }

        var rest = new JsonObject();
        foreach (var property in node.Json.EnumerateObject().Where(property => !IsPlaced(property.Name, retries)))
        {
            rest[property.Name] = Json.Node(property.Value);
        }

        if (rest.Count > 0)
        {
            kept["rest"] = rest;
        }

        return Fitting(id, kept, report);
    }

    private static bool IsPlaced(string property, bool retries) =>
        Placed.Contains(property) || (retries && property is "maxTries" or "waitBetweenTries");

    private static JsonElement Fitting(string id, JsonObject kept, ReportDraft report)
    {
        foreach (var name in new[] { "parameters", "rest", "credentials" })
        {
            if (Size(kept) <= Limits.MetaBytes - 16)
            {
                break;
            }

            if (kept.Remove(name))
            {
                report.Remark(id, $"The node's {(name == "rest" ? "further properties" : name)} in n8n are too large to be kept for the export, which makes them anew.");
            }
        }

        return Json.Element(new JsonObject { ["n8n"] = kept });
    }

    private static int Size(JsonObject kept) => System.Text.Encoding.UTF8.GetByteCount(kept.ToJsonString(Relaxed));

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
