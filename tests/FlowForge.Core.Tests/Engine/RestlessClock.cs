using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A clock that lets the engine's tick strike at every look at it, so that what is pending is written at the most awkward moments.</summary>
internal sealed class RestlessClock : FakeTimeProvider
{
    [ThreadStatic]
    private static bool _isInside;
    private readonly List<Action> _ticks = [];

    public override DateTimeOffset GetUtcNow()
    {
        if (!_isInside)
        {
            _isInside = true;
            try
            {
                foreach (var tick in Ticks())
                {
                    tick();
                }
            }
            finally
            {
                _isInside = false;
            }
        }

        return base.GetUtcNow();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period == TimeSpan.FromMilliseconds(250))
        {
            lock (_ticks)
            {
                _ticks.Clear();
                _ticks.Add(() => callback(state));
            }
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }

    private List<Action> Ticks()
    {
        lock (_ticks)
        {
            return [.. _ticks];
        }
    }
}
