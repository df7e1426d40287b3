namespace FlowForge.Ai.Budgets;

/// <summary>Keeps what a day's calls took across restarts.</summary>
public interface IUsageLedger
{
    /// <summary>What is kept for a day; zeros when nothing is.</summary>
    DayUsage Read(DateOnly day);

    /// <summary>Keeps what a day took so far; of earlier days nothing need be kept.</summary>
    void Write(DayUsage usage);
}

/// <summary>What the calls of one day (UTC) took.</summary>
/// <param name="Day">The day.</param>
/// <param name="Calls">Calls.</param>
/// <param name="Tokens">Tokens, asked and answered.</param>
public sealed record DayUsage(DateOnly Day, int Calls, long Tokens);

/// <summary>Keeps it while the process lives.</summary>
public sealed class MemoryLedger : IUsageLedger
{
    private DayUsage kept = new(default, 0, 0);

    /// <inheritdoc/>
    public DayUsage Read(DateOnly day) => kept.Day == day ? kept : new(day, 0, 0);

    /// <inheritdoc/>
    public void Write(DayUsage usage) => kept = usage;
}
