namespace FlowForge.Core.Ports;

/// <summary>What calls of language models have taken, by day (UTC), across restarts and, where a host has several processes, for all of them together.</summary>
public interface IUsageLedger
{
    /// <summary>What is kept for a day; zeros when nothing is.</summary>
    ValueTask<DayUsage> ReadAsync(DateOnly day, CancellationToken cancellation);

    /// <summary>
    /// Adds to what a day took, unless calls or tokens would then pass <paramref name="most"/>: nothing changes then, and null is given. Else what the day took with it.
    /// Of earlier days nothing need be kept.
    /// </summary>
    ValueTask<DayUsage?> TakeAsync(DayUsage more, DayUsage most, CancellationToken cancellation);

    /// <summary>Settles a call: adds tokens to a day, or with a negative number gives them back, whatever the budget. Of a day that is not kept any more nothing changes.</summary>
    ValueTask SettleAsync(DateOnly day, long tokens, CancellationToken cancellation);
}

/// <summary>What the calls of one day (UTC) took.</summary>
/// <param name="Day">The day.</param>
/// <param name="Calls">Calls.</param>
/// <param name="Tokens">Tokens, asked and answered.</param>
public sealed record DayUsage(DateOnly Day, int Calls, long Tokens)
{
    /// <summary>With more taken off; null when that passes <paramref name="most"/>.</summary>
    public DayUsage? Plus(DayUsage more, DayUsage most)
    {
        ArgumentNullException.ThrowIfNull(more);
        ArgumentNullException.ThrowIfNull(most);
        var sum = this with { Calls = Calls + more.Calls, Tokens = Tokens + more.Tokens };
        return sum.Calls > most.Calls || sum.Tokens > most.Tokens ? null : sum;
    }

    /// <summary>With a call settled; never below zero.</summary>
    public DayUsage Settled(long tokens) => this with { Tokens = Math.Max(0, Tokens + tokens) };
}
