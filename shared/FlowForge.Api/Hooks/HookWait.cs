using FlowForge.Api.Routing;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Hooks;

/// <summary>
/// A webhook's caller who waits: until the reply or the end, or until it is plain that neither comes in time.
/// Waits that end by themselves within the time left are sat out.
/// </summary>
internal sealed class HookWait(ApiCall call, StartedRun started, TimeSpan patience, long asked)
{
    private TimeProvider Clock => call.Services.Clock;

    private TimeSpan Left => patience - Clock.GetElapsedTime(asked);

    /// <summary>The reply, or null when the run ended, was parked or took too long without one.</summary>
    public async ValueTask<Reply?> ReplyAsync() =>
        started.Replied.IsCompletedSuccessfully ? await started.Replied.ConfigureAwait(false)
        : await InTimeAsync(started.Replied).ConfigureAwait(false) ? await started.Replied.ConfigureAwait(false)
        : null;

    /// <summary>The ended run, or null when it was parked or took too long.</summary>
    public async ValueTask<RunRecord?> EndAsync()
    {
        // Replied is done without a reply as soon as the run is parked, which ends a wait for its end too.
        if (!started.Ended.IsCompletedSuccessfully)
        {
            await InTimeAsync(Task.WhenAny(started.Ended, started.Replied)).ConfigureAwait(false);
        }

        if (!started.Ended.IsCompletedSuccessfully && (!IsParked || EndsInTime()))
        {
            await InTimeAsync(started.Ended).ConfigureAwait(false);
        }

        return started.Ended.IsCompletedSuccessfully ? await started.Ended.ConfigureAwait(false) : null;
    }

    private bool IsParked => started.Replied is { IsCompletedSuccessfully: true, Result: null };

    private bool EndsInTime()
    {
        var waits = call.Services.Engine.Waits(started.RunId);
        var last = Clock.GetUtcNow() + Left;
        return waits.Count > 0 && waits.All(wait => wait.Until <= last);
    }

    private async ValueTask<bool> InTimeAsync(Task task)
    {
        if (Left is var left && left <= TimeSpan.Zero)
        {
            return task.IsCompleted;
        }

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, call.Services.Stopping);
        try
        {
            await task.WaitAsync(left, Clock, gone.Token).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return task.IsCompleted;
        }
    }
}
