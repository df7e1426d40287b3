namespace FlowForge.Core.Execution;

/// <summary>A run's armed timers by number. One may lie years ahead: no single timer runs longer than a day.</summary>
internal sealed class RunTimers(TimeProvider clock, Action<int> onFire) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<int, ITimer> _armed = [];
    private bool _isDisposed;

    public void Arm(int number, DateTimeOffset until)
    {
        ITimer timer;
        var left = until - clock.GetUtcNow();
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _armed.Remove(number, out var before);
            before?.Dispose();
            timer = clock.CreateTimer(_ => Ring(number, until), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _armed[number] = timer;
        }

        // Set only once it is known, for some clocks ring at once and on this thread.
        timer.Change(left <= TimeSpan.Zero ? TimeSpan.Zero : left < Longest ? left : Longest, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var timer in _armed.Values)
            {
                timer.Dispose();
            }

            _armed.Clear();
        }
    }

    private void Ring(int number, DateTimeOffset until)
    {
        if (clock.GetUtcNow() < until)
        {
            Arm(number, until);
            return;
        }

        lock (_gate)
        {
            if (!_armed.Remove(number, out var timer))
            {
                return;
            }

            timer.Dispose();
        }

        onFire(number);
    }
}
