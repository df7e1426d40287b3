using FlowForge.Core.Failures;

namespace FlowForge.Core.Ports;

/// <summary>How far the occurrences of live schedules have been dealt with. One contract suite (<c>ScheduleStoreContract</c>) holds every implementation.</summary>
public interface IScheduleStore
{
    /// <summary>All rows, by workflow and node.</summary>
    ValueTask<IReadOnlyList<ScheduleRow>> ReadAsync(CancellationToken cancellation);

    /// <summary>Inserts or replaces rows and deletes others, all or nothing; it is durable when the task completes. A broken store throws <see cref="StoreFault"/>.</summary>
    ValueTask WriteAsync(IReadOnlyList<ScheduleRow> put, IReadOnlyList<TriggerId> delete);
}

/// <summary>A trigger of a workflow.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="NodeId">The trigger node.</param>
public readonly record struct TriggerId(string WorkflowId, string NodeId);

/// <summary>Where a live schedule stands.</summary>
/// <param name="Trigger">Whose it is.</param>
/// <param name="Definition"><see cref="Scheduling.Schedule.Definition"/> it was kept for.</param>
/// <param name="Through">Occurrences up to this moment, UTC, have been dealt with.</param>
/// <param name="Last">The last start, or null.</param>
public sealed record ScheduleRow(TriggerId Trigger, string Definition, DateTimeOffset Through, LastOccurrence? Last);

/// <summary>The last occurrence that was to be started.</summary>
/// <param name="At">The planned moment, UTC.</param>
/// <param name="RunId">The run it gave, or null.</param>
/// <param name="Failure">Why no run was recorded, or null.</param>
public sealed record LastOccurrence(DateTimeOffset At, string? RunId, Failure? Failure);
