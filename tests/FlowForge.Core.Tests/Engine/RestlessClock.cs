using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A clock that lets the engine's tick strike at every look at it, on another thread, so that what is pending is written at the most awkward moments.</summary>
internal sealed class RestlessClock : FakeTimeProvider
{
    [ThreadStatic]
    private static bool _isTicking;
    private volatile TimerCallback? _tick;
    private int _isQueued;

    public override DateTimeOffset GetUtcNow()
    {
        if (!_isTicking && _tick is { } tick && Interlocked.Exchange(ref _isQueued, 1) == 0)
        {
            ThreadPool.QueueUserWorkItem(_ => Strike(tick));
        }

        return base.GetUtcNow();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period == TimeSpan.FromMilliseconds(250))
        {
            _tick = _ => callback(state);
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }

    private void Strike(TimerCallback tick)
    {
        Volatile.Write(ref _isQueued, 0);
        _isTicking = true;
        try
        {
            tick(null);
        }
        finally
        {
            _isTicking = false;
        }
    }
}
