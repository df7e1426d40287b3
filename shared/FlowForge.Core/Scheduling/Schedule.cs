using FlowForge.Core.Execution;

namespace FlowForge.Core.Scheduling;

/// <summary>When a trigger fires by itself, and what happens to occurrences whose time has gone by.</summary>
public sealed record Schedule
{
    /// <summary>Its occurrences.</summary>
    public required IRecurrence Recurrence { get; init; }

    /// <summary>The cron expression, or null.</summary>
    public string? Cron { get; init; }

    /// <summary>The interval, or null.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>IANA zone of a cron expression and of the item's readable parts.</summary>
    public required string Timezone { get; init; }

    /// <summary>What is made up for.</summary>
    public MissedRuns Missed { get; init; }

    /// <summary>Which occurrences it has: with another one a trigger begins anew from the present moment.</summary>
    public string Definition => field ??= Identity.Hash("schedule", Cron ?? "", Every?.Ticks.ToString() ?? "", Every is null ? Timezone : "");
}

/// <summary>What happens to occurrences that came due while nobody was there to start them.</summary>
public enum MissedRuns
{
    /// <summary>Nothing; the newest still counts as on time for <see cref="Limits.ScheduleLateSeconds"/>.</summary>
    Skip,

    /// <summary>The newest is started.</summary>
    Once,

    /// <summary>All are started, oldest first; of more than <see cref="Limits.MissedRuns"/> the newest.</summary>
    All,
}
