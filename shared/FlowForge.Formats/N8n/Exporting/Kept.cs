using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowForge.Formats.N8n.Exporting;

/// <summary>What an import kept under <c>meta.n8n</c>.</summary>
internal static class Kept
{
    /// <summary>The object; an empty one when there is none.</summary>
    public static JsonObject Of(JsonElement meta) =>
        meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty("n8n", out var kept) && kept.ValueKind == JsonValueKind.Object
            ? JsonObject.Create(kept)!
            : [];

    /// <summary>Puts properties that are not there yet.</summary>
    public static void Put(JsonObject target, JsonNode? kept)
    {
        foreach (var (name, value) in kept as JsonObject ?? [])
        {
            target.TryAdd(name, value?.DeepClone());
        }
    }
}
