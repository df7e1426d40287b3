using FlowForge.Core.Execution;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Scheduling;

/// <summary>A schedule that is live, with where it stands.</summary>
internal sealed class LiveSchedule(PublishedWorkflow published, Node node, IScheduleKind kind, Schedule schedule, ScheduleRow row)
{
    private DateTimeOffset? _next = schedule.Recurrence.Next(row.Through);

    public Workflow Workflow => published.Workflow;

    public Schedule Schedule => schedule;

    public ScheduleRow Row { get; private set; } = row;

    /// <summary>The next occurrence that has not been dealt with.</summary>
    public DateTimeOffset? Next => _next;

    public string Name => $"The schedule of node '{node.Id}' of workflow '{Workflow.Id}'";

    /// <summary>Whether there is anything to do: an occurrence, or a clock that was set back.</summary>
    public bool IsDue(DateTimeOffset horizon) => Row.Through > horizon || _next <= horizon;

    /// <summary>All up to this moment has been dealt with.</summary>
    public void Advance(DateTimeOffset through, LastOccurrence? last)
    {
        Row = Row with { Through = through, Last = last ?? Row.Last };
        _next = schedule.Recurrence.Next(through);
    }

    /// <summary>The start of an occurrence; the same occurrence gives the same key whoever asks, and however often.</summary>
    public StartRequest Start(DateTimeOffset occurrence, DateTimeOffset now) => new()
    {
        Workflow = Workflow,
        Hash = published.Hash,
        Version = Workflow.Version,
        Trigger = node.Id,
        Mode = "schedule",
        Active = true,
        Items = [kind.Item(schedule, occurrence, now)],
        At = occurrence > now ? occurrence : null,
        Key = StartKeys.Occurrence(Workflow.Id, node.Id, occurrence),
        Overlap = schedule.Overlap switch
        {
            OverlapRule.Allow => null,
            OverlapRule.Skip => new(StartKeys.Overlap(Workflow.Id, node.Id), 1, WhenBusy.Skip),
            OverlapRule.Queue => new(StartKeys.Overlap(Workflow.Id, node.Id), 1, WhenBusy.Queue),
            _ => throw new InvalidOperationException($"There is no rule {schedule.Overlap}."),
        },
    };
}
