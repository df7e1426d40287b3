using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Stop;

/// <summary>What <c>stop</c> says about itself.</summary>
internal static class StopDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "stop",
        Title = "Stop with an error",
        Group = "flow",
        Summary = "Ends the run with a failure in your words.",
        Icon = "octagon-x",
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Stop with an error", "additionalProperties": false,
              "properties": {
                "message": { "type": "string", "title": "Message", "description": "What the failure says.", "default": "{{StopParameters.Unsaid}}" }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "message": "=Order {{ $json.id }} has no lines." }"""),
        Help = """
            Ends the run as FAILED with the code `workflow.stopped` and your message. What runs beside it is cancelled, and the
            error workflow, if there is one, is started. Expressions see the first item. Nothing comes out of `out` unless the node is
            disabled: then its items pass.
            """,
    };
}
