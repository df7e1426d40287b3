namespace FlowForge.Core;

/// <content>Workflows that call workflows, and calls that are tried again.</content>
public static partial class Limits
{
    /// <summary>Runs that one node calls at once for its items, which it may call one by one.</summary>
    public const int CallItems = 10_000;

    /// <summary>Longest wait, in seconds, that a <c>Retry-After</c> is heeded for; what asks for more is tried again after this.</summary>
    public const int RetryAfterSeconds = 3_600;

    /// <summary>Runs that one node has called and waits for at a time.</summary>
    public const int CallWindow = 20;
}
