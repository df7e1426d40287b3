using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.SubWorkflow;

/// <summary>What <c>workflow</c> says about itself.</summary>
internal static class WorkflowDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "workflow",
        Title = "Call a workflow",
        Group = "flow",
        Summary = "Runs another workflow, once or for each item.",
        Icon = "workflow",
        Suspends = true,
        CallsWorkflows = true,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Call a workflow", "additionalProperties": false, "required": ["id"],
              "properties": {
                "id": { "type": "string", "title": "Workflow", "description": "Id of the workflow, which has a trigger.workflow.", "minLength": 1 },
                "mode": {
                  "title": "Mode", "x-literal": true, "description": "One run for all items, or one for each.", "enum": ["once", "perItem"], "default": "once"
                },
                "wait": {
                  "type": "boolean", "title": "Wait", "description": "Whether to wait for the ends of the runs and take what they give.", "default": true
                },
                "arguments": {
                  "type": "object", "title": "Arguments", "description": "As a tool of an agent: what a call gives the workflow, values by name; $fromAI('name', 'what it is', 'number') is the model's to give."
                },
                "tool": {
                  "type": "object", "title": "As a tool", "description": "What an agent is told of it; left out, its name and notes.", "x-literal": true, "additionalProperties": false,
                  "properties": {
                    "name": { "type": "string", "title": "Name", "description": "What the model calls it.", "x-literal": true },
                    "description": { "type": "string", "title": "Description", "description": "What it does.", "x-literal": true }
                  }
                }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "id": "send-invoice", "mode": "perItem" }"""),
        Help = $"""
            Starts the workflow named by `id` at its `trigger.workflow`, hands it the items and waits for its end. It may be this workflow itself.

            - `mode: once`: one run gets all items; what it gives comes out of `out`.
            - `mode: perItem`: one run for each item, up to {Limits.CallWindow} at a time and {Limits.CallItems} in all; what they give comes out in the order of the items.
            - `wait: false`: the runs are started, and the items go on as they are.

            Connected to an agent by an `ai_tool` edge the node is a tool and not run. `arguments` then says what a call gives: expressions see the agent's item, and what `$fromAI(name, description, type, default)` names
            is the model's to give (types `string`, `number`, `boolean`, `json`, `date`, `datetime`; without a default it must). Without `arguments` the model gives what the workflow's `inputSchema` says.

            A run that fails makes this node fail with its code; with `onError: continue` or `errorOutput` and `mode: perItem` only the items whose run failed.
            A retry calls anew. `timeoutSeconds` is the time for all runs together; what is still under way then is cancelled, as it is when this run is cancelled.
            Workflows may call one another up to {Limits.ChildDepth} deep.

            Connected to an `ai.agent` by an edge of kind `ai_tool` it is one of its tools, by the name and description that `tool` says.

            The published version of the workflow runs; while none is published, the newest one. Expressions see the first item.
            """,
    };
}
