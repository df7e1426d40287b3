using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.TriggerError;

/// <summary>What <c>trigger.error</c> says about itself.</summary>
internal static class TriggerErrorDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "trigger.error",
        Title = "When a run fails",
        Group = "trigger",
        Summary = "Starts a run when a run of another workflow has failed.",
        Icon = "siren",
        Inputs = [],
        IsTrigger = true,
        ParameterSchema = JsonLiteral.Of("""{ "type": "object", "title": "When a run fails", "properties": {}, "additionalProperties": false }"""),
        Example = JsonLiteral.Of("{}"),
        Help = """
            Makes this workflow an error workflow: others name it as `errorWorkflow` in their settings, and each of their runs that fails starts it once.
            One item comes out of `out`:

            `{ run: { id, mode, startedAt }, workflow: { id, name, version }, node: { id, name, kind }, failure: { code, message, … } }`

            `node` is absent when the failure is no node's, a time-out of the run for one. For imported workflows the same stands in
            `execution: { id, mode, lastNodeExecuted, error: { name, message } }`.

            Test runs start no error workflow, and a failure of an error workflow starts none either.
            """,
    };
}
