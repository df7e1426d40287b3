using FlowForge.Core;
using FlowForge.Core.Scheduling;

namespace FlowForge.Nodes.Tests.Schedules;

/// <summary>What a schedule must start, by the words of its documentation and with every occurrence looked at.</summary>
internal sealed class NaiveSchedule(MissedRuns missed, Func<DateTimeOffset, DateTimeOffset, IEnumerable<DateTimeOffset>> between)
{
    private readonly HashSet<DateTimeOffset> _ever = [];

    /// <summary>Occurrences that gave a run, in the order of their starts.</summary>
    public List<DateTimeOffset> Started { get; } = [];

    /// <summary>Occurrences up to here are over.</summary>
    public DateTimeOffset Position { get; set; }

    public void Look(DateTimeOffset now)
    {
        if (now < Position)
        {
            // The clock was set back: what was before the present moment stays over, and what is behind it comes again.
            Position = now;
            return;
        }

        var due = between(Position, now).ToList();
        if (due.Count == 0)
        {
            return;
        }

        foreach (var occurrence in missed switch
        {
            MissedRuns.Skip => due.TakeLast(1).Where(newest => now - newest <= TimeSpan.FromMinutes(1)),
            MissedRuns.Once => due.TakeLast(1),
            _ => due.TakeLast(Limits.MissedRuns),
        })
        {
            if (_ever.Add(occurrence))
            {
                Started.Add(occurrence);
            }
        }

        Position = due[^1];
    }
}
