using FlowForge.Core.Ports;

namespace FlowForge.Core.Retention;

/// <summary>Deletes expired runs in the background of a host: soon after its start, then every <see cref="Limits.RetentionMinutes"/>.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">The clock.</param>
/// <param name="keep">How long a run is kept whose workflow does not say; null: for ever.</param>
public sealed class RetentionSweep(IRetentionStore store, TimeProvider clock, TimeSpan? keep)
{
    /// <summary>Time for the runs of before to be taken up again.</summary>
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);

    /// <summary>The audit log, whose old entries go with the sweep; null for none.</summary>
    public IAuditLog? Audit { get; init; }

    /// <summary>Told of each sweep that deleted something.</summary>
    public Action<RetentionStep> OnSwept { get; init; } = static _ => { };

    /// <summary>Told of each fault; the next sweep goes on.</summary>
    public Action<string, Exception> OnFault { get; init; } = static (_, _) => { };

    /// <summary>Sweeps until it is cancelled; never faults.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var pause = First; ; pause = TimeSpan.FromMinutes(Limits.RetentionMinutes))
        {
            try
            {
                await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
                var swept = await SweepAsync(cancellation).ConfigureAwait(false);
                if (swept.Runs + swept.Rows > 0)
                {
                    OnSwept(swept);
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                OnFault("The sweep for expired runs broke; the next one goes on.", fault);
            }
        }
    }

    /// <summary>One sweep to its end; gives what it deleted in all.</summary>
    public async Task<RetentionStep> SweepAsync(CancellationToken cancellation)
    {
        var rule = new RetentionRule(clock.GetUtcNow(), keep);
        var (all, next) = (new RetentionStep(), (string?)null);
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var step = await store.StepAsync(rule, next, cancellation).ConfigureAwait(false);
            all = new() { Runs = all.Runs + step.Runs, Rows = all.Rows + step.Rows, Bytes = all.Bytes + step.Bytes };
            next = step.Next;
        }
        while (next is not null);

        return all with { Rows = all.Rows + await TrimAsync(cancellation).ConfigureAwait(false) };
    }

    private async Task<int> TrimAsync(CancellationToken cancellation)
    {
        var (gone, step) = (0, Audit is null ? 0 : 1);
        while (step > 0)
        {
            step = await Audit!.TrimAsync(clock.GetUtcNow().AddDays(-Limits.AuditDays), Limits.AuditEntries, cancellation).ConfigureAwait(false);
            gone += step;
        }

        return gone;
    }
}
