using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Validation;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Dates;

/// <summary>What is done with dates.</summary>
internal enum DateOperation
{
    /// <summary>The moment of the run.</summary>
    Now,

    /// <summary>A later date.</summary>
    Add,

    /// <summary>An earlier date.</summary>
    Subtract,

    /// <summary>One number of it.</summary>
    Part,

    /// <summary>Its text.</summary>
    Format,

    /// <summary>The beginning of a unit.</summary>
    Round,

    /// <summary>The time from one to another.</summary>
    Between,
}

/// <summary>A number that a date has.</summary>
internal enum DatePart
{
    /// <summary>1 to 9999.</summary>
    Year,

    /// <summary>1 to 4.</summary>
    Quarter,

    /// <summary>1 to 12.</summary>
    Month,

    /// <summary>1 to 53, by ISO 8601.</summary>
    Week,

    /// <summary>1 to 31.</summary>
    Day,

    /// <summary>1 to 366.</summary>
    DayOfYear,

    /// <summary>1 for Monday to 7.</summary>
    Weekday,

    /// <summary>0 to 23.</summary>
    Hour,

    /// <summary>0 to 59.</summary>
    Minute,

    /// <summary>0 to 59.</summary>
    Second,

    /// <summary>0 to 999.</summary>
    Millisecond,
}

/// <summary>The parameters of <c>dateTime</c>.</summary>
/// <param name="Operation">What is done; default now.</param>
internal sealed record DatesParameters(DateOperation Operation)
{
    /// <summary>What <c>timezone</c> says for the workflow's own.</summary>
    public const string WorkflowZone = "workflow";

    private static readonly FrozenDictionary<string, DateOperation> Operations = Words<DateOperation>();
    private static readonly FrozenDictionary<string, DatePart> PartWords = Words<DatePart>();

    private static readonly FrozenDictionary<string, bool> Modes =
        new Dictionary<string, bool> { ["down"] = false, ["up"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<DateOperation, string> Names = new Dictionary<DateOperation, string>
    {
        [DateOperation.Now] = "currentDate", [DateOperation.Add] = "newDate", [DateOperation.Subtract] = "newDate", [DateOperation.Part] = "datePart",
        [DateOperation.Format] = "formattedDate", [DateOperation.Round] = "roundedDate", [DateOperation.Between] = "timeDifference",
    }.ToFrozenDictionary();

    /// <summary>The date; of between the first.</summary>
    public JsonElement Date { get; private init; }

    /// <summary>Between: the second date.</summary>
    public JsonElement End { get; private init; }

    /// <summary>How its text is read; null for the usual formats.</summary>
    public string? From { get; private init; }

    /// <summary>Add and subtract: how many units.</summary>
    public double Amount { get; private init; }

    /// <summary>Add, subtract and round: which unit; default days.</summary>
    public DateUnit Unit { get; private init; }

    /// <summary>Part: which number; default the month.</summary>
    public DatePart Part { get; private init; }

    /// <summary>Format: the text's format; default <c>MM/dd/yyyy</c>.</summary>
    public string Format { get; private init; } = "MM/dd/yyyy";

    /// <summary>Round: whether to the end; default no.</summary>
    public bool RoundsUp { get; private init; }

    /// <summary>Between: in which units; default days.</summary>
    public IReadOnlyList<DateUnit> Units { get; private init; } = [DateUnit.Days];

    /// <summary>Between: whether the result is a text of ISO 8601; default no.</summary>
    public bool IsIso { get; private init; }

    /// <summary>Now: whether the time of day is wanted; default yes.</summary>
    public bool HasTime { get; private init; }

    /// <summary>The zone; null for the workflow's, and to leave a formatted date in its own.</summary>
    public string? Zone { get; private init; }

    /// <summary>The zone of a date without an offset; null for that of the result.</summary>
    public string? FromZone { get; private init; }

    /// <summary>The field of the result.</summary>
    public string As { get; private init; } = "";

    /// <summary>Whether the item's fields stay; default no.</summary>
    public bool KeepsFields { get; private init; }

    /// <summary>Reads them.</summary>
    public static Outcome<DatesParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var operation = reader.Choice("operation", Operations, DateOperation.Now);
        var zone = reader.Text("timezone");
        if (zone is not WorkflowZone)
        {
            Known(reader, "timezone", zone);
        }

        var from = reader.Text("fromTimezone") is { Length: > 0 } named ? named : null;
        Known(reader, "fromTimezone", from);

        return reader.Give(new DatesParameters(operation)
        {
            Date = reader.Value(operation == DateOperation.Between ? "start" : "date"),
            End = reader.Value("end"),
            From = FormatOf(reader, "from"),
            Amount = reader.Number("amount", 1, -1e12, 1e12),
            Unit = reader.Choice("unit", DateUnits.Words, DateUnit.Days),
            Part = reader.Choice("part", PartWords, DatePart.Month),
            Format = FormatOf(reader, "format") ?? "MM/dd/yyyy",
            RoundsUp = reader.Choice("mode", Modes, false),
            Units = ReadUnits(reader),
            IsIso = reader.Flag("iso", false),
            HasTime = reader.Flag("includeTime", true),
            Zone = zone,
            FromZone = from,
            As = reader.Text("as") is { Length: > 0 } name ? name : Names[operation],
            KeepsFields = reader.Flag("keep", false),
        });
    }

    private static void Known(ParameterReader reader, string name, string? zone)
    {
        if (zone is not null && !TimeZones.IsKnown(zone))
        {
            reader.Refuse(name, TimeZones.HasDatabase ? $"names no time zone: {zone}" : $"names a time zone, {zone}, that {TimeZones.Unknown}");
        }
    }

    private static string? FormatOf(ParameterReader reader, string name)
    {
        var format = reader.Text(name);
        if (format?.Length > Limits.DateFormatLength)
        {
            reader.Refuse(name, $"may have {Limits.DateFormatLength} characters at most");
        }

        return format is { Length: > 0 } ? format : null;
    }

    private static List<DateUnit> ReadUnits(ParameterReader reader)
    {
        List<DateUnit> units = [];
        foreach (var name in reader.Names("units"))
        {
            if (DateUnits.Words.TryGetValue(name, out var unit))
            {
                units.Add(unit);
            }
            else
            {
                reader.Refuse("units", $"names no unit: {name}");
            }
        }

        return units.Count == 0 ? [DateUnit.Days] : units;
    }

    private static FrozenDictionary<string, T> Words<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToFrozenDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);
}
