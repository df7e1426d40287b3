namespace FlowForge.Core.Ports;

/// <summary>What of its document a run runs (semantics 1): all of it, unless the one who starts it says otherwise.</summary>
/// <param name="UpTo">Id of the node at which the run ends: only this node and its ancestors exist in it. Null for all that the trigger reaches.</param>
/// <param name="IsPinned">Whether nodes with pinned data give that, the trigger too, and are not run.</param>
public sealed record RunPart(string? UpTo = null, bool IsPinned = false)
{
    /// <summary>Ids of the nodes before which the run pauses, in order and with commas between them; empty for none.</summary>
    public string Breakpoints { get; init; } = "";

    /// <summary>The same as a set.</summary>
    public IReadOnlySet<string> BreakpointSet => Breakpoints.Length == 0 ? None : Breakpoints.Split(',').ToHashSet(StringComparer.Ordinal);

    /// <summary>All that the trigger reaches, each node run.</summary>
    public static readonly RunPart Whole = new();

    private static readonly HashSet<string> None = [];

    /// <summary>The same part, paused before these nodes.</summary>
    public RunPart BreakingAt(IEnumerable<string> nodes) =>
        this with { Breakpoints = string.Join(',', nodes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) };
}
