namespace FlowForge.Egress;

/// <summary>The time of one call: ends by its own clock or by the caller, and knows which.</summary>
internal sealed class CallTime : IDisposable
{
    private readonly CancellationTokenSource clock;
    private readonly CancellationTokenSource either;

    public CallTime(TimeSpan time, TimeProvider provider, CancellationToken caller)
    {
        clock = new CancellationTokenSource(time, provider);
        either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, caller);
    }

    /// <summary>Cancelled when the call has to end.</summary>
    public CancellationToken Token => either.Token;

    /// <summary>Whether the call's own time is over.</summary>
    public bool IsOver => clock.IsCancellationRequested;

    public void Dispose()
    {
        either.Dispose();
        clock.Dispose();
    }
}
