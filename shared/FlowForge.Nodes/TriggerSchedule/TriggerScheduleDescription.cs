using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.TriggerSchedule;

/// <summary>What <c>trigger.schedule</c> says about itself.</summary>
internal static class TriggerScheduleDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "trigger.schedule",
        Title = "Schedule",
        Group = "trigger",
        Summary = "Starts a run at set times.",
        Icon = "calendar-clock",
        Inputs = [],
        IsTrigger = true,
        ParameterSchema = JsonLiteral.Of(Schema),
        Example = JsonLiteral.Of("""{ "cron": "30 2 * * 1-5", "timezone": "Europe/Berlin", "missed": "once" }"""),
        Help = """
            Starts a run by the clock while the workflow is active. Give one of the two:

            - `cron`: minute, hour, day of month, month, day of week (`30 2 * * 1-5`: half past two, Monday to Friday); with six fields, seconds come
              first. Ranges, lists, steps, names (`MON`, `JAN`), `L`, `W`, `#` and `@daily` are understood. If both days are restricted, either may match.
            - `every`: `30s`, `5m`, `2h`, `1d`, or whole seconds; at least 10 s. It is counted from midnight UTC, not from the activation.

            `cron` goes by the clocks of `timezone`, or else of the workflow's time zone, or else UTC. A time that does not exist because clocks are set
            ahead fires when they have been; a time that comes twice fires once, unless hour, minute or second hold `*`, a range or a step.

            **Missed** says what happens to occurrences that came due while the host was down: `skip` (one that is less than a minute late still
            starts), `once` (the newest) or `all` (at most the newest 1,000).

            The item has `timestamp`, the readable parts of the moment in the schedule's zone, and `occurrence`, the planned moment.
            Started by hand without items, it gives the item of this moment.
            """,
    };

    private static string Schema => $$"""
        {
          "type": "object", "title": "Schedule", "additionalProperties": false,
          "properties": {
            "cron": {
              "type": "string", "x-literal": true, "title": "Cron expression", "description": "Five fields, or six with seconds first.",
              "minLength": 1, "maxLength": {{Limits.CronLength}}
            },
            "every": {
              "anyOf": [{ "type": "string" }, { "type": "integer" }], "x-literal": true, "title": "Interval",
              "description": "Instead of cron: 30s, 5m, 2h, 1d, or whole seconds."
            },
            "timezone": {
              "type": "string", "x-literal": true, "title": "Time zone", "description": "IANA name; default the workflow's, or UTC.", "maxLength": 64
            },
            "missed": {
              "title": "Missed runs", "x-literal": true, "description": "What happens to occurrences that came due while the host was down.",
              "enum": ["skip", "once", "all"], "default": "skip"
            }
          }
        }
        """;
}
