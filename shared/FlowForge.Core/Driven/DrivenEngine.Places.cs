using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Forks;
using FlowForge.Core.Ports;
using FlowForge.Core.Starts;

namespace FlowForge.Core.Driven;

/// <content>
/// Runs that begin in their turn (semantics 9, concurrency key). Such a run is a row first, QUEUED and with its claims, then a seat in the line of each key, one
/// key after the other, and only then an instance. What dies in between, <see cref="DrivenWatch"/> goes on with.
/// </content>
public sealed partial class DrivenEngine
{
    private static readonly TimeSpan DecidedWithin = TimeSpan.FromSeconds(Limits.PlaceDecidedSeconds);
    private readonly IPlaceLines _lines;

    /// <summary>Carries out what lines say.</summary>
    public DrivenTurns Turns { get; }

    /// <inheritdoc/>
    public async ValueTask<bool> WaitsForPlaceAsync(RunRecord run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Status == RunStatus.Queued && (run.Ticket is null || await StandingAsync(run.Ticket, run.Id, cancellation).ConfigureAwait(false) is true);
    }

    /// <summary>Whether there is no room in a line for one more that waits.</summary>
    private async ValueTask<bool> IsFullAsync(IEnumerable<PlaceClaim> claims, CancellationToken cancellation)
    {
        foreach (var claim in claims.Where(claim => claim.WhenBusy == Model.WhenBusy.Queue))
        {
            if ((await _lines.ReadAsync(claim.Key, cancellation).ConfigureAwait(false)).Count - (long)claim.Limit >= Limits.PlaceQueue)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is recorded of a run with claims; null without one.</summary>
    private static PlaceTicket? TicketOf(RunRecord run, List<PlaceClaim> claims) =>
        claims.Count == 0 ? null : new(run.StartedAt.UtcTicks, claims[0], claims.Count > 1 ? claims[1] : null);

    /// <summary>What follows when a start is recorded.</summary>
    private async ValueTask FollowUpAsync(RunRecord run, PlannedWorkflow planned, StartRequest request, Failure? failure)
    {
        if (failure is not null)
        {
            await Runs.FailAtStartAsync(run.Id, failure).ConfigureAwait(false);
        }
        else if (run.Ticket is null)
        {
            await ScheduleAsync(run, planned, request.At, null).ConfigureAwait(false);
        }
        else
        {
            await Turns.AskAsync(run, request.At, CancellationToken.None).ConfigureAwait(false);
            if (request is { Mode: not "schedule", Caller: null })
            {
                await DecidedAsync(run).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The row of a fork: it takes a place as other runs do.</summary>
    private async ValueTask<Outcome<SeatedFork>> SeatAsync(ForkStart start, CancellationToken cancellation)
    {
        if (await PlaceClaims.OfAsync(start, _parts, cancellation).ConfigureAwait(false) is not { } claim)
        {
            return new SeatedFork(start.Run, null);
        }

        var queued = start.Run with { Status = RunStatus.Queued };
        return claim.IsFailure ? new SeatedFork(queued, claim.Failure)
            : await IsFullAsync([claim.Value], cancellation).ConfigureAwait(false) ? PlaceClaims.Full
            : new SeatedFork(queued with { Ticket = TicketOf(queued, [claim.Value]) }, null);
    }

    /// <summary>What follows when a fork is recorded.</summary>
    private async ValueTask FollowUpAsync(RunRecord fork, CancellationToken cancellation)
    {
        if (fork.Ticket is null)
        {
            await TakeUpAsync(fork, cancellation).ConfigureAwait(false);
        }
        else
        {
            await Turns.AskAsync(fork, null, cancellation).ConfigureAwait(false);
            await DecidedAsync(fork).ConfigureAwait(false);
        }
    }

    /// <summary>Comes back when it is known whether the run has its places, waits for one or is skipped; or after a while, and then it is still to be found out.</summary>
    private async ValueTask DecidedAsync(RunRecord run)
    {
        var until = _parts.Clock.GetUtcNow() + DecidedWithin;
        for (var pace = FirstLook; _parts.Clock.GetUtcNow() < until; pace = Slower(pace))
        {
            if (await StandingAsync(run.Ticket!, run.Id, CancellationToken.None).ConfigureAwait(false) is not null
                || await GetAsync(run.Id, CancellationToken.None).ConfigureAwait(false) is not { Status: RunStatus.Queued })
            {
                return;
            }

            await Task.Delay(pace, _parts.Clock).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a run waits in a line; false when it has all its places, null when one of its lines does not know of it.</summary>
    private async ValueTask<bool?> StandingAsync(PlaceTicket ticket, string runId, CancellationToken cancellation)
    {
        foreach (var claim in DrivenTurns.Order(ticket))
        {
            var seats = await _lines.ReadAsync(claim.Key, cancellation).ConfigureAwait(false);
            if (seats.FirstOrDefault(seat => seat.RunId == runId) is not { RunId: not null } seat)
            {
                return null;
            }

            if (seat.IsWaiting)
            {
                return true;
            }
        }

        return false;
    }
}
