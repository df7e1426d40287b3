using System.Collections.Frozen;

namespace FlowForge.Nodes.Dates;

/// <summary>Units of time, the longest first.</summary>
internal enum DateUnit
{
    /// <summary>Years of the calendar.</summary>
    Years,

    /// <summary>Three months.</summary>
    Quarters,

    /// <summary>Months of the calendar.</summary>
    Months,

    /// <summary>Seven days; a week begins on Monday.</summary>
    Weeks,

    /// <summary>Days of the calendar, 23 to 25 hours.</summary>
    Days,

    /// <summary>Hours.</summary>
    Hours,

    /// <summary>Minutes.</summary>
    Minutes,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Milliseconds.</summary>
    Milliseconds,
}

/// <summary>Words and lengths of units.</summary>
internal static class DateUnits
{
    /// <summary>Units by their names, one or many: <c>day</c>, <c>days</c>.</summary>
    public static readonly FrozenDictionary<string, DateUnit> Words = Enum.GetValues<DateUnit>()
        .SelectMany(unit => new[] { (Name(unit), unit), (Name(unit)[..^1], unit) })
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.unit, StringComparer.Ordinal);

    /// <summary>The name for many.</summary>
    public static string Name(DateUnit unit) => unit.ToString().ToLowerInvariant();

    /// <summary>Whether its length depends on the calendar, so that it is counted on the clock on the wall.</summary>
    public static bool IsOfCalendar(DateUnit unit) => unit <= DateUnit.Days;

    /// <summary>About how many milliseconds it has: what a part of a year or a month is taken as.</summary>
    public static double Milliseconds(DateUnit unit) => unit switch
    {
        DateUnit.Years => 365 * 86_400_000d,
        DateUnit.Quarters => 91 * 86_400_000d,
        DateUnit.Months => 30 * 86_400_000d,
        DateUnit.Weeks => 7 * 86_400_000d,
        DateUnit.Days => 86_400_000,
        DateUnit.Hours => 3_600_000,
        DateUnit.Minutes => 60_000,
        DateUnit.Seconds => 1_000,
        _ => 1,
    };
}
