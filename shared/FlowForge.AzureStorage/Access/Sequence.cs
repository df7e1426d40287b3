namespace FlowForge.AzureStorage.Access;

/// <summary>Numbers that grow: the time in ticks, or one more than the last where the clock stands still. Of two processes they are as good as their clocks.</summary>
internal sealed class Sequence
{
    private long _last;

    /// <summary>The next number, larger than all before.</summary>
    public long Next()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(TimeProvider.System.GetUtcNow().UtcTicks, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next;
            }
        }
    }
}
