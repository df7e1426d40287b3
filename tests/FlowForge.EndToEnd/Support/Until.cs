namespace FlowForge.EndToEnd.Support;

/// <summary>Waits for what another process does and nobody announces.</summary>
internal static class Until
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);

    /// <summary>Until <paramref name="condition"/> holds; a minute without it fails the test.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        using var stop = new CancellationTokenSource(AtMost);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            await tick.WaitForNextTickAsync(stop.Token);
        }
    }
}
