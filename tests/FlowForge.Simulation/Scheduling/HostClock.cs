using FlowForge.Simulation.Hosts;

namespace FlowForge.Simulation.Scheduling;

/// <summary>A host's clock: its timers are turns of the world and die with it, and its wall may be set ahead and back.</summary>
internal sealed class HostClock(World world, Host host) : TimeProvider
{
    private static readonly DateTimeOffset Beginning = new(2026, 11, 26, 22, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Beginning + world.Turns.Now + world.Skew;

    public override long GetTimestamp() => world.Turns.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(world.Turns, host, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(Turns turns, Host host, TimerCallback callback, object? state) : ITimer
    {
        private int _version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var version = ++_version;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                turns.In(dueTime, host, "timer", () => Fire(version, period));
            }

            return true;
        }

        public void Dispose() => _version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Fire(int version, TimeSpan period)
        {
            if (version != _version)
            {
                return;
            }

            if (period > TimeSpan.Zero)
            {
                turns.In(period, host, "timer", () => Fire(version, period));
            }

            callback(state);
        }
    }
}
