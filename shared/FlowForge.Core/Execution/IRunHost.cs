using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>What a run asks of the engine it lives in.</summary>
internal interface IRunHost
{
    /// <summary>The plan of a revision of a run.</summary>
    ValueTask<PlannedWorkflow> PlanOfAsync(RunRecord record, RunRevision revision, CancellationToken cancellation) =>
        throw new InvalidOperationException("Runs of this host do not pause, so nothing is applied to them.");

    /// <summary>Its end is durable: it is forgotten here.</summary>
    void Ended(LiveRun run);

    /// <summary>Call <see cref="LiveRun.Fire"/> with this number at that time, also when the run is parked by then.</summary>
    void Arm(string runId, int number, DateTimeOffset until);

    /// <summary>That time is of no interest any more.</summary>
    void Disarm(string runId, int number);

    /// <summary>Runs that call others; null on a host where none can.</summary>
    RunCalls? Calls => null;

    /// <summary>It has come to a failure at which it pauses, durably.</summary>
    void Paused(string runId)
    {
    }

    /// <summary>Look into the mailbox of this other run.</summary>
    void Ring(string runId);
}
