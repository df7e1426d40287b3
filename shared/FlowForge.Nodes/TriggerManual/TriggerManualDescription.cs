using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.TriggerManual;

/// <summary>What <c>trigger.manual</c> says about itself.</summary>
internal static class TriggerManualDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "trigger.manual",
        Title = "Manual start",
        Group = "trigger",
        Summary = "Starts a run when a person or the API asks for one.",
        Icon = "play",
        Inputs = [],
        IsTrigger = true,
        ParameterSchema = JsonLiteral.Of("""{ "type": "object", "title": "Manual start", "properties": {}, "additionalProperties": false }"""),
        Example = JsonLiteral.Of("{}"),
        Help = """
            Starts a run from the editor, the command line or `POST /api/workflows/{id}/runs`.
            The items given at the start come out of `out`; without any there is one empty item.
            """,
    };
}
