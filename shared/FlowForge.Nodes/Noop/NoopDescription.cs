using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Noop;

/// <summary>What <c>noop</c> says about itself.</summary>
internal static class NoopDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "noop",
        Title = "Do nothing",
        Group = "flow",
        Summary = "Passes its items on as they are.",
        Icon = "circle-dashed",
        ParameterSchema = JsonLiteral.Of("""{ "type": "object", "title": "Do nothing", "properties": {}, "additionalProperties": false }"""),
        Example = JsonLiteral.Of("{}"),
        Help = "Passes its items on as they are. Use it to bring edges together, or as a place for a name and a note.",
    };
}
