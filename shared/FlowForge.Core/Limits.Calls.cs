namespace FlowForge.Core;

/// <content>Workflows that call workflows.</content>
public static partial class Limits
{
    /// <summary>Runs that one node calls at once for its items, which it may call one by one.</summary>
    public const int CallItems = 10_000;

    /// <summary>Runs that one node has called and waits for at a time.</summary>
    public const int CallWindow = 20;
}
