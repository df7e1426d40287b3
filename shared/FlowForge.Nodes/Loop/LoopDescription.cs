using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Loop;

/// <summary>What <c>loop</c> says about itself.</summary>
internal static class LoopDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "loop",
        Title = "Loop",
        Group = "flow",
        Summary = "Runs the nodes behind its loop port for each batch of items.",
        Icon = "repeat",
        Outputs = ["loop", "done"],
        IsLoop = true,
        Suspends = true,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Loop", "additionalProperties": false,
              "properties": {
                "batchSize": {
                  "type": "integer", "title": "Batch size", "description": "Items of one iteration.", "minimum": 1, "maximum": {{int.MaxValue}}, "default": 1
                },
                "concurrency": {
                  "type": "integer", "title": "Concurrency", "description": "Iterations that run at a time.",
                  "minimum": 1, "maximum": {{Limits.LoopConcurrency}}, "default": 1
                }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "batchSize": 10, "concurrency": 4 }"""),
        Help = """
            Cuts its input into batches of `batchSize` items. Each batch comes out of `loop`, and the nodes that are reached only
            from there are the body, run once for each batch. Draw an edge from the end of the body back to the loop node to collect
            its items: they come out of `done`, in the order of the batches, once all iterations have ended. Without such an edge
            `done` gives the loop's own input.

            With `concurrency` above 1 iterations run side by side; the order of the items stays the same.
            """,
    };
}
