namespace FlowForge.Nodes.Tests.Schedules;

/// <summary>A cron expression that is understood by looking at every minute there is.</summary>
internal sealed record NaiveCron(
    NaiveField? Second, NaiveField Minute, NaiveField Hour, NaiveField Day, NaiveField Month, NaiveField WeekDay)
{
    public string Text => string.Join(' ', new[] { Second, Minute, Hour, Day, Month, WeekDay }.OfType<NaiveField>().Select(part => part.Text));

    /// <summary>Goes on through a time that comes twice; else it fires the first time only.</summary>
    private bool IsInterval => Second?.IsInterval == true || Minute.IsInterval || Hour.IsInterval;

    public static NaiveCron Draw(Random random)
    {
        var days = random.Next(4);
        var day = days is 1 or 3 ? NaiveField.Draw(random, 1, 31) : NaiveField.Any(1, 31);
        return new(
            random.Next(3) == 0 ? NaiveField.Draw(random, 0, 59) : null,
            NaiveField.Draw(random, 0, 59),
            random.Next(3) == 0 ? NaiveField.One(random.Next(4)) : NaiveField.Draw(random, 0, 23),
            day,
            random.Next(4) == 0 && day.Values.Min() <= 28 ? NaiveField.Draw(random, 1, 12) : NaiveField.Any(1, 12),
            days is 2 or 3 ? NaiveField.Draw(random, 0, 6) : NaiveField.Any(0, 6));
    }

    /// <summary>Occurrences after a moment, up to another.</summary>
    public IEnumerable<DateTimeOffset> Between(TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset upTo)
    {
        var minute = new DateTimeOffset(after.UtcTicks - (after.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var before = TimeZoneInfo.ConvertTime(minute.AddMinutes(-1), zone);
        for (; minute <= upTo; minute = minute.AddMinutes(1))
        {
            var local = TimeZoneInfo.ConvertTime(minute, zone);
            foreach (var at in In(minute, local, before, zone).Where(at => at > after && at <= upTo))
            {
                yield return at;
            }

            before = local;
        }
    }

    private IEnumerable<DateTimeOffset> In(DateTimeOffset minute, DateTimeOffset local, DateTimeOffset before, TimeZoneInfo zone)
    {
        var seconds = Fires(local.DateTime) && (IsInterval || !IsSecondTime(local, zone)) ? Seconds() : [];
        for (var skipped = before.DateTime.AddMinutes(1); skipped < local.DateTime; skipped = skipped.AddMinutes(1))
        {
            if (Fires(skipped))
            {
                // It would have come at a time that does not exist.
                seconds = seconds.Prepend(0).Distinct();
                break;
            }
        }

        return seconds.Select(second => minute.AddSeconds(second));
    }

    private IEnumerable<int> Seconds() => Second?.Values.Order() ?? (IEnumerable<int>)[0];

    private bool Fires(DateTime local)
    {
        if (!Minute.Values.Contains(local.Minute) || !Hour.Values.Contains(local.Hour) || !Month.Values.Contains(local.Month))
        {
            return false;
        }

        var (day, weekDay) = (Day.Values.Contains(local.Day), WeekDay.Values.Contains((int)local.DayOfWeek));
        return Day.Text[0] != '*' && WeekDay.Text[0] != '*' ? day || weekDay : day && weekDay;
    }

    private static bool IsSecondTime(DateTimeOffset local, TimeZoneInfo zone) =>
        zone.IsAmbiguousTime(local.DateTime) && local.Offset == zone.GetAmbiguousTimeOffsets(local.DateTime).Min();
}
