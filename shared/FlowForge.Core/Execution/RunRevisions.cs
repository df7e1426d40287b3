using FlowForge.Core.Failures;
using FlowForge.Core.Forks;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Execution;

/// <summary>Revisions of runs: made of operations, and found in journals.</summary>
internal static class RunRevisions
{
    /// <summary>Makes the document that a run is to go on with durable.</summary>
    /// <param name="parts">The host's parts.</param>
    /// <param name="plans">Its plans.</param>
    /// <param name="run">The run.</param>
    /// <param name="before">The plan that it goes by.</param>
    /// <param name="operations">The change.</param>
    /// <param name="refuse">Why the run, as it stands, cannot go on with the plan of the changed document; null when it can.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public static async ValueTask<Outcome<RunRevision>> MakeAsync(
        EngineParts parts, PlanCache plans, RunRecord run, PlannedWorkflow before, IReadOnlyList<WorkflowOperation> operations,
        Func<PlannedWorkflow, ValueTask<Failure?>> refuse, CancellationToken cancellation)
    {
        var changed = Operations.Apply(before.Plan.Workflow, operations, parts.Catalogue, parts.Scripts);
        if (changed.IsRefused)
        {
            return Failure.Of(changed.Problem.Code, $"{changed.Problem.Path}: {changed.Problem.Message}");
        }

        var problems = WorkflowValidator.Validate(changed.Workflow, parts.Catalogue, parts.Scripts, parts.Host);
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
        var planned = plans.Get(changed.Workflow, hash, run.Trigger, run.Part);
        if (planned.IsFailure)
        {
            return planned.Failure;
        }

        if ((await refuse(planned.Value).ConfigureAwait(false)
            ?? await CredentialPresence.MissingAsync(parts, planned.Value, cancellation).ConfigureAwait(false)) is { } refused)
        {
            return refused;
        }

        await parts.Runs.WriteAsync(new() { Payloads = [new(run.Family, hash, content)] }).ConfigureAwait(false);
        return new RunRevision(hash, RevisionRule.Nodes(before, planned.Value));
    }

    /// <summary>A revision of a run as its journal has it; null for its last one. The answer that brought it may stand there more than once.</summary>
    public static async ValueTask<RunRevision?> FindAsync(EngineParts parts, RunRecord run, int? number, CancellationToken cancellation)
    {
        var revisions = new SortedDictionary<int, RunRevision>();
        var recorded = await RecordedRun.OpenAsync(parts, run, cancellation).ConfigureAwait(false);
        await foreach (var entry in recorded.EntriesAsync(cancellation).ConfigureAwait(false))
        {
            if (entry is EventEntry { Event: RunEvent.PauseAnswered { Revision: { } revision } answer })
            {
                revisions[answer.Mail] = revision;
            }
        }

        return number is null ? revisions.Values.LastOrDefault() : revisions.Values.ElementAtOrDefault(number.Value - 1);
    }
}
