using System.Text;
using FlowForge.Core.Serialization;

namespace FlowForge.Nodes.Dates;

/// <summary>The time between two dates in some units.</summary>
/// <param name="Parts">Each unit with how many, the longest first; only the last may be broken. All are negative when time goes back.</param>
internal sealed record DateSpan(IReadOnlyList<(DateUnit Unit, double Count)> Parts)
{
    /// <summary>The time from one date to another.</summary>
    public static DateSpan Between(ZonedDate start, ZonedDate end, IEnumerable<DateUnit> units)
    {
        var (earlier, later, sign) = end.Moment >= start.Moment ? (start, end, 1) : (end, start, -1);
        DateUnit[] ordered = [.. units.Distinct().Order()];
        List<(DateUnit, double)> parts = [];
        var cursor = earlier;
        for (var at = 0; at < ordered.Length; at++)
        {
            var unit = ordered[at];
            var isLast = at == ordered.Length - 1;
            if (DateUnits.IsOfCalendar(unit))
            {
                var count = Whole(cursor, later, unit);
                var reached = cursor.Plus(count, unit);
                var next = cursor.Plus(count + 1, unit);
                var rest = isLast && next.Moment > reached.Moment ? (later.Moment - reached.Moment) / (next.Moment - reached.Moment) : 0;
                parts.Add((unit, sign * (count + rest)));
                cursor = reached;
            }
            else
            {
                var exact = (later.Moment - cursor.Moment).TotalMilliseconds / DateUnits.Milliseconds(unit);
                var count = isLast ? exact : Math.Floor(exact);
                parts.Add((unit, sign * count));
                cursor = isLast ? cursor : cursor.Plus(count, unit);
            }
        }

        return new(parts);
    }

    /// <summary>ISO 8601: <c>P1Y2M3DT4H5M6.7S</c>.</summary>
    public string Iso()
    {
        var (date, time) = (new StringBuilder(), new StringBuilder());
        Append(date, Of(DateUnit.Years), 'Y');
        Append(date, Of(DateUnit.Months) + (Of(DateUnit.Quarters) * 3), 'M');
        Append(date, Of(DateUnit.Weeks), 'W');
        Append(date, Of(DateUnit.Days), 'D');
        Append(time, Of(DateUnit.Hours), 'H');
        Append(time, Of(DateUnit.Minutes), 'M');
        Append(time, Math.Round(Of(DateUnit.Seconds) + (Of(DateUnit.Milliseconds) / 1_000), 3), 'S');
        return date.Length + time.Length == 0 ? "PT0S" : $"P{date}{(time.Length > 0 ? "T" : "")}{time}";
    }

    private double Of(DateUnit unit) => Parts.FirstOrDefault(part => part.Unit == unit).Count;

    private static void Append(StringBuilder text, double count, char letter)
    {
        if (count != 0)
        {
            text.Append(JsNumber.Format(count)).Append(letter);
        }
    }

    private static double Whole(ZonedDate from, ZonedDate to, DateUnit unit)
    {
        var months = ((to.Wall.Year - from.Wall.Year) * 12) + to.Wall.Month - from.Wall.Month;
        double count = unit switch
        {
            DateUnit.Years => months / 12,
            DateUnit.Quarters => months / 3,
            DateUnit.Months => months,
            DateUnit.Weeks => Math.Floor((to.Moment - from.Moment).TotalDays / 7),
            _ => Math.Floor((to.Moment - from.Moment).TotalDays),
        };
        while (count > 0 && from.Plus(count, unit).Moment > to.Moment)
        {
            count--;
        }

        while (from.Plus(count + 1, unit).Moment <= to.Moment)
        {
            count++;
        }

        return count;
    }
}
