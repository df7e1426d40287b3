using FlowForge.Core.Execution;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Driven;

/// <summary>
/// Looks after runs that nobody moves: one without an instance, because its starter died between the row and the schedule; one whose instance has ended
/// before it, which begins anew and passes over all that is recorded; one with a message whose ring was lost; one whose caller has ended without it; and
/// one that is to begin in its turn and stands in no line. It frees places whose runs have ended. Of those that are paused it tells whoever sees to them.
/// </summary>
public sealed partial class DrivenWatch(EngineParts parts, DrivenEngine engine, IRunInstances instances, IPlaceLines lines)
{
    /// <summary>How long a row may be without an instance before it is taken care of.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(Limits.DurablePatienceSeconds);

    /// <summary>Looks once; gives how many runs were moved.</summary>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        var before = parts.Clock.GetUtcNow() - Patience;
        var known = await LinesAsync(cancellation).ConfigureAwait(false);
        var open = (await parts.Runs.OpenRunsAsync(cancellation).ConfigureAwait(false)).ToDictionary(run => run.Id, StringComparer.Ordinal);
        var moved = await FreeAsync(known, [.. open.Keys], cancellation).ConfigureAwait(false);
        foreach (var run in open.Values)
        {
            if (run.Status == RunStatus.Paused)
            {
                parts.OnPaused(run.Id);
            }

            if (await IsAbandonedAsync(run, cancellation).ConfigureAwait(false))
            {
                await engine.CancelAsync(run.Id, cancellation).ConfigureAwait(false);
                moved++;
            }

            if (run.StartedAt >= before)
            {
                continue;
            }

            if (run is { Status: RunStatus.Queued, Ticket: not null })
            {
                var (isWaiting, brought) = await StandAsync(run, known, cancellation).ConfigureAwait(false);
                moved += brought;
                if (isWaiting)
                {
                    continue;
                }
            }

            if (await instances.FindAsync(run.Id, cancellation).ConfigureAwait(false) is not InstanceState.Live and var state)
            {
                if (state == InstanceState.Ended)
                {
                    await instances.RemoveAsync(run.Id, cancellation).ConfigureAwait(false);
                }

                await engine.TakeUpAsync(run, cancellation).ConfigureAwait(false);
                moved++;
            }
        }

        foreach (var runId in await parts.Runs.RunsWithMailAsync(cancellation).ConfigureAwait(false))
        {
            if (open.GetValueOrDefault(runId) is { Status: RunStatus.Queued, Ticket: not null } waiting)
            {
                await WithdrawAsync(waiting, cancellation).ConfigureAwait(false);
            }

            await instances.RingAsync(runId, cancellation).ConfigureAwait(false);
            moved++;
        }

        return moved;
    }

    /// <summary>Whether the run that waits for its end has ended, and had no time to cancel it.</summary>
    private async ValueTask<bool> IsAbandonedAsync(RunRecord run, CancellationToken cancellation) =>
        run.Caller is { IsAwaited: true } caller && await parts.Runs.GetRunAsync(caller.RunId, cancellation).ConfigureAwait(false) is null or { HasEnded: true };
}
