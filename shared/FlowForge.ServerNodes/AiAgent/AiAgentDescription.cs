using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Ai;

namespace FlowForge.ServerNodes.AiAgent;

/// <summary>What <c>ai.agent</c> says about itself.</summary>
internal static class AiAgentDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "ai.agent",
        Title = "Agent",
        Group = "ai",
        Summary = "Lets a language model work on each item with workflows as its tools.",
        Icon = "bot",
        RunsIn = RunsIn.Server,
        Suspends = true,
        CallsWorkflows = true,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Agent", "required": ["prompt"], "additionalProperties": false,
              "properties": {
                "prompt": { "title": "Prompt", "description": "The task, mostly a template with the item's fields.", "type": "string", "minLength": 1 },
                "system": { "title": "System", "description": "How the model is to work: rules that come before everything else.", "type": "string" },
                "tools": {
                  "title": "Tools", "description": "Workflows that the model may call, besides those connected as tools.", "type": "array", "maxItems": {{Limits.AiTools}}, "x-literal": true,
                  "items": {
                    "type": "object", "required": ["workflow"], "additionalProperties": false,
                    "properties": {
                      "workflow": { "title": "Workflow", "description": "Id of the workflow, which has a trigger.workflow.", "type": "string", "minLength": 1, "x-literal": true },
                      "name": { "title": "Name", "description": "What the model calls it; left out, the workflow's name.", "type": "string", "x-literal": true },
                      "description": { "title": "Description", "description": "What it does; left out, what the workflow says of itself.", "type": "string", "x-literal": true }
                    }
                  }
                },
                "maxSteps": { "title": "Steps at most", "description": "Replies of the model for one item.", "type": "integer", "minimum": 1, "maximum": {{Limits.AiSteps}}, "default": {{AiAgentParameters.UsualSteps}} },
                "schema": { "title": "Schema", "description": "JSON Schema that the answer must fit; left out, it is text.", "oneOf": [{ "type": "object" }, { "type": "string" }] },
                "field": { "title": "Field", "description": "The field of a text, or of what is kept beside the item.", "type": "string", "minLength": 1, "default": "text" },
                {{ReplyItem.Keep}},
                {{ModelChoice.Properties}}
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "system": "You answer questions about orders.", "prompt": "={{ $json.question }}", "tools": [{ "workflow": "find-order" }], "maxSteps": 6 }"""),
        Help = $"""
            Gives the language model `prompt` and lets it call tools until it answers; one item after the other.

            Tools are workflows with a `trigger.workflow`: those whose `workflow` nodes are connected to this one by `{AgentTools.Edge}` edges, and those that `tools` names. What a tool takes is the workflow's
            `inputSchema`, what it does its `description` (or the connected node's notes). A connected node may draw `arguments`: then the workflow is given these, and the model gives only what stands in them as
            `$fromAI('name', 'what it is', 'number', default)`; all else is the agent's item's, and no model can change it. A call is checked against the schema, and is a run of its own: its item is what the model gave, its output goes to the model,
            a failure too. Up to {Limits.CallWindow} calls of one reply run side by side. What the model decided is recorded before anything is called, so a host that dies calls nothing twice.

            Gives `{"{"} text, calls: [{"{"} tool, run, failure? {"}"}] {"}"}`, or with `schema` the object that was answered. After `maxSteps` replies without an answer the item fails with `ai.steps`.
            Model, budgets, tokens and cost are as with `ai.chat`; `timeoutSeconds` is the time for all of it.

            A model does what a text tells it, an item's or a tool's: give it tools whose misuse you can bear, and let a `wait` for approval stand before the others.
            """,
    };
}
