using FlowForge.Core.Retention;

namespace FlowForge.Core.Ports;

/// <summary>Deletes what has been kept long enough. One contract suite (<c>RetentionContract</c>) holds every implementation.</summary>
public interface IRetentionStore
{
    /// <summary>
    /// Deletes a bounded piece: of families all of whose members have expired, of what is left of runs deleted before, and of variables and
    /// documents that no run and no version refers to any more. A host that dies between two steps leaves nothing that a later sweep does
    /// not find.
    /// </summary>
    /// <param name="rule">What has expired.</param>
    /// <param name="after"><see cref="RetentionStep.Next"/> of the step before; null begins a sweep.</param>
    /// <param name="cancellation">Ends the wait; a step on its way is made.</param>
    ValueTask<RetentionStep> StepAsync(RetentionRule rule, string? after, CancellationToken cancellation);
}
