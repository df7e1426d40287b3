using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Ai;

namespace FlowForge.ServerNodes.AiClassify;

/// <summary>What <c>ai.classify</c> says about itself.</summary>
internal static class AiClassifyDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "ai.classify",
        Title = "Classify",
        Group = "ai",
        Summary = "Sends each item out of the port of the category that its text belongs to.",
        Icon = "tags",
        RunsIn = RunsIn.Server,
        Outputs = ["other"],
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Classify", "required": ["text", "categories"], "additionalProperties": false,
              "properties": {
                "text": { "title": "Text", "description": "What is classified, mostly a field of the item.", "type": "string", "minLength": 1 },
                "categories": {
                  "title": "Categories", "description": "Each is a port.", "type": "array", "minItems": 1, "maxItems": {{Limits.AiCategories}}, "x-literal": true,
                  "items": {
                    "type": "object", "required": ["name"], "additionalProperties": false,
                    "properties": {
                      "name": { "title": "Name", "description": "The name of the category and of its port.", "type": "string", "minLength": 1, "maxLength": 64, "x-literal": true },
                      "description": { "title": "Description", "description": "What belongs to it.", "type": "string" }
                    }
                  }
                },
                "multiple": { "title": "Several", "description": "Whether an item may be in several categories; a copy goes out of each port.", "type": "boolean", "default": false },
                "fallback": { "title": "Otherwise", "description": "The port of what is in no category.", "type": "string", "minLength": 1, "maxLength": 64, "x-literal": true, "default": "other" },
                "instructions": { "title": "Instructions", "description": "What else the model is to know.", "type": "string" },
                {{AtOnce.Properties}},
                {{ModelChoice.Properties}}
              }
            }
            """),
        Example = JsonLiteral.Of("""
            {
              "text": "={{ $json.subject }}",
              "categories": [{ "name": "billing", "description": "Invoices, payments, refunds." }, { "name": "technical", "description": "Something does not work." }]
            }
            """),
        Help = $"""
            Asks the language model, for each item, which of the `categories` its `text` belongs to, and sends the item as it is out of that port; what is in none goes out of `fallback`.
            With `multiple` an item goes out of every port that fits. An answer that names anything else is sent back, at most {Limits.AiCorrections} times, and then is the failure `ai.invalidReply`
            of that item.

            Model, budgets, tokens and cost are as with `ai.chat`.
            """,
    };
}
