using System.Globalization;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Times;

namespace FlowForge.Nodes.Dates;

/// <summary>What an operation makes of an item's dates.</summary>
internal static class DatesResult
{
    private static readonly JsonElement Zero = JsonElement.Parse("0");

    /// <summary>The value. Failure: <c>node.parameter</c>.</summary>
    /// <param name="parameters">The operation.</param>
    /// <param name="workflowZone">The run's zone.</param>
    /// <param name="now">The moment.</param>
    /// <param name="isBareUtc">n8n's manner: a time without an offset is one of UTC, and null is the beginning of 1970.</param>
    public static Outcome<JsonElement> Of(DatesParameters parameters, string workflowZone, DateTimeOffset now, bool isBareUtc = false)
    {
        var zone = Moments.Zone(parameters.Zone is null or DatesParameters.WorkflowZone ? workflowZone : parameters.Zone);
        try
        {
            if (parameters.Operation == DateOperation.Now)
            {
                var moment = ZonedDate.In(now, zone);
                return JsonValues.Text((parameters.HasTime ? moment : moment.StartOf(DateUnit.Days)).Iso);
            }

            var isBetween = parameters.Operation == DateOperation.Between;
            var moves = parameters.Operation != DateOperation.Format || parameters.Zone is not null;
            var given = isBareUtc && parameters.Operation != DateOperation.Format && parameters.Date.ValueKind == JsonValueKind.Null ? Zero : parameters.Date;
            var read = new DateReading(zone, moves) { Bare = BareZone(parameters, zone, workflowZone, isBareUtc), IsShownInUtc = isBareUtc && !moves && (parameters.From is not null || given.ValueKind == JsonValueKind.Number) };
            var date = read.Of(given, isBetween ? "start" : "date", parameters.From);
            return date.IsFailure ? date.Failure : isBetween ? Between(date.Value, parameters, read) : Single(date.Value, parameters);
        }
        catch (ArgumentOutOfRangeException)
        {
            return Failure.Of(FailureCodes.Parameter, "The parameter \"amount\" leads out of the years 1 to 9999.");
        }
    }

    /// <summary>The zone of a time without an offset: of n8n's clock, or the workflow's where the format is told or the zone is.</summary>
    private static TimeZoneInfo BareZone(DatesParameters parameters, TimeZoneInfo zone, string workflowZone, bool isBareUtc) =>
        parameters.FromZone is { } from ? Moments.Zone(from)
        : !isBareUtc ? zone
        : parameters.From is not null || parameters is { Operation: DateOperation.Format, Zone: not (null or DatesParameters.WorkflowZone) } ? Moments.Zone(workflowZone)
        : TimeZoneInfo.Utc;

    private static JsonElement Single(ZonedDate date, DatesParameters parameters) => parameters.Operation switch
    {
        DateOperation.Add => JsonValues.Text(date.Plus(parameters.Amount, parameters.Unit).Iso),
        DateOperation.Subtract => JsonValues.Text(date.Plus(-parameters.Amount, parameters.Unit).Iso),
        DateOperation.Round when parameters.RoundsUp => JsonValues.Text(date.Plus(1, parameters.Unit).StartOf(parameters.Unit).Iso),
        DateOperation.Round => JsonValues.Text(date.StartOf(parameters.Unit).Iso),
        DateOperation.Format => JsonValues.Text(DateFormat.Write(date, parameters.Format)),
        DateOperation.Part => JsonElement.Parse(Part(date.Wall, parameters.Part).ToString(CultureInfo.InvariantCulture)),
        _ => throw new InvalidOperationException($"There is no operation {parameters.Operation} of one date."),
    };

    private static Outcome<JsonElement> Between(ZonedDate start, DatesParameters parameters, DateReading reading)
    {
        var end = reading.Of(parameters.End, "end", parameters.From);
        if (end.IsFailure)
        {
            return end.Failure;
        }

        var span = DateSpan.Between(start, end.Value, parameters.Units);
        if (parameters.IsIso)
        {
            return JsonValues.Text(span.Iso());
        }

        var parts = new ObjectDraft();
        foreach (var (unit, count) in span.Parts)
        {
            parts.Put(DateUnits.Name(unit), new(JsonElement.Parse(JsNumber.Format(count))));
        }

        return JsonValues.TryOf(parts)!.Value;
    }

    private static int Part(DateTime wall, DatePart part) => part switch
    {
        DatePart.Year => wall.Year,
        DatePart.Quarter => ((wall.Month - 1) / 3) + 1,
        DatePart.Month => wall.Month,
        DatePart.Week => ISOWeek.GetWeekOfYear(wall),
        DatePart.Day => wall.Day,
        DatePart.DayOfYear => wall.DayOfYear,
        DatePart.Weekday => (((int)wall.DayOfWeek + 6) % 7) + 1,
        DatePart.Hour => wall.Hour,
        DatePart.Minute => wall.Minute,
        DatePart.Second => wall.Second,
        _ => wall.Millisecond,
    };
}
