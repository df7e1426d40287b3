using FlowForge.Core.Failures;

namespace FlowForge.Scripting.Pool;

/// <summary>What a worker left behind when it went.</summary>
/// <param name="Running">The job it was running; null when nobody waits for that one's result.</param>
/// <param name="Verdict">The failure of its running step, when that step is what the worker was killed for.</param>
/// <param name="IsItsDoing">False when the worker was killed for another step, which had just ended: the running job is not to blame.</param>
/// <param name="Others">Jobs behind it.</param>
internal sealed record LostBatch(PoolJob? Running, Failure? Verdict, bool IsItsDoing, IReadOnlyList<PoolJob> Others);
