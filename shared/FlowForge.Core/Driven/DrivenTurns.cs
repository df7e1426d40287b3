using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Starts;

namespace FlowForge.Core.Driven;

/// <summary>
/// Carries out what the lines of concurrency keys say, in any process. A run with two claims takes its trigger's place first and only then asks for that of its
/// workflow's key, all in one order, so that no two runs wait for each other. All of it may be done twice, and late: what it does depends on the run's row.
/// </summary>
public sealed class DrivenTurns
{
    private readonly EngineParts _parts;
    private readonly DrivenEngine _engine;
    private readonly IPlaceLines _lines;

    internal DrivenTurns(EngineParts parts, DrivenEngine engine, IPlaceLines lines) => (_parts, _engine, _lines) = (parts, engine, lines);

    /// <summary>Does what a line said. Whatever it throws is a fault: it is to be done again.</summary>
    public async Task ActAsync(string key, PlaceAct act, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(act);
        var run = await _parts.Runs.GetRunAsync(act.RunId, cancellation).ConfigureAwait(false);
        if (run is not { HasEnded: false, Ticket: not null })
        {
            await _lines.TellAsync(key, new PlaceMessage.Leave(act.RunId), null, cancellation).ConfigureAwait(false);
            return;
        }

        switch (act)
        {
            case PlaceAct.Begin when Order(run.Ticket).SkipWhile(claim => claim.Key != key).Skip(1).FirstOrDefault() is { } next:
                await AskAsync(run, next, null, cancellation).ConfigureAwait(false);
                break;
            case PlaceAct.Begin:
                await _engine.TakeUpAsync(run, cancellation).ConfigureAwait(false);
                break;
            case PlaceAct.End end when run.Status == RunStatus.Queued:
                await _engine.Runs.EndUnbegunAsync(run.Id, WhyOf(end.Why), cancellation).ConfigureAwait(false);
                break;
            case PlaceAct.Stop:
                await _engine.StopAsync(run.Id, FailureCodes.ConcurrencyReplaced).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>A recorded run asks for the first of its places.</summary>
    internal Task AskAsync(RunRecord run, DateTimeOffset? at, CancellationToken cancellation) => AskAsync(run, Order(run.Ticket!).First(), at, cancellation);

    internal Task AskAsync(RunRecord run, PlaceClaim claim, DateTimeOffset? at, CancellationToken cancellation) =>
        _lines.TellAsync(claim.Key, new PlaceMessage.Ask(run.Id, run.Ticket!.Number, claim.Limit, claim.WhenBusy), at, cancellation);

    /// <summary>A run is not to begin unless it has its places: wherever it waits, it leaves.</summary>
    internal async Task WithdrawAsync(RunRecord run, CancellationToken cancellation)
    {
        foreach (var claim in Order(run.Ticket!))
        {
            await _lines.TellAsync(claim.Key, new PlaceMessage.Withdraw(run.Id), null, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The claims of a ticket in the order in which they are made.</summary>
    internal static IEnumerable<PlaceClaim> Order(PlaceTicket ticket) => ticket.Claims.Reverse();

    /// <summary>The failure that ends a run; null when a person ends it.</summary>
    internal static Failure? FailureOf(string code) => code switch
    {
        FailureCodes.ConcurrencyReplaced => PlaceClaims.Replaced,
        _ => null,
    };

    private static Failure? WhyOf(PlaceEnd why) => why switch
    {
        PlaceEnd.Skipped => PlaceClaims.Skipped,
        PlaceEnd.Replaced => PlaceClaims.Replaced,
        _ => null,
    };
}
