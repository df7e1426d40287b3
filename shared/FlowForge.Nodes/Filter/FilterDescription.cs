using FlowForge.Core.Ports;
using FlowForge.Nodes.Conditions;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Filter;

/// <summary>What <c>filter</c> says about itself.</summary>
internal static class FilterDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "filter",
        Title = "Filter",
        Group = "flow",
        Summary = "Keeps the items for which conditions hold.",
        Icon = "funnel",
        Outputs = ["true", "false"],
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Filter", "additionalProperties": false, "required": ["conditions"],
              "properties": { {{ConditionSchema.Properties}} }
            }
            """),
        Example = JsonLiteral.Of("""
            {
              "conditions": [{ "left": "={{ $json.email }}", "operator": "string.endsWith", "right": "@example.com" }],
              "combine": "all"
            }
            """),
        Help = """
            Keeps an item when its conditions hold: it comes out of `true`, the first port. The others come out of `false`,
            which may be left without an edge. Items are never changed.

            """ + "\n" + ConditionSchema.Help,
    };
}
