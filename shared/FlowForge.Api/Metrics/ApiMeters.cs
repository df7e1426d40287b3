namespace FlowForge.Api.Metrics;

/// <summary>Counters since the start of this process.</summary>
internal sealed class ApiMeters
{
    private readonly long[] byClass = new long[6];

    /// <summary>Counts an answered request by the first digit of its status.</summary>
    public void Request(int status) => Interlocked.Increment(ref byClass[Math.Clamp(status / 100, 0, 5)]);

    /// <summary>Answered requests whose status begins with <paramref name="digit"/>, 1 to 5.</summary>
    public long Requests(int digit) => Interlocked.Read(ref byClass[digit]);
}
