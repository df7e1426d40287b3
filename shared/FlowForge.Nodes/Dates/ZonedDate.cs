using System.Globalization;

namespace FlowForge.Nodes.Dates;

/// <summary>A moment as a clock on the wall shows it.</summary>
/// <param name="Moment">The moment, with the offset it has there.</param>
/// <param name="Zone">The zone of the clock; null when only the offset is known.</param>
internal readonly record struct ZonedDate(DateTimeOffset Moment, TimeZoneInfo? Zone)
{
    /// <summary>What the clock shows.</summary>
    public DateTime Wall => Moment.DateTime;

    /// <summary>A moment on the clock of a zone.</summary>
    public static ZonedDate In(DateTimeOffset moment, TimeZoneInfo zone) => new(TimeZoneInfo.ConvertTime(moment, zone), zone);

    /// <summary>ISO 8601 with milliseconds and the offset, <c>Z</c> in UTC.</summary>
    public string Iso => Wall.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture) + (IsUtc ? "Z" : Moment.ToString("zzz", CultureInfo.InvariantCulture));

    /// <summary>Name of the zone, or <c>UTC+2</c> where only the offset is known.</summary>
    public string ZoneName => IsUtc ? "UTC" : Zone?.Id ?? $"UTC{Moment.ToString("%z", CultureInfo.InvariantCulture)}";

    /// <summary>Whether the clock shows UTC.</summary>
    public bool IsUtc => Moment.Offset == TimeSpan.Zero && (Zone is null || Zone.Id is "UTC" or "Etc/UTC");

    /// <summary>
    /// This date and some more. Years to days move the hands and keep the time of day, a month that is too short ends on its last day; hours
    /// and less are exact. A part of a calendar unit is taken as its usual length.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The result is outside the years 1 to 9999.</exception>
    public ZonedDate Plus(double amount, DateUnit unit)
    {
        if (!DateUnits.IsOfCalendar(unit))
        {
            return Later(amount * DateUnits.Milliseconds(unit));
        }

        var whole = Math.Truncate(amount);
        if (Math.Abs(whole) > 4_000_000)
        {
            throw new ArgumentOutOfRangeException(nameof(amount));
        }

        var moved = unit switch
        {
            DateUnit.Years => Wall.AddMonths((int)whole * 12),
            DateUnit.Quarters => Wall.AddMonths((int)whole * 3),
            DateUnit.Months => Wall.AddMonths((int)whole),
            DateUnit.Weeks => Wall.AddDays(whole * 7),
            _ => Wall.AddDays(whole),
        };
        return At(moved).Later((amount - whole) * DateUnits.Milliseconds(unit));
    }

    /// <summary>The beginning of the unit that this date is in.</summary>
    public ZonedDate StartOf(DateUnit unit)
    {
        var day = Wall.Date;
        return At(unit switch
        {
            DateUnit.Years => new(day.Year, 1, 1),
            DateUnit.Quarters => new(day.Year, (((day.Month - 1) / 3) * 3) + 1, 1),
            DateUnit.Months => new(day.Year, day.Month, 1),
            DateUnit.Weeks => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            DateUnit.Days => day,
            _ => new(Wall.Ticks - (Wall.Ticks % (long)(DateUnits.Milliseconds(unit) * TimeSpan.TicksPerMillisecond))),
        });
    }

    private ZonedDate Later(double milliseconds)
    {
        var moment = Moment.AddTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond));
        return Zone is null ? new(moment, null) : In(moment, Zone);
    }

    // A time that a change of clocks leaves out is the same while later; of one that comes twice, the offset decides that was there.
    private ZonedDate At(DateTime wall)
    {
        if (Zone is null)
        {
            return new(new(wall, Moment.Offset), null);
        }

        var offset = Zone.IsAmbiguousTime(wall) && Zone.GetAmbiguousTimeOffsets(wall).Contains(Moment.Offset) ? Moment.Offset : Zone.GetUtcOffset(wall);
        return In(new(wall, offset), Zone);
    }
}
