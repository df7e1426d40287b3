namespace FlowForge.Core.Ports;

/// <summary>How large the store is, and what takes the room.</summary>
public interface IStorageReport
{
    /// <summary>The size of the store; costs next to nothing.</summary>
    ValueTask<StorageSize> SizeAsync(CancellationToken cancellation);

    /// <summary>What takes the room, counted row by row; it stops after <paramref name="atMost"/> and says so.</summary>
    ValueTask<StorageUse> MeasureAsync(TimeSpan atMost, CancellationToken cancellation);
}

/// <summary>The size of a store.</summary>
/// <param name="Bytes">Of the store, the free ones and the log included.</param>
/// <param name="FreeBytes">Of it, those that were deleted and will be used again.</param>
/// <param name="LogBytes">Of it, those of the log that is not yet moved into the store.</param>
public readonly record struct StorageSize(long Bytes, long FreeBytes, long LogBytes);

/// <summary>What takes the room of a store.</summary>
public sealed record StorageUse
{
    /// <summary>The store's size.</summary>
    public required StorageSize Size { get; init; }

    /// <summary>Whether everything was counted; else the figures are those of a part.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>By workflow, the largest first.</summary>
    public required IReadOnlyList<WorkflowUse> Workflows { get; init; }

    /// <summary>Documents of workflows, all versions and those that runs pin.</summary>
    public required long Documents { get; init; }

    /// <summary>Bytes in them.</summary>
    public required long DocumentBytes { get; init; }

    /// <summary>Runs that are deleted and whose rows are still to go.</summary>
    public required long Leftovers { get; init; }
}

/// <summary>What the runs of one workflow take.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Runs">Its runs.</param>
/// <param name="FrameBytes">Bytes of their frames' records.</param>
/// <param name="PayloadBytes">Bytes of outputs too large for their records, counted with the first run of the family.</param>
public sealed record WorkflowUse(string WorkflowId, long Runs, long FrameBytes, long PayloadBytes);
