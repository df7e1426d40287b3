namespace FlowForge.Scripting.Pool;

/// <summary>Workers that run jobs.</summary>
internal interface IJobPool
{
    /// <summary>Runs a job. Cancelling ends the wait at once; the worker is freed within the grace time.</summary>
    Task<JobEnd> RunAsync(PoolJob job);
}
