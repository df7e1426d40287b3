using FlowForge.Core.Model;

namespace FlowForge.Core.Ports;

/// <summary>The schedules that are live on this host.</summary>
public interface ISchedules
{
    /// <summary>
    /// Makes the schedules of these workflows live, and no other. One that is new, or has other occurrences than before, begins at the present moment.
    /// When the task completes, no schedule of before starts a run any more.
    /// </summary>
    ValueTask ReplaceAsync(IReadOnlyList<PublishedWorkflow> published, CancellationToken cancellation);

    /// <summary>Where the schedules of a workflow stand; empty when none is live.</summary>
    ValueTask<IReadOnlyList<ScheduleRow>> OfAsync(string workflowId, CancellationToken cancellation);
}

/// <summary>A published version.</summary>
/// <param name="Workflow">Its document.</param>
/// <param name="Hash">Its content hash.</param>
public sealed record PublishedWorkflow(Workflow Workflow, string Hash);
