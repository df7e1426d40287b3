using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Driven;

/// <content>Runs that end before they begin, and the places of those that have ended.</content>
public sealed partial class DrivenRuns
{
    private readonly IPlaceLines _lines;

    /// <summary>Ends a recorded run that has no instance and never gets one.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="why">Why; null when a person ended it.</param>
    /// <param name="cancellation">Stops reading.</param>
    internal Task EndUnbegunAsync(string runId, Failure? why, CancellationToken cancellation) =>
        RecordAsync(runId, new() { Status = RunStatus.Cancelled, End = new(RunStatus.Cancelled, why, null) }, cancellation);

    /// <summary>The same of one whose concurrency key could not be evaluated.</summary>
    internal Task FailAtStartAsync(string runId, Failure failure) =>
        RecordAsync(runId, new() { Status = RunStatus.Failed, End = new(RunStatus.Failed, failure, null) }, CancellationToken.None);

    /// <summary>An ended run gives back its places, those too that it only waited for.</summary>
    private async Task LeaveAsync(RunRecord row)
    {
        foreach (var claim in row.Ticket?.Claims ?? [])
        {
            await _lines.TellAsync(claim.Key, new PlaceMessage.Leave(row.Id), null, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
