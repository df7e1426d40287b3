using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Graph;

/// <summary>Places on the canvas, which n8n writes as <c>[x, y]</c>.</summary>
internal static class Places
{
    /// <summary>The place of a node; null when it has none.</summary>
    public static Position? Of(JsonElement node) =>
        new Given(node).Any("position") is { ValueKind: JsonValueKind.Array } place && place.GetArrayLength() == 2
        && place[0].ValueKind == JsonValueKind.Number && place[1].ValueKind == JsonValueKind.Number
            ? new Position(place[0].GetDouble(), place[1].GetDouble())
            : null;
}
