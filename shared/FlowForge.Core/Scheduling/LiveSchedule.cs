using FlowForge.Core.Execution;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Scheduling;

/// <summary>A schedule that is live, with where it stands.</summary>
internal sealed class LiveSchedule(PublishedWorkflow published, Node node, IScheduleKind kind, Schedule schedule, ScheduleRow row)
{
    private DateTimeOffset? _next = schedule.Recurrence.Next(row.Through);
    private ScheduleRow _kept = row;

    public Workflow Workflow => published.Workflow;

    public Schedule Schedule => schedule;

    public ScheduleRow Row { get; private set; } = row;

    /// <summary>Whether it has moved on since its row was written.</summary>
    public bool HasMoved => !ReferenceEquals(_kept, Row);

    /// <summary>The next occurrence that has not been dealt with.</summary>
    public DateTimeOffset? Next => _next;

    public string Name => $"The schedule of node '{node.Id}' of workflow '{Workflow.Id}'";

    /// <summary>Whether there is anything to do: an occurrence, or a clock that was set back.</summary>
    public bool IsDue(DateTimeOffset horizon) => Row.Through > horizon || _next <= horizon;

    /// <summary>All up to this moment has been dealt with.</summary>
    public void Advance(DateTimeOffset through, LastOccurrence? last)
    {
        var next = Row with { Through = through, Last = last ?? Row.Last };
        Row = next == Row ? Row : next;
        _next = schedule.Recurrence.Next(through);
    }

    /// <summary>This row of it has been written.</summary>
    public void Keep(ScheduleRow written) => _kept = written;

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
