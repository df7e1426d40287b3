using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Nodes.Custom;

/// <summary>A test of a custom kind: parameters and items in; items out by port, or a part of the failure's code or message.</summary>
internal sealed class DefinitionTest(JsonElement json)
{
    public string Name => json.GetProperty("name"u8).GetString()!;

    public JsonElement Parameters => json.TryGetProperty("parameters"u8, out var parameters) ? parameters : JsonConstants.EmptyObject;

    /// <summary>The json of each item.</summary>
    public IReadOnlyList<JsonElement> Items => [.. json.GetProperty("items"u8).EnumerateArray()];

    /// <summary>Items that are expected at a port, in order.</summary>
    public IReadOnlyList<JsonElement> Expected(string port) =>
        json.TryGetProperty("expect"u8, out var expect) && expect.TryGetProperty(port, out var items) ? [.. items.EnumerateArray()] : [];

    /// <summary>Ports that it names.</summary>
    public IEnumerable<string> Ports => json.TryGetProperty("expect"u8, out var expect) ? expect.EnumerateObject().Select(port => port.Name) : [];

    /// <summary>A part of the code or message of the failure that is expected, or null.</summary>
    public string? Fails => json.TryGetProperty("fails"u8, out var fails) ? fails.GetString() : null;
}
