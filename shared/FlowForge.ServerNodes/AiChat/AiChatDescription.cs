using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Ai;

namespace FlowForge.ServerNodes.AiChat;

/// <summary>What <c>ai.chat</c> says about itself.</summary>
internal static class AiChatDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "ai.chat",
        Title = "Ask a model",
        Group = "ai",
        Summary = "Asks a language model once for each item.",
        Icon = "message-square-text",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Ask a model", "additionalProperties": false,
              "properties": {
                "prompt": { "title": "Prompt", "description": "What is asked, mostly a template with the item's fields.", "type": "string" },
                "system": { "title": "System", "description": "How the model is to answer: rules that come before everything else.", "type": "string" },
                "messages": {
                  "title": "Messages", "description": "What was said before the prompt, oldest first.", "type": "array",
                  "items": {
                    "type": "object", "additionalProperties": false, "required": ["text"],
                    "properties": {
                      "role": { "title": "Role", "description": "Who says it.", "enum": ["user", "assistant", "system"], "default": "user" },
                      "text": { "title": "Text", "description": "What is said.", "type": "string" }
                    }
                  }
                },
                "response": { "title": "Response", "description": "Whether the reply is text or a JSON object; json when there is a schema.", "enum": ["text", "json"], "default": "text" },
                "schema": { "title": "Schema", "description": "JSON Schema that the object must fit.", "oneOf": [{ "type": "object" }, { "type": "string" }] },
                "field": { "title": "Field", "description": "The field of a text, or of what is kept beside the item.", "type": "string", "minLength": 1, "default": "text" },
                {{ReplyItem.Keep}},
                {{AtOnce.Properties}},
                {{ModelChoice.Properties}}
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "system": "Answer in one sentence.", "prompt": "=Summarise this message: {{ $json.body }}" }"""),
        Help = $"""
            Asks the language model that the host is set to (`FlowForge__Ai__…`), or the one that `model` names at the same server, once for each item, `concurrency` items at a time and in their order.

            - `response: text` gives `{"{"} text {"}"}`, under the name that `field` says.
            - `response: json` gives the object that the model answers with. With a `schema` it must fit: a reply that does not is sent back with the reasons, at most {Limits.AiCorrections} times,
              and then is the failure `ai.invalidReply` of that item.
            - `keep: all` leaves the item as it is and adds the reply as a field.

            What is asked goes to the model's server. Tokens and cost stand on the frame. Calls count against the budgets of the run and of the day; a budget that is used up is `ai.budget`.
            Without a key the node fails with `ai.notConfigured`, which says what to set. A reply is a stranger's text: check it before it decides anything that matters.
            """,
    };
}
