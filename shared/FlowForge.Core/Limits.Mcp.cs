namespace FlowForge.Core;

/// <content>Bounds of the Model Context Protocol.</content>
public static partial class Limits
{
    /// <summary>Bytes of one reply of another server.</summary>
    public const int McpReplyBytes = 4 * 1024 * 1024;

    /// <summary>Characters of what a tool of this host gives.</summary>
    public const int McpAnswerLength = 200_000;

    /// <summary>Seconds that a tool waits for the end of the run it has started, when nothing else is said.</summary>
    public const int McpWaitSeconds = 50;
}
