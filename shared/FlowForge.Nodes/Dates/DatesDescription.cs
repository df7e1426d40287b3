using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Dates;

/// <summary>What <c>dateTime</c> says about itself.</summary>
internal static class DatesDescription
{
    private const string Units = """["years", "quarters", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds"]""";

    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "dateTime",
        Title = "Date and time",
        Group = "data",
        Summary = "Computes with dates: adds, rounds, formats, takes the difference.",
        Icon = "calendar-clock",
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Date and time", "additionalProperties": false,
              "properties": {
                "operation": {
                  "title": "Operation", "description": "What is done.", "enum": ["now", "add", "subtract", "part", "format", "round", "between"], "default": "now"
                },
                "date": { "title": "Date", "description": "The date, usually an expression; ISO 8601, RFC 2822, or seconds or milliseconds since 1970." },
                "start": { "title": "Start", "description": "With between: the first date." },
                "end": { "title": "End", "description": "With between: the second date." },
                "amount": { "type": "number", "title": "Amount", "description": "With add and subtract: how many units.", "default": 1 },
                "unit": { "title": "Unit", "description": "With add, subtract and round.", "default": "days", "anyOf": [{ "enum": {{Units}} }, { "enum": {{Units.Replace("s\"", "\"", StringComparison.Ordinal)}} }] },
                "part": {
                  "title": "Part", "description": "With part: which number of the date.", "default": "month",
                  "enum": ["year", "quarter", "month", "week", "day", "dayOfYear", "weekday", "hour", "minute", "second", "millisecond"]
                },
                "format": { "type": "string", "title": "Format", "description": "With format: tokens such as yyyy-MM-dd HH:mm.", "default": "MM/dd/yyyy" },
                "mode": { "title": "Round", "description": "With round: to the beginning of the unit, or of the next one.", "enum": ["down", "up"], "default": "down" },
                "units": {
                  "title": "Units", "description": "With between: in which units, as a list or with commas.", "default": ["days"],
                  "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
                },
                "iso": { "type": "boolean", "title": "As text", "description": "With between: a text such as P3DT4H rather than an object.", "default": false },
                "includeTime": { "type": "boolean", "title": "With the time", "description": "With now: the time of day, too, rather than midnight.", "default": true },
                "from": { "type": "string", "title": "Format of the date", "description": "How the given date is written, when it is in no usual form." },
                "fromTimezone": { "type": "string", "title": "Zone of the date", "description": "An IANA zone for dates without an offset; left out, the one of the result." },
                "timezone": { "type": "string", "title": "Time zone", "description": "An IANA zone such as Europe/Berlin, or workflow; left out, the workflow's, and with format the date's own." },
                "as": { "type": "string", "title": "Name", "description": "The field of the result; left out, a name by the operation, such as newDate." },
                "keep": { "type": "boolean", "title": "Keep fields", "description": "Put the result beside the item's fields rather than in their place.", "default": false }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "operation": "add", "date": "={{ $json.createdAt }}", "amount": 14, "unit": "days", "as": "dueAt", "keep": true }"""),
        Help = """
            - `now`: the moment of the run (`currentDate`).
            - `add`, `subtract`: `amount` times `unit` (`newDate`). Days and longer keep the time of day over a change of clocks; January 31 and a month is
              the last of February.
            - `part`: a number of the date (`datePart`).
            - `format`: its text (`formattedDate`), by the tokens of Luxon: `yyyy`, `MM`, `MMMM`, `dd`, `EEEE`, `HH`, `hh`, `a`, `mm`, `ss`, `SSS`, `ZZ`, `z`,
              `W`, `o`, `q`, `X` and `x`; text stands in single quotes.
            - `round`: the beginning of the `unit` it is in, or of the next with `mode: up` (`roundedDate`). Weeks begin on Monday.
            - `between`: the time from `start` to `end` in `units` (`timeDifference`); the smallest unit may be broken.

            Dates without an offset are in the zone. Results are ISO 8601 with the zone's offset. A date that cannot be read is a failure of that item;
            `from` reads forms of one's own, such as `dd.MM.yyyy`.
            """,
    };
}
