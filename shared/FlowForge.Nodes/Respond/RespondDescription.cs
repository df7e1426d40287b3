using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Respond;

/// <summary>What <c>respond</c> says about itself.</summary>
internal static class RespondDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "respond",
        Title = "Respond",
        Group = "flow",
        Summary = "Answers the caller of the webhook that started the run.",
        Icon = "reply",
        Replies = true,
        ParameterSchema = JsonLiteral.Of("""
            {
              "type": "object", "title": "Respond", "additionalProperties": false,
              "properties": {
                "status": { "type": "integer", "title": "Status", "description": "HTTP status.", "minimum": 200, "maximum": 599, "default": 200 },
                "headers": {
                  "type": "object", "title": "Headers", "description": "Headers to set, by name.", "default": {},
                  "additionalProperties": { "anyOf": [{ "type": "string" }, { "type": "number" }, { "type": "boolean" }, { "const": null }] }
                },
                "body": { "title": "Body", "description": "Text, or any JSON; left out, the first item is sent." },
                "binary": { "type": "string", "title": "Binary", "description": "Name of the first item's binary to send in the body's place.", "minLength": 1 }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "status": 201, "headers": { "x-order": "={{ $json.id }}" }, "body": { "id": "={{ $json.id }}", "accepted": true } }"""),
        Help = """
            Answers the caller of a webhook whose trigger says `respond: respond`, and passes its items on.

            - `body` left out: the first item as JSON. A string is sent as text, anything else as JSON, null as an empty body.
            - `binary` sends a file of the first item, with its type and name. Set `content-disposition` to say whether it is shown or saved.
            - A `content-type` among the headers wins. Headers of the connection (`content-length`, `transfer-encoding` and the like) are refused.
            - The first answer of a run wins; later ones are noted on their step.

            Expressions see the first item.
            """,
    };
}
