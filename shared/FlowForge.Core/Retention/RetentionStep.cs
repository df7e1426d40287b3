namespace FlowForge.Core.Retention;

/// <summary>What one step of a sweep has done.</summary>
public sealed record RetentionStep
{
    /// <summary>Runs that are gone from lists; their frames and payloads follow in this step or in later ones.</summary>
    public int Runs { get; init; }

    /// <summary>Other rows deleted: segments, payloads, documents and what else belongs to runs.</summary>
    public int Rows { get; init; }

    /// <summary>Bytes in them.</summary>
    public long Bytes { get; init; }

    /// <summary>Hand it to the next step; null when the sweep is over.</summary>
    public string? Next { get; init; }
}
