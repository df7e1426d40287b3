namespace FlowForge.Core.Execution;

/// <summary>
/// The times at which runs of this host go on: one ordered list and one timer for the first of them, however many runs wait. A time may lie years ahead,
/// and the clock may be set: the timer never runs longer than a day, and <see cref="Look"/> compares with the clock at any time.
/// </summary>
internal sealed class RunTimers : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private readonly TimeProvider _clock;
    private readonly Action<string, int> _onDue;
    private readonly Lock _gate = new();
    private readonly SortedSet<Due> _due = [];
    private readonly Dictionary<(string RunId, int Number), DateTimeOffset> _armed = [];
    private readonly ITimer _timer;
    private bool _isDisposed;

    /// <param name="clock">The clock.</param>
    /// <param name="onDue">Told of each run and number whose time has come, once.</param>
    public RunTimers(TimeProvider clock, Action<string, int> onDue)
    {
        (_clock, _onDue) = (clock, onDue);
        _timer = clock.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Times that have not come.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _due.Count;
            }
        }
    }

    /// <summary>Arms a time, or sets another one in its place.</summary>
    public void Arm(string runId, int number, DateTimeOffset until)
    {
        bool isFirst;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            Remove(runId, number);
            var due = new Due(until, runId, number);
            _armed[(runId, number)] = until;
            _due.Add(due);
            isFirst = _due.Min == due;
        }

        if (isFirst)
        {
            SetTimer();
        }
    }

    /// <summary>Takes a time back; nothing when it is not armed.</summary>
    public void Disarm(string runId, int number)
    {
        lock (_gate)
        {
            Remove(runId, number);
        }
    }

    /// <summary>Looks at the clock now.</summary>
    public void Look()
    {
        if (Strike())
        {
            SetTimer();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _due.Clear();
            _armed.Clear();
        }

        _timer.Dispose();
    }

    private void Remove(string runId, int number)
    {
        if (_armed.Remove((runId, number), out var before))
        {
            _due.Remove(new(before, runId, number));
        }
    }

    private void OnTimer()
    {
        Strike();
        SetTimer();
    }

    /// <summary>Tells of all whose time has come; whether there were any.</summary>
    private bool Strike()
    {
        List<Due>? due = null;
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            while (_due.Count > 0 && _due.Min is var first && first.Until <= now)
            {
                Remove(first.RunId, first.Number);
                (due ??= []).Add(first);
            }
        }

        due?.ForEach(one => _onDue(one.RunId, one.Number));
        return due is not null;
    }

    /// <summary>Sets the timer for the first time, whichever that is by now. Not under the lock: some clocks ring at once and on this thread.</summary>
    private void SetTimer()
    {
        while (First() is { } first)
        {
            var left = first.Until - _clock.GetUtcNow();
            _timer.Change(left <= TimeSpan.Zero ? TimeSpan.Zero : left < Longest ? left : Longest, Timeout.InfiniteTimeSpan);
            if (First() == first)
            {
                return;
            }
        }
    }

    private Due? First()
    {
        lock (_gate)
        {
            return _due.Count == 0 ? null : _due.Min;
        }
    }

    private readonly record struct Due(DateTimeOffset Until, string RunId, int Number) : IComparable<Due>
    {
        public int CompareTo(Due other) =>
            Until.CompareTo(other.Until) is var time and not 0 ? time
            : string.CompareOrdinal(RunId, other.RunId) is var run and not 0 ? run
            : Number.CompareTo(other.Number);
    }
}
