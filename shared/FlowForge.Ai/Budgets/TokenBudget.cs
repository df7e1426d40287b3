using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Ai.Budgets;

/// <summary>
/// Budgets of calls and tokens, of the day and of each run. A call reserves the most it can take before it is sent, so that calls side by side
/// do not pass a budget together; what it did not take is given back.
/// </summary>
internal sealed class TokenBudget(AiOptions options, IUsageLedger ledger, TimeProvider clock)
{
    // Runs whose count is remembered; the one that asked longest ago is forgotten first, and begins anew.
    private const int RunsKept = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Calls, long Tokens, long Last)> runs = new(StringComparer.Ordinal);
    private DayUsage? today;
    private long asked;

    /// <summary>Takes a call and its tokens off the budgets, or says which is used up.</summary>
    /// <param name="run">The run that pays besides the day, or null.</param>
    /// <param name="prompt">Tokens of the prompt, estimated.</param>
    /// <param name="reply">Most tokens of the reply.</param>
    public Outcome<Reservation> Reserve(string? run, int prompt, int reply)
    {
        lock (gate)
        {
            var day = Today();
            var ofRun = run is null ? default : runs.GetValueOrDefault(run);
            var tokens = (long)prompt + reply;
            if (day.Calls >= options.CallsPerDay || day.Tokens + tokens > options.TokensPerDay)
            {
                return Used($"of this day: {day.Calls} of {options.CallsPerDay} calls, {day.Tokens} of {options.TokensPerDay} tokens, and this call may take {tokens} (FlowForge__Ai__CallsPerDay, FlowForge__Ai__TokensPerDay)");
            }

            if (run is not null && (ofRun.Calls >= options.CallsPerRun || ofRun.Tokens + tokens > options.TokensPerRun))
            {
                return Used($"of this run: {ofRun.Calls} of {options.CallsPerRun} calls, {ofRun.Tokens} of {options.TokensPerRun} tokens, and this call may take {tokens} (FlowForge__Ai__CallsPerRun, FlowForge__Ai__TokensPerRun)");
            }

            Add(run, 1, tokens);
            return new Reservation(run, tokens, day.Day);
        }
    }

    /// <summary>Settles a call: what it took stays taken, the rest is given back. Null: not known, so all that was reserved stays taken.</summary>
    public void Settle(Reservation reservation, long? tokens)
    {
        lock (gate)
        {
            if (tokens is { } taken)
            {
                var isToday = Today().Day == reservation.Day;
                Add(reservation.Run, 0, taken - reservation.Tokens, isToday ? taken - reservation.Tokens : 0);
            }

            ledger.Write(Today());
        }
    }

    private DayUsage Today()
    {
        var day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return today is { } known && known.Day == day ? known : today = ledger.Read(day);
    }

    private void Add(string? run, int calls, long tokens, long? ofDay = null)
    {
        var day = Today();
        today = day with { Calls = day.Calls + calls, Tokens = Math.Max(0, day.Tokens + (ofDay ?? tokens)) };
        if (run is null)
        {
            return;
        }

        if (runs.Count >= RunsKept && !runs.ContainsKey(run))
        {
            runs.Remove(runs.MinBy(static one => one.Value.Last).Key);
        }

        var known = runs.GetValueOrDefault(run);
        runs[run] = (known.Calls + calls, Math.Max(0, known.Tokens + tokens), ++asked);
    }

    private static Failure Used(string what) => Failure.Of(AiFailures.Budget, $"The AI budget {what}, is used up.");
}

/// <summary>What a call has reserved.</summary>
/// <param name="Run">The run that pays, or null.</param>
/// <param name="Tokens">Tokens.</param>
/// <param name="Day">The day that pays.</param>
internal readonly record struct Reservation(string? Run, long Tokens, DateOnly Day);
