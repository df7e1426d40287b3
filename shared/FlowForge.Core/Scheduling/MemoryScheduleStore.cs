using FlowForge.Core.Ports;

namespace FlowForge.Core.Scheduling;

/// <summary>Where schedules stand, in memory: of tests, and of hosts that live as long as their schedules.</summary>
public sealed class MemoryScheduleStore : IScheduleStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TriggerId, ScheduleRow> _rows = [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ScheduleRow>> ReadAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new([.. _rows.Values
                .OrderBy(row => row.Trigger.WorkflowId, StringComparer.Ordinal).ThenBy(row => row.Trigger.NodeId, StringComparer.Ordinal)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(IReadOnlyList<ScheduleRow> put, IReadOnlyList<TriggerId> delete)
    {
        lock (_gate)
        {
            foreach (var trigger in delete)
            {
                _rows.Remove(trigger);
            }

            foreach (var row in put)
            {
                _rows[row.Trigger] = row;
            }

            return ValueTask.CompletedTask;
        }
    }
}
