namespace FlowForge.Core.Ports;

/// <summary>What of its document a run runs (semantics 1): all of it, unless the one who starts it says otherwise.</summary>
/// <param name="UpTo">Id of the node at which the run ends: only this node and its ancestors exist in it. Null for all that the trigger reaches.</param>
public sealed record RunPart(string? UpTo = null)
{
    /// <summary>All that the trigger reaches, each node run.</summary>
    public static readonly RunPart Whole = new();
}
