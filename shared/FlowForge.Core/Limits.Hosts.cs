namespace FlowForge.Core;

/// <content>Bounds of hosts that come and go.</content>
public static partial class Limits
{
    /// <summary>Times that a starting host tries to read a run that has a place under a concurrency key, or waits for one, before it goes on without it.</summary>
    public const int ResumeTries = 6;

    /// <summary>Runs that a host has at work at a time, those that wait not counted; while it has, webhooks and starts by API are answered with 503 and <c>Retry-After</c>.</summary>
    public const int RunsAtWork = 2_000;

    /// <summary>Runs at work from which on a host also counts as busy while work waits for a thread longer than it may.</summary>
    public const int RunsWhenLate = 250;

    /// <summary>Milliseconds that work may wait for a thread of a host that has many runs at work.</summary>
    public const int LateMilliseconds = 500;

    /// <summary>Bytes of request bodies that a host holds in memory at a time; a request that would pass it is answered with 503 and <c>Retry-After</c>.</summary>
    public const int BodiesBytes = 256 * 1024 * 1024;

    /// <summary>Seconds after which a caller may come again for whom a host had no room.</summary>
    public const int BusySeconds = 2;
}
