using FlowForge.Core;

namespace FlowForge.Local.Storage;

/// <summary>What tests set.</summary>
internal sealed record DatabaseOptions
{
    /// <summary>Points round each commit; nothing happens there by default.</summary>
    public CommitPoints Points { get; init; } = new();

    /// <summary>Most pages of the file, 4 KB each, as a full disk would have it; null for no bound.</summary>
    public int? MaxPages { get; init; }

    /// <summary>Readers at a time, 1 or more; the default is 4.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>Runs that one page of a search for text looks at.</summary>
    public int SearchRuns { get; init; } = Limits.SearchRuns;

    /// <summary>Pages written to the log after which a checkpoint is begun; 1,000 (4 MB) by default.</summary>
    public int CheckpointPages { get; init; } = 1_000;
}
