using FlowForge.Core;

namespace FlowForge.Api.Security;

/// <summary>
/// How long work waits for a thread of this process, asked four times a second. It grows when more comes in than the processors do, before anything else shows it; and those who only
/// look wait just as long.
/// </summary>
internal sealed class Pulse : IDisposable
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(250);
    private readonly TimeProvider _clock;
    private readonly Action<Action> _queue;
    private readonly ITimer _timer;
    private long _askedAt;
    private long _waited;

    /// <summary>A pulse of this process.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="queue">Lets something be done when a thread is free; null for the process's own pool.</param>
    public Pulse(TimeProvider clock, Action<Action>? queue = null)
    {
        (_clock, _queue) = (clock, queue ?? Queue);
        _timer = clock.CreateTimer(_ => Ask(), null, AskEvery, AskEvery);
    }

    /// <summary>Whether work waits longer than it may (<see cref="Limits.LateMilliseconds"/>).</summary>
    public bool IsLate => Waited > TimeSpan.FromMilliseconds(Limits.LateMilliseconds);

    /// <summary>How long the last one waited, or the present one has waited so far.</summary>
    public TimeSpan Waited
    {
        get
        {
            var (last, askedAt) = (TimeSpan.FromTicks(Interlocked.Read(ref _waited)), Interlocked.Read(ref _askedAt));
            var sofar = askedAt == 0 ? TimeSpan.Zero : _clock.GetElapsedTime(askedAt);
            return sofar > last ? sofar : last;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Ask()
    {
        if (Interlocked.CompareExchange(ref _askedAt, Math.Max(1, _clock.GetTimestamp()), 0) == 0)
        {
            _queue(Answer);
        }
    }

    private static void Queue(Action act) => ThreadPool.UnsafeQueueUserWorkItem(static act => act(), act, preferLocal: false);

    private void Answer()
    {
        Interlocked.Exchange(ref _waited, _clock.GetElapsedTime(Interlocked.Read(ref _askedAt)).Ticks);
        Interlocked.Exchange(ref _askedAt, 0);
    }
}
