namespace FlowForge.Nodes.Tests.Schedules;

/// <summary>A wall clock that a test sets ahead and back; timers go by the real one.</summary>
internal sealed class SteppedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
