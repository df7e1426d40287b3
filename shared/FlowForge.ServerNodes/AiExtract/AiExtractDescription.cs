using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Ai;

namespace FlowForge.ServerNodes.AiExtract;

/// <summary>What <c>ai.extract</c> says about itself.</summary>
internal static class AiExtractDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "ai.extract",
        Title = "Extract values",
        Group = "ai",
        Summary = "Reads values out of a text, in the shape of a JSON Schema.",
        Icon = "scan-text",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Extract values", "required": ["text", "schema"], "additionalProperties": false,
              "properties": {
                "text": { "title": "Text", "description": "What is read, mostly a field of the item.", "type": "string", "minLength": 1 },
                "schema": { "title": "Schema", "description": "JSON Schema of what is given; its descriptions tell the model what is meant.", "oneOf": [{ "type": "object" }, { "type": "string" }] },
                "instructions": { "title": "Instructions", "description": "What else the model is to know.", "type": "string" },
                "field": { "title": "Field", "description": "With keep: all, the field of the values.", "type": "string", "minLength": 1, "default": "extracted" },
                {{ReplyItem.Keep}},
                {{AtOnce.Properties}},
                {{ModelChoice.Properties}}
              }
            }
            """),
        Example = JsonLiteral.Of("""
            {
              "text": "={{ $json.body }}",
              "schema": {
                "type": "object", "required": ["customer", "total"], "additionalProperties": false,
                "properties": { "customer": { "type": "string" }, "total": { "type": "number", "description": "In euros." }, "due": { "type": "string", "description": "Date, YYYY-MM-DD." } }
              }
            }
            """),
        Help = $"""
            Gives, for each item, the values that the language model read out of `text`, as one object of the shape of `schema`. A reply that does not fit is sent back with the reasons,
            at most {Limits.AiCorrections} times, and then is the failure `ai.invalidReply` of that item: nothing goes on that does not fit.

            Of the schema these keywords are checked: `type`, `enum`, `const`, `properties`, `required`, `additionalProperties`, `items`, `minimum`, `maximum`, `minItems`, `maxItems`, `minLength`,
            `maxLength`, `pattern`, `oneOf`, `anyOf`; others, such as `format`, are told to the model and not checked.

            `keep: all` leaves the item as it is and adds the values as the field that `field` says. Model, budgets, tokens and cost are as with `ai.chat`.
            """,
    };
}
