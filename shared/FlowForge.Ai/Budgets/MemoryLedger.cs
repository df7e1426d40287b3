using FlowForge.Core.Ports;

namespace FlowForge.Ai.Budgets;

/// <summary>Keeps what a day took while the process lives.</summary>
public sealed class MemoryLedger : IUsageLedger
{
    private readonly Lock gate = new();
    private DayUsage kept = new(default, 0, 0);

    /// <inheritdoc/>
    public ValueTask<DayUsage> ReadAsync(DateOnly day, CancellationToken cancellation)
    {
        lock (gate)
        {
            return new(Of(day));
        }
    }

    /// <inheritdoc/>
    public ValueTask<DayUsage?> TakeAsync(DayUsage more, DayUsage most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(more);
        lock (gate)
        {
            var sum = Of(more.Day).Plus(more, most);
            kept = sum ?? kept;
            return new(sum);
        }
    }

    /// <inheritdoc/>
    public ValueTask SettleAsync(DateOnly day, long tokens, CancellationToken cancellation)
    {
        lock (gate)
        {
            kept = kept.Day == day ? kept.Settled(tokens) : kept;
        }

        return ValueTask.CompletedTask;
    }

    private DayUsage Of(DateOnly day) => kept.Day == day ? kept : new(day, 0, 0);
}
