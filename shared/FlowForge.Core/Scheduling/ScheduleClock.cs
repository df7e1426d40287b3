namespace FlowForge.Core.Scheduling;

/// <summary>
/// Looks in on a scheduler when its next occurrence is due, and at least once a second, for a clock that is set ahead or back rings no timer.
/// </summary>
public sealed class ScheduleClock : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _looking;

    private ScheduleClock(Scheduler scheduler, TimeProvider clock, Action<string, Exception?> onTrouble) =>
        _looking = LookAsync(scheduler, clock, onTrouble, _stop.Token);

    /// <summary>Begins to look; what was missed is dealt with at once.</summary>
    public static ScheduleClock Begin(Scheduler scheduler, TimeProvider clock, Action<string, Exception?> onTrouble) => new(scheduler, clock, onTrouble);

    /// <summary>Looks no more; a start under way is ended first.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static async Task LookAsync(Scheduler scheduler, TimeProvider clock, Action<string, Exception?> onTrouble, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await scheduler.TickAsync(TimeSpan.Zero, stop).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                onTrouble("The schedules could not be looked at; trying again.", fault);
            }

            await Task.Delay(Pause(scheduler.Next, clock.GetUtcNow()), clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One that is overdue could not be started just now.</summary>
    private static TimeSpan Pause(DateTimeOffset? next, DateTimeOffset now) =>
        next is not { } due || due <= now || due - now > Longest ? Longest
        : due - now > Shortest ? due - now
        : Shortest;
}
