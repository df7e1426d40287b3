using FlowForge.Core.Ports;

namespace FlowForge.Core.Driven;

/// <content>Runs that wait for their turn, and places that are held for nobody.</content>
public sealed partial class DrivenWatch
{
    private const int MailAtOnce = 256;

    private async Task<Dictionary<string, IReadOnlyList<PlaceSeat>>> LinesAsync(CancellationToken cancellation)
    {
        var known = new Dictionary<string, IReadOnlyList<PlaceSeat>>(StringComparer.Ordinal);
        await foreach (var (key, seats) in lines.AllAsync(cancellation).ConfigureAwait(false))
        {
            known[key] = seats;
        }

        return known;
    }

    /// <summary>Gives back what is held, or wanted, by runs that have ended.</summary>
    private async Task<int> FreeAsync(Dictionary<string, IReadOnlyList<PlaceSeat>> known, HashSet<string> open, CancellationToken cancellation)
    {
        var moved = 0;
        foreach (var (key, seats) in known)
        {
            foreach (var seat in seats.Where(seat => !open.Contains(seat.RunId)))
            {
                if (await parts.Runs.GetRunAsync(seat.RunId, cancellation).ConfigureAwait(false) is null or { HasEnded: true })
                {
                    await lines.TellAsync(key, new PlaceMessage.Leave(seat.RunId), null, cancellation).ConfigureAwait(false);
                    moved++;
                }
            }
        }

        return moved;
    }

    /// <summary>Whether a run stands where it is to stand, and has nothing to do but wait; one that a line does not know is brought there.</summary>
    private async ValueTask<(bool IsWaiting, int Moved)> StandAsync(RunRecord run, Dictionary<string, IReadOnlyList<PlaceSeat>> known, CancellationToken cancellation)
    {
        foreach (var claim in DrivenTurns.Order(run.Ticket!))
        {
            if (known.GetValueOrDefault(claim.Key, []).FirstOrDefault(seat => seat.RunId == run.Id) is not { RunId: not null } seat)
            {
                await engine.Turns.AskAsync(run, claim, null, cancellation).ConfigureAwait(false);
                return (true, 1);
            }

            if (seat.IsWaiting)
            {
                return (true, 0);
            }
        }

        return (false, 0);
    }

    /// <summary>Whether the mailbox of a run that waits says that it is cancelled; it then leaves its lines.</summary>
    private async ValueTask<bool> WithdrawAsync(RunRecord run, CancellationToken cancellation)
    {
        var mail = await parts.Runs.ReadMailAsync(run.Id, 0, MailAtOnce, cancellation).ConfigureAwait(false);
        if (mail.Any(row => row.Kind == MailKind.Cancel))
        {
            await engine.Turns.WithdrawAsync(run, cancellation).ConfigureAwait(false);
            return true;
        }

        return false;
    }
}
