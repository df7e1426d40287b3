namespace FlowForge.Scripting.Pool;

/// <summary>A job that a worker has been given.</summary>
internal sealed class BatchEntry(PoolJob job)
{
    /// <summary>The job.</summary>
    public PoolJob Job { get; } = job;

    /// <summary>Steps of it that this worker has done.</summary>
    public int Done { get; set; }

    /// <summary>When the worker was told to skip it, as a time stamp; 0 when it was not.</summary>
    public long SkippedAt { get; set; }

    /// <summary>Whether its result is no longer this worker's to give.</summary>
    public bool IsSkipped => SkippedAt != 0;
}
