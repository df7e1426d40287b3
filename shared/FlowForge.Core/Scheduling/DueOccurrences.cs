namespace FlowForge.Core.Scheduling;

/// <summary>
/// The policy of schedules, without clock or store: of a trigger's occurrences, of how far they have been dealt with and of the present moment
/// it makes what is to be started now.
/// </summary>
/// <param name="Starts">Occurrences to start, oldest first.</param>
/// <param name="Through">How far occurrences have been dealt with once these are started; it may lie before where it was, when the clock was set back.</param>
/// <param name="IsCut">Whether more were missed than <see cref="Limits.MissedRuns"/>.</param>
public sealed record DueOccurrences(IReadOnlyList<DateTimeOffset> Starts, DateTimeOffset Through, bool IsCut)
{
    private static readonly TimeSpan OnTime = TimeSpan.FromSeconds(Limits.ScheduleLateSeconds);

    /// <summary>
    /// What is due. Normally one occurrence came due since the last look. Where several did (the host was down, the machine slept, the clock was set
    /// ahead), <see cref="Schedule.Missed"/> decides. When the clock was set back, the schedule goes on from the present moment; that
    /// an occurrence which comes again is not started again is held by its start's key.
    /// </summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="through">Occurrences up to this moment have been dealt with.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="ahead">For a host that looks seldom: how far behind the present occurrences are given too; zero or more.</param>
    public static DueOccurrences Of(Schedule schedule, DateTimeOffset through, DateTimeOffset now, TimeSpan ahead = default)
    {
        var from = through > now + ahead ? now : through;
        var (missed, isCut) = Past(schedule, from, now);
        List<DateTimeOffset> starts = [.. missed];
        var last = schedule.Recurrence.Last(from, now) ?? from;
        for (var next = schedule.Recurrence.Next(Later(from, now)); next <= now + ahead; next = schedule.Recurrence.Next(next.Value))
        {
            starts.Add(next.Value);
            last = next.Value;
        }

        return new(starts, last, isCut);
    }

    private static (IReadOnlyList<DateTimeOffset> Starts, bool IsCut) Past(Schedule schedule, DateTimeOffset from, DateTimeOffset now)
    {
        if (schedule.Recurrence.Last(from, now) is not { } newest)
        {
            return ([], false);
        }

        return schedule.Missed switch
        {
            MissedRuns.Skip => (now - newest <= OnTime ? [newest] : [], false),
            MissedRuns.Once => ([newest], false),
            MissedRuns.All => All(schedule.Recurrence, from, newest),
            _ => throw new InvalidOperationException($"There is no rule {schedule.Missed}."),
        };
    }

    private static (IReadOnlyList<DateTimeOffset> Starts, bool IsCut) All(IRecurrence recurrence, DateTimeOffset from, DateTimeOffset newest)
    {
        var starts = new List<DateTimeOffset> { newest };
        var earlier = recurrence.Last(from, newest.AddTicks(-1));
        while (earlier is { } at && starts.Count < Limits.MissedRuns)
        {
            starts.Add(at);
            earlier = recurrence.Last(from, at.AddTicks(-1));
        }

        starts.Reverse();
        return (starts, earlier is not null);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
