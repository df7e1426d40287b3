using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>A run that has had nothing to do for a second, and knows of nothing for a while, is let go from memory.</content>
internal sealed partial class LiveRun
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);
    private const int IdleTicks = 4;
    private int _idleTicks;
    private int _inFlight;
    private bool _isParked;
    private double _recordedMs;

    /// <summary>Whether it has something to do: it does not wait, is not queued, or has ended and its end is being written.</summary>
    public bool IsAtWork
    {
        get
        {
            lock (_gate)
            {
                return !IsQueued && (_record.HasEnded || _state.Out.Count > 0 || !_state.IsArmed);
            }
        }
    }

    /// <summary>
    /// The run as it is kept in memory from now on, once it has been idle for some ticks; null while it is not. A parked run takes nothing any more:
    /// whoever still holds it is told so, and wakes it first.
    /// </summary>
    public ParkedRun? TryPark()
    {
        ParkedRun parked;
        lock (_gate)
        {
            if (!IsIdle())
            {
                _idleTicks = 0;
                return null;
            }

            if (++_idleTicks < IdleTicks || !HasRecordedTime())
            {
                return null;
            }

            _isParked = true;
            parked = new(Row(), Armed().Select(RowOf).ToArray());
        }

        _journal.Close();
        Dispose();
        return parked;
    }

    /// <summary>A time that the run had armed has come; false when this run is parked.</summary>
    public bool Fire(int number)
    {
        lock (_gate)
        {
            if (_isParked)
            {
                return false;
            }

            _inFlight++;
        }

        try
        {
            OnTimer(number);
        }
        finally
        {
            Landed();
        }

        return true;
    }

    private bool IsIdle() =>
        !IsStopping && _record.Ticket is null && !_state.HasEnded && _state.Ending is null && _state.Out.Count == 0 && (_state.Ready.Count == 0 || _state.Pauses.Count > 0) && _state.IsArmed
        && _runners.Count == 0 && _rings == 0 && _inFlight == 0 && _journal.MayBeLeft
        && _state.Timers.Values.All(timer => timer.Until > Clock.GetUtcNow() + Ahead);

    /// <summary>Whether the running time so far is durable; else it is noted, and the next tick writes it.</summary>
    private bool HasRecordedTime()
    {
        var elapsed = _time.Elapsed.TotalMilliseconds;
        if (!_time.IsLimited || elapsed <= _recordedMs)
        {
            return true;
        }

        _journal.Append(new TimeEntry(elapsed));
        _recordedMs = elapsed;
        return false;
    }

    /// <summary>Work that was under way outside the lock, and kept the run from being parked, is done.</summary>
    private void Landed()
    {
        lock (_gate)
        {
            _inFlight--;
        }
    }
}
