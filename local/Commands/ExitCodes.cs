namespace FlowForge.Local.Commands;

/// <summary>What a command's exit tells a script.</summary>
internal static class ExitCodes
{
    /// <summary>Done; a run completed.</summary>
    public const int Done = 0;

    /// <summary>It could not be done; a run failed.</summary>
    public const int Failed = 1;

    /// <summary>What was given is not valid.</summary>
    public const int Invalid = 2;
}
