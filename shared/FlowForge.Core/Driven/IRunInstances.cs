using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Driven;

/// <summary>The orchestrations that drive runs; an instance has its run's id.</summary>
public interface IRunInstances
{
    /// <summary>Why a plan cannot be driven here, or null; asked before anything is recorded.</summary>
    Failure? Refuse(PlanOutline outline);

    /// <summary>
    /// Schedules the instance of a recorded run. Whatever instance has the id, ended ones included, stays, and nothing is scheduled. It begins at
    /// <see cref="DrivenStart.At"/>.
    /// </summary>
    Task ScheduleAsync(DrivenStart start, CancellationToken cancellation);

    /// <summary>Rings at the door of an instance, which then looks into the run's mailbox. No promise: a ring may be lost.</summary>
    Task RingAsync(string runId, CancellationToken cancellation);

    /// <summary>How a run's instance stands.</summary>
    Task<InstanceState> FindAsync(string runId, CancellationToken cancellation);

    /// <summary>Removes an ended instance with its history.</summary>
    Task RemoveAsync(string runId, CancellationToken cancellation);
}

/// <summary>How an instance stands.</summary>
public enum InstanceState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It has not ended.</summary>
    Live,

    /// <summary>It has ended, well or not.</summary>
    Ended,
}

/// <summary>What an instance begins with.</summary>
/// <param name="Run">The run as recorded.</param>
/// <param name="Outline">The plan's outline.</param>
/// <param name="TimeoutSeconds">Seconds of running time that it may take; null for any.</param>
/// <param name="At">When it begins; null for at once.</param>
/// <param name="State">The state it begins with when it is a fork: all that is given has been told, and <see cref="RunEvent.Filled"/> comes next. Else null.</param>
public sealed record DrivenStart(RunRecord Run, PlanOutline Outline, double? TimeoutSeconds, DateTimeOffset? At = null, RunState? State = null);
