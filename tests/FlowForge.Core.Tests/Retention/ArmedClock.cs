using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Retention;

/// <summary>A clock that knows how many delays are armed and have not struck, so that a test need not guess when what it woke sleeps again.</summary>
internal sealed class ArmedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private int _pending;

    public int Pending => Volatile.Read(ref _pending);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _pending);
        return base.CreateTimer(
            told =>
            {
                Interlocked.Decrement(ref _pending);
                callback(told);
            },
            state,
            dueTime,
            period);
    }
}
