using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Conditions;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Switch;

/// <summary>What <c>switch</c> says about itself.</summary>
internal static class SwitchDescription
{
    private const string PortName = "^[A-Za-z0-9 _-]{1,64}$";

    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "switch",
        Title = "Switch",
        Group = "flow",
        Summary = "Sends each item out of the port of the rule that holds.",
        Icon = "split",
        Outputs = [SwitchPorts.Fallback],
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Switch", "additionalProperties": false, "required": ["rules"],
              "properties": {
                "rules": {
                  "type": "array", "title": "Rules", "description": "Looked at in order.", "maxItems": {{Limits.SwitchRules}}, "default": [],
                  "items": {
                    "type": "object", "title": "Rule", "additionalProperties": false, "required": ["name", "conditions"],
                    "properties": {
                      "name": {
                        "type": "string", "x-literal": true, "title": "Name", "description": "The port of items for which the rule holds.",
                        "pattern": "{{PortName}}", "default": "rule 1"
                      },
                      {{ConditionSchema.Properties}}
                    }
                  }
                },
                "fallback": {
                  "type": "string", "x-literal": true, "title": "Fallback", "description": "Port of items for which no rule holds; left out, they are dropped.",
                  "pattern": "{{PortName}}"
                },
                "allMatching": {
                  "type": "boolean", "title": "All matching", "description": "Send an item to every rule that holds, not to the first only.", "default": false
                },
                "loose": {
                  "type": "boolean", "title": "Convert types", "description": "Convert values in all rules instead of failing on a wrong type.", "default": false
                },
                "ignoreCase": {
                  "type": "boolean", "title": "Ignore case", "description": "Upper and lower case are the same in all rules.", "default": false
                }
              }
            }
            """),
        Example = JsonLiteral.Of("""
            {
              "rules": [
                { "name": "large", "conditions": [{ "left": "={{ $json.total }}", "operator": "number.gte", "right": 1000 }] },
                { "name": "small", "conditions": [{ "left": "={{ $json.total }}", "operator": "number.lt", "right": 1000 }] }
              ],
              "fallback": "unknown"
            }
            """),
        Help = """
            Each rule has a name, which is a port, and conditions. An item leaves through the port of the first rule that holds;
            with `allMatching`, through the ports of all that hold. An item for which none holds leaves through the port that
            `fallback` names, or is dropped when there is none.

            """ + "\n" + ConditionSchema.Help,
    };
}
