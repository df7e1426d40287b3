using FlowForge.Core.Ports;
using FlowForge.Nodes.Conditions;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.If;

/// <summary>What <c>if</c> says about itself.</summary>
internal static class IfDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "if",
        Title = "If",
        Group = "flow",
        Summary = "Sends each item one way or the other, by conditions.",
        Icon = "git-branch",
        Outputs = ["true", "false"],
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "If", "additionalProperties": false, "required": ["conditions"],
              "properties": { {{ConditionSchema.Properties}} }
            }
            """),
        Example = JsonLiteral.Of("""
            {
              "conditions": [{ "left": "={{ $json.total }}", "operator": "number.gt", "right": 100 }],
              "combine": "all"
            }
            """),
        Help = """
            Sends each item to `true` when its conditions hold, else to `false`. Items are never changed.

            """ + "\n" + ConditionSchema.Help,
    };
}
