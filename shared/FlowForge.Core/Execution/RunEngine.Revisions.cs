using FlowForge.Core.Failures;
using FlowForge.Core.Forks;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

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

    /// <summary>A revision of a run as its journal has it; null for its last one.</summary>
    private async ValueTask<RunRevision?> FindRevisionAsync(RunRecord run, int? number, CancellationToken cancellation)
    {
        var revisions = new List<RunRevision>();
        var recorded = await RecordedRun.OpenAsync(_parts, run, cancellation).ConfigureAwait(false);
        await foreach (var entry in recorded.EntriesAsync(cancellation).ConfigureAwait(false))
        {
            if (entry is EventEntry { Event: RunEvent.PauseAnswered { Revision: { } revision } })
            {
                revisions.Add(revision);
                if (revisions.Count == number)
                {
                    return revision;
                }
            }
        }

        return number is null && revisions.Count > 0 ? revisions[^1] : null;
    }

    /// <summary>Makes the document that a run is to go on with durable.</summary>
    private async ValueTask<Outcome<RunRevision>> ReviseAsync(RunRecord run, IReadOnlyList<WorkflowOperation> operations, CancellationToken cancellation)
    {
        var first = await PlanOfAsync(run, cancellation).ConfigureAwait(false);
        var before = first;
        await WithRunAsync(run.Id, live => (before = live.Planned) is not null).ConfigureAwait(false);
        var changed = Operations.Apply(before.Plan.Workflow, operations, _parts.Catalogue, _parts.Scripts);
        if (changed.IsRefused)
        {
            return Failure.Of(changed.Problem.Code, $"{changed.Problem.Path}: {changed.Problem.Message}");
        }

        var problems = WorkflowValidator.Validate(changed.Workflow, _parts.Catalogue, _parts.Scripts, _parts.Host);
        if (problems.FirstOrDefault(problem => !problem.IsWarning) is { } problem)
        {
            return Failure.Of(problem.Code, $"{problem.Path}: {problem.Message}");
        }

        if (RevisionRule.Refuse(before.Plan.Workflow, changed.Workflow) is { } structural)
        {
            return structural;
        }

        var content = WorkflowJson.Write(changed.Workflow with { Version = 0 });
        var hash = PayloadHash.Of(content);
        var planned = _plans.Get(changed.Workflow, hash, run.Trigger, run.Part);
        if (planned.IsFailure)
        {
            return planned.Failure;
        }

        if (RevisionRule.Refuse(first, planned.Value, run.ResumeKey is not null) is { } shaped)
        {
            return shaped;
        }

        if (await CredentialPresence.MissingAsync(_parts, planned.Value, cancellation).ConfigureAwait(false) is { } missing)
        {
            return missing;
        }

        await _parts.Runs.WriteAsync(new() { Payloads = [new(run.Family, hash, content)] }).ConfigureAwait(false);
        return new RunRevision(hash, RevisionRule.Nodes(before, planned.Value));
    }
}
