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
        Summary = "Holds its items back until a time, a signal, a decision or a call.",
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
                "signal": {
                  "type": "string", "title": "Signal", "description": "With mode signal: its name.", "maxLength": {{Limits.SignalNameLength}}
                },
                "deadlineSeconds": {
                  "type": "number", "title": "Deadline", "description": "With mode signal, approval or webhook: seconds after which the items go to timeout.",
                  "minimum": 0, "maximum": {{MostSeconds}}
                },
                "message": {
                  "type": "string", "title": "Message", "description": "With mode approval: what the page tells the person who decides.", "maxLength": {{Limits.WaitMessageLength}}
                }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "mode": "time", "seconds": 30 }"""),
        Help = """
            Holds its items back. The run is written down meanwhile and uses no thread; it goes on after a restart of the host, too.

            - `time`: for a number of `seconds`, 0 to 366 days.
            - `until`: until a moment; one in the past ends the wait at once.
            - `signal`: until somebody sends the run the signal named `signal`, by `POST /api/runs/{id}/signals/{name}`. Signals are kept, first in
              first out, also when they come before the wait. What the signal carries (a list of items, or any JSON as one item) comes out of `out` in place
              of the items that waited; a signal without a body lets those go on as they are.
            - `approval`: until a person decides. The address is in `$run.resumeUrl`, for nodes before this one to send it, and in the run's `waits`: opened in a
              browser it is a page with two buttons and shows `message`; programs POST `{ "decision": "approved" }` or `rejected`, with any fields besides.
              The items go on by `approved` or `rejected`, each with all that was sent in its field `approval`.
            - `webhook`: until the address is called by POST. The call comes out of `out` in place of the items that waited, as one item
              `{ body, headers, query, params, method }`.

            With `deadlineSeconds` a wait for a signal, a decision or a call gives up, and the items that waited go on by `timeout`.
            Each address is used once: a second answer is refused, and one after the deadline too.

            Expressions see the first item. All items go on together. `$('Name')` still gives the items of earlier nodes.
            """,
    };
}
