namespace FlowForge.Scripting.Pool;

/// <summary>What a worker was running when somebody looked.</summary>
/// <param name="Job">The job.</param>
/// <param name="Index">The step of it, from 0.</param>
/// <param name="Timeout">The step's time.</param>
/// <param name="Since">When it began, as a time stamp.</param>
/// <param name="SkippedAt">When the worker was told to skip the job; 0 when it was not.</param>
internal readonly record struct RunningStep(PoolJob Job, int Index, TimeSpan Timeout, long Since, long SkippedAt)
{
    /// <summary>Since when a skipped job should be ending: its turn, when that came later, for until then another step had the worker.</summary>
    public long StoppingSince => Math.Max(SkippedAt, Since);
}
