using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Formats.N8n.Reading;

/// <summary>One node of n8n as it stands.</summary>
/// <param name="Json">The whole object.</param>
/// <param name="Name">Its name, which connections and expressions use.</param>
/// <param name="Type">Its type, e.g. <c>n8n-nodes-base.set</c>; empty when it has none.</param>
/// <param name="Version">Version of the type; 1 when it has none.</param>
internal sealed record N8nNode(JsonElement Json, string Name, string Type, double Version)
{
    /// <summary>Its parameters, an object.</summary>
    public JsonElement Parameters { get; } = Json.TryGetProperty("parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Object
        ? parameters : JsonConstants.EmptyObject;

    /// <summary>Whether it is a note on the canvas.</summary>
    public bool IsNote => Type == "n8n-nodes-base.stickyNote";

    /// <summary>Reads a node.</summary>
    public static N8nNode Read(JsonElement json)
    {
        var given = new Given(json);
        return new(json, given.Text("name", ""), given.Text("type", ""), given.Number("typeVersion") ?? 1);
    }
}
