namespace FlowForge.AiBench.Heals;

/// <summary>The clock of the API that is asked: it may be set forward, since hosts bound how often a caller asks a model in a minute.</summary>
internal sealed class SkippingClock : TimeProvider
{
    private long skipped;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref skipped));

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Interlocked.Read(ref skipped) * ((double)TimestampFrequency / TimeSpan.TicksPerSecond));

    /// <summary>Sets it forward.</summary>
    public void Skip(TimeSpan time) => Interlocked.Add(ref skipped, time.Ticks);
}
