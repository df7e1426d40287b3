using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Wait;

/// <summary>What <c>wait</c> says about itself.</summary>
internal static class WaitDescription
{
    private const int MostSeconds = Limits.WaitDays * 86_400;

    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "wait",
        Title = "Wait",
        Group = "flow",
        Summary = "Lets time pass before its items go on.",
        Icon = "clock",
        Suspends = true,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Wait", "additionalProperties": false,
              "properties": {
                "mode": {
                  "title": "Mode", "x-literal": true, "description": "What ends the wait.",
                  "enum": ["time", "until", "signal", "approval", "webhook"], "default": "time"
                },
                "seconds": {
                  "type": "number", "title": "Seconds", "description": "With mode time: how long.", "minimum": 0, "maximum": {{MostSeconds}}, "default": 1
                },
                "until": {
                  "anyOf": [{ "type": "string" }, { "type": "number" }], "title": "Until",
                  "description": "With mode until: ISO 8601 date and time, local to the workflow's zone without an offset; or milliseconds since 1970."
                },
                "signal": { "type": "string", "title": "Signal", "description": "With mode signal: its name.", "maxLength": 64 },
                "deadlineSeconds": {
                  "type": "number", "title": "Deadline", "description": "With mode signal, approval or webhook: seconds after which the items go to timeout.",
                  "minimum": 0, "maximum": {{MostSeconds}}
                }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "mode": "time", "seconds": 30 }"""),
        Help = """
            Holds its items back. The run is written down meanwhile and uses no thread; it goes on after a restart of the host, too.

            - `time`: for a number of seconds, 0 to 366 days;
            - `until`: until a moment; one in the past ends the wait at once;
            - `signal`, `approval`, `webhook`: drawn and kept, but not run by this version.

            Expressions see the first item. All items go on together.
            """,
    };
}
