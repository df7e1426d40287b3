namespace FlowForge.Core.Execution;

/// <summary>Time during which a hand-out of a run is running; waits do not count. Fires once when the limit is reached.</summary>
internal sealed class RunningTime : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly TimeSpan? _limit;
    private readonly ITimer? _timer;
    private TimeSpan _before;
    private long _since;
    private bool _isRunning;

    public RunningTime(TimeProvider clock, double? limitSeconds, Action onLimit)
    {
        _clock = clock;
        if (limitSeconds is { } seconds)
        {
            _limit = TimeSpan.FromSeconds(seconds);
            _timer = clock.CreateTimer(_ => onLimit(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public bool IsLimited => _limit is not null;

    /// <summary>Running time so far.</summary>
    public TimeSpan Elapsed => _isRunning ? _before + _clock.GetElapsedTime(_since) : _before;

    /// <summary>Running time of the hosts before this one.</summary>
    public void StartFrom(TimeSpan elapsed) => _before = elapsed;

    /// <summary>Says whether a hand-out is running now. Called under the run's lock.</summary>
    public void Set(bool isRunning)
    {
        if (_limit is not { } limit || isRunning == _isRunning)
        {
            return;
        }

        if (isRunning)
        {
            _since = _clock.GetTimestamp();
            _isRunning = true;
            var left = limit - _before;
            _timer!.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _before = Elapsed;
            _isRunning = false;
            _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer?.Dispose();
}
