using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Code;

/// <summary>What <c>code</c> says about itself.</summary>
internal static class CodeDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "code",
        Title = "Code",
        Group = "code",
        Summary = "Runs your JavaScript, for each item or once for all.",
        Icon = "code",
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Code", "additionalProperties": false, "required": ["source"],
              "properties": {
                "mode": {
                  "title": "Mode", "x-literal": true, "description": "Once for each item, or once for all of them.",
                  "enum": ["perItem", "allItems"], "default": "perItem"
                },
                "source": {
                  "type": "string", "x-literal": true, "title": "Source", "description": "JavaScript, the body of an async function.",
                  "maxLength": {{Limits.ScriptSource}}, "default": "return $json;"
                }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "mode": "perItem", "source": "return { total: $json.lines.reduce((sum, line) => sum + line.price * line.count, 0) };" }"""),
        Help = """
            JavaScript, written as the body of an async function: `return` gives the result, `await` is allowed.

            - `perItem`: runs for each item. `$json` is the item; return an object, or null to drop the item.
            - `allItems`: runs once. `$input.all()` gives the items as `{ json }`; return an array of objects or of `{ json }`.

            `$getWorkflowStaticData('global')` gives what the workflow keeps between its runs, `$getWorkflowStaticData('node')` what this
            node keeps: an object that you change in place. The change is kept with the step; a run of an unsaved document never keeps it.

            `$('Name')`, `$now`, `DateTime` and the other names of expressions work as well. There is no network, no file and no
            clock to wait on; a script may take 10 seconds and 128 MB. What it writes to `console` is kept with the step.
            """,
    };
}
