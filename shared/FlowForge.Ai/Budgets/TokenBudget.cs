using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Ai.Budgets;

/// <summary>
/// Budgets of calls and tokens, of the day and of each run. A call reserves the most it can take before it is sent, so that calls side by side
/// do not pass a budget together; what it did not take is given back. The day's are the ledger's; those of runs are this process's.
/// </summary>
internal sealed class TokenBudget(AiOptions options, IUsageLedger ledger, TimeProvider clock)
{
    // Runs whose count is remembered; the one that asked longest ago is forgotten first, and begins anew.
    private const int RunsKept = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Calls, long Tokens, long Last)> runs = new(StringComparer.Ordinal);
    private long asked;

    /// <summary>Takes a call and its tokens off the budgets, or says which is used up.</summary>
    /// <param name="run">The run that pays besides the day, or null.</param>
    /// <param name="prompt">Tokens of the prompt, estimated.</param>
    /// <param name="reply">Most tokens of the reply.</param>
    /// <param name="cancellation">Stops before anything is taken.</param>
    public async ValueTask<Outcome<Reservation>> ReserveAsync(string? run, int prompt, int reply, CancellationToken cancellation)
    {
        var (tokens, day) = ((long)prompt + reply, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        if (run is not null && TakeOfRun(run, tokens) is { } used)
        {
            return used;
        }

        var taken = false;
        try
        {
            taken = await ledger.TakeAsync(new(day, 1, tokens), new(day, options.CallsPerDay, options.TokensPerDay), cancellation).ConfigureAwait(false) is not null;
        }
        finally
        {
            if (!taken)
            {
                Add(run, -1, -tokens);
            }
        }

        if (taken)
        {
            return new Reservation(run, tokens, day);
        }

        var today = await ledger.ReadAsync(day, cancellation).ConfigureAwait(false);
        return Used($"of this day: {today.Calls} of {options.CallsPerDay} calls, {today.Tokens} of {options.TokensPerDay} tokens, and this call may take {tokens} (FlowForge__Ai__CallsPerDay, FlowForge__Ai__TokensPerDay)");
    }

    /// <summary>Settles a call: what it took stays taken, the rest is given back. Null: not known, so all that was reserved stays taken.</summary>
    public async ValueTask SettleAsync(Reservation reservation, long? tokens)
    {
        if (tokens is not { } taken || taken == reservation.Tokens)
        {
            return;
        }

        Add(reservation.Run, 0, taken - reservation.Tokens);
        try
        {
            await ledger.SettleAsync(reservation.Day, taken - reservation.Tokens, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreFault)
        {
            // All that was reserved stays taken of the day; the reply that is there already is not to be lost for that.
        }
    }

    private Failure? TakeOfRun(string run, long tokens)
    {
        lock (gate)
        {
            var known = runs.GetValueOrDefault(run);
            if (known.Calls >= options.CallsPerRun || known.Tokens + tokens > options.TokensPerRun)
            {
                return Used($"of this run: {known.Calls} of {options.CallsPerRun} calls, {known.Tokens} of {options.TokensPerRun} tokens, and this call may take {tokens} (FlowForge__Ai__CallsPerRun, FlowForge__Ai__TokensPerRun)");
            }

            Add(run, 1, tokens);
            return null;
        }
    }

    private void Add(string? run, int calls, long tokens)
    {
        if (run is null)
        {
            return;
        }

        lock (gate)
        {
            if (runs.Count >= RunsKept && !runs.ContainsKey(run))
            {
                runs.Remove(runs.MinBy(static one => one.Value.Last).Key);
            }

            var known = runs.GetValueOrDefault(run);
            runs[run] = (known.Calls + calls, Math.Max(0, known.Tokens + tokens), ++asked);
        }
    }

    private static Failure Used(string what) => Failure.Of(AiFailures.Budget, $"The AI budget {what}, is used up.");
}

/// <summary>What a call has reserved.</summary>
/// <param name="Run">The run that pays, or null.</param>
/// <param name="Tokens">Tokens.</param>
/// <param name="Day">The day that pays.</param>
internal readonly record struct Reservation(string? Run, long Tokens, DateOnly Day);
