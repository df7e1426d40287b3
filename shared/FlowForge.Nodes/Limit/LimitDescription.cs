using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Limit;

/// <summary>What <c>limit</c> says about itself.</summary>
internal static class LimitDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "limit",
        Title = "Limit",
        Group = "data",
        Summary = "Keeps the first or the last items.",
        Icon = "scissors",
        ParameterSchema = JsonLiteral.Of("""
            {
              "type": "object", "title": "Limit", "additionalProperties": false,
              "properties": {
                "max": { "type": "integer", "title": "Most items", "description": "How many items are kept.", "minimum": 0, "maximum": 1000000000, "default": 1 },
                "keep": { "title": "Keep", "description": "Which end of the list is kept.", "enum": ["first", "last"], "default": "first" }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "max": 10, "keep": "first" }"""),
        Help = "Keeps the first `max` items, or the last with `keep: last`, in their order. Fewer items than that all stay; with 0 none does.",
    };
}
