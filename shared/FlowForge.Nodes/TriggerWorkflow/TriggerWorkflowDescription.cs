using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.TriggerWorkflow;

/// <summary>What <c>trigger.workflow</c> says about itself.</summary>
internal static class TriggerWorkflowDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "trigger.workflow",
        Title = "Called by a workflow",
        Group = "trigger",
        Summary = "Starts a run when another workflow calls this one.",
        Icon = "workflow",
        Inputs = [],
        IsTrigger = true,
        ParameterSchema = JsonLiteral.Of("""{ "type": "object", "title": "Called by a workflow", "properties": {}, "additionalProperties": false }"""),
        Example = JsonLiteral.Of("{}"),
        Help = """
            Lets other workflows call this one with a `workflow` node. The items they hand over come out of `out`.
            What the run gives at its end (the items of its last node) is handed back to the caller.

            A caller runs the published version of this workflow; while none is published, the newest one.
            """,
    };
}
