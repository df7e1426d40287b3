using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;

namespace FlowForge.Core.Execution;

/// <content>Changed documents with which runs go on (<see cref="RevisionRule"/>).</content>
public sealed partial class RunEngine
{
    /// <summary>One change at a time: the next one builds on what it gave.</summary>
    private readonly SemaphoreSlim _revising = new(1);

    ValueTask<PlannedWorkflow> IRunHost.PlanOfAsync(RunRecord record, RunRevision revision, CancellationToken cancellation) => _plans.OfAsync(record, revision, cancellation);

    /// <inheritdoc/>
    public async ValueTask<Workflow?> RevisionAsync(string runId, int? number, CancellationToken cancellation)
    {
        if (_open.TryGetValue(runId, out var open) && open.Live is { } live)
        {
            await live.RecordAsync().ConfigureAwait(false);
        }

        return await _parts.Runs.GetRunAsync(runId, cancellation).ConfigureAwait(false) is { } run && await FindRevisionAsync(run, number, cancellation).ConfigureAwait(false) is { } revision
            ? (await _plans.OfAsync(run, revision, cancellation).ConfigureAwait(false)).Plan.Workflow
            : null;
    }

    /// <summary>The plan of a run's last revision; null when it has none.</summary>
    private async ValueTask<PlannedWorkflow?> RevisedAsync(string runId, CancellationToken cancellation) =>
        await _parts.Runs.GetRunAsync(runId, cancellation).ConfigureAwait(false) is { } run && await FindRevisionAsync(run, null, cancellation).ConfigureAwait(false) is { } revision
            ? await _plans.OfAsync(run, revision, cancellation).ConfigureAwait(false)
            : null;

    private ValueTask<RunRevision?> FindRevisionAsync(RunRecord run, int? number, CancellationToken cancellation) => RunRevisions.FindAsync(_parts, run, number, cancellation);

    /// <summary>Makes the document that a run is to go on with durable.</summary>
    private async ValueTask<Outcome<RunRevision>> ReviseAsync(RunRecord run, IReadOnlyList<WorkflowOperation> operations, CancellationToken cancellation)
    {
        var before = await PlanOfAsync(run, cancellation).ConfigureAwait(false);
        await WithRunAsync(run.Id, live => (before = live.Planned) is not null).ConfigureAwait(false);
        return await RunRevisions.MakeAsync(_parts, _plans, run, before, operations, RefuseAsync, cancellation).ConfigureAwait(false);

        async ValueTask<Failure?> RefuseAsync(PlannedWorkflow after)
        {
            var shaped = default(Failure);
            await WithRunAsync(run.Id, live => (shaped = live.Refuse(after)) is null || true).ConfigureAwait(false);
            return shaped;
        }
    }
}
