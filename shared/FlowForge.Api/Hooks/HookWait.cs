using FlowForge.Api.Routing;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Hooks;

/// <summary>
/// A webhook's caller who waits: until the reply or the end, or until it is plain that neither comes in time.
/// Waits that end by themselves within the time left are sat out.
/// </summary>
internal sealed class HookWait(ApiCall call, StartedRun started, TimeSpan patience, long asked)
{
    // Most answers come before the first look, and a look at a live run costs two look-ups in memory.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits for <paramref name="awaited"/>, the reply or the end. False when the caller is told where the run is instead.</summary>
    public async ValueTask<bool> ForAsync(Task awaited)
    {
        if (awaited.IsCompleted)
        {
            return true;
        }

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, call.Services.Stopping);
        while (Left is var left && left > TimeSpan.Zero)
        {
            try
            {
                await awaited.WaitAsync(left < Look ? left : Look, call.Services.Clock, gone.Token).ConfigureAwait(false);
                return true;
            }
            catch (TimeoutException)
            {
                if (await IsParkedAsync(call.Cancellation).ConfigureAwait(false))
                {
                    break;
                }
            }
            catch (OperationCanceledException) when (!call.Cancellation.IsCancellationRequested)
            {
                // The host stops. The run is recorded and goes on with the next one.
                break;
            }
        }

        return awaited.IsCompleted;
    }

    private TimeSpan Left => patience - call.Services.Clock.GetElapsedTime(asked);

    private async ValueTask<bool> IsParkedAsync(CancellationToken cancellation)
    {
        var engine = call.Services.Engine;
        var run = await engine.GetAsync(started.RunId, cancellation).ConfigureAwait(false);
        var last = call.Services.Clock.GetUtcNow() + Left;
        return run?.Status switch
        {
            RunStatus.Paused => true,
            RunStatus.Queued => await engine.WaitsForPlaceAsync(run, cancellation).ConfigureAwait(false),
            RunStatus.Waiting => await engine.WaitsAsync(started.RunId, cancellation).ConfigureAwait(false) is { Count: > 0 } waits && waits.All(wait => wait.Until is not { } until || until > last),
            _ => false,
        };
    }
}
