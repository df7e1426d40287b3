using System.Threading.Channels;
using FlowForge.Core;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Logging;

namespace FlowForge.Api.Pauses;

/// <summary>
/// Sees to runs that have paused at a failure: has a heal worked out for each pause, once, and with <c>healing: auto</c> takes what needs no person. All that it
/// knows is in the runs' mailboxes, so that a host which is started again goes on where the last one was.
/// </summary>
internal sealed class HealAttendant(ApiServices services, PauseHealer healer) : IAsyncDisposable
{
    private readonly Channel<string> noticed = Channel.CreateUnbounded<string>();
    private readonly HashSet<string> waiting = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(services.Stopping);
    private Task[] working = [];

    /// <summary>A run has come to a failure at which it pauses.</summary>
    public void Notice(string runId)
    {
        lock (waiting)
        {
            if (waiting.Add(runId))
            {
                noticed.Writer.TryWrite(runId);
            }
        }
    }

    /// <summary>From now on runs are seen to.</summary>
    public void Begin() => working = [.. Enumerable.Range(0, Limits.HealsAtOnce).Select(_ => Task.Run(WorkAsync))];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(working).ConfigureAwait(false);
        stop.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                var runId = await noticed.Reader.ReadAsync(stop.Token).ConfigureAwait(false);
                lock (waiting)
                {
                    waiting.Remove(runId);
                }

                if (await TrySeeAsync(runId).ConfigureAwait(false) is { } again)
                {
                    _ = NoticeLaterAsync(runId, again);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops; the next one sees to what is left.
        }
    }

    /// <summary>When to look at the run again; null when there is no need.</summary>
    private async Task<TimeSpan?> TrySeeAsync(string runId)
    {
        try
        {
            return await healer.SeeAsync(runId, stop.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            services.Logger.LogError(fault, "The pause of run {Run} could not be seen to; trying again", runId);
            return TimeSpan.FromSeconds(Limits.HealRetrySeconds);
        }
    }

    private async Task NoticeLaterAsync(string runId, TimeSpan after)
    {
        try
        {
            await Task.Delay(after, services.Clock, stop.Token).ConfigureAwait(false);
            Notice(runId);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }
}
