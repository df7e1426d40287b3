using System.Collections.Concurrent;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Execution;

/// <summary>Plans by document, trigger, and the part that is run. Bounded: when it is full it begins anew.</summary>
internal sealed class PlanCache(EngineParts parts)
{
    private const int Most = 1_000;
    private readonly ConcurrentDictionary<(string Hash, string Trigger, RunPart Part), PlannedWorkflow> _plans = new();

    /// <summary>A plan that is at hand, or null.</summary>
    public PlannedWorkflow? Find(string hash, string trigger, RunPart part) => _plans.GetValueOrDefault((hash, trigger, part));

    /// <summary>The plan of a recorded run; its document is read only when the plan is not at hand.</summary>
    public async ValueTask<PlannedWorkflow> OfAsync(RunRecord record, CancellationToken cancellation)
    {
        if (Find(record.Hash, record.Trigger, record.Part) is { } known)
        {
            return known;
        }

        if (await parts.Workflows.GetDocumentAsync(record.Hash, cancellation).ConfigureAwait(false) is not { } document)
        {
            throw new StoreFault($"The document {record.Hash} of the run is missing.");
        }

        var planned = Get(parts.ReadDocument(document), record.Hash, record.Trigger, record.Part);
        return planned.IsFailure
            ? throw new StoreFault($"The document of the run cannot be planned: {planned.Failure.Message}")
            : planned.Value;
    }

    /// <summary>The plan of a revision of a recorded run; its document is a payload of the run's family.</summary>
    public async ValueTask<PlannedWorkflow> OfAsync(RunRecord record, RunRevision revision, CancellationToken cancellation)
    {
        if (Find(revision.Hash, record.Trigger, record.Part) is { } known)
        {
            return known;
        }

        var content = await parts.Runs.ReadPayloadAsync(record.Family, revision.Hash, cancellation).ConfigureAwait(false);
        if (WorkflowJson.Read(content).Workflow is not { } workflow)
        {
            throw new StoreFault($"The document {revision.Hash} of the run cannot be read.");
        }

        var planned = Get(workflow with { Version = record.Version }, revision.Hash, record.Trigger, record.Part);
        return planned.IsFailure
            ? throw new StoreFault($"The revised document of the run cannot be planned: {planned.Failure.Message}")
            : planned.Value;
    }

    public Outcome<PlannedWorkflow> Get(Workflow workflow, string hash, string? trigger, RunPart part)
    {
        if (trigger is not null && _plans.TryGetValue((hash, trigger, part), out var known))
        {
            return known;
        }

        var fires = Trigger(workflow, trigger);
        if (fires.IsFailure)
        {
            return fires.Failure;
        }

        if (_plans.TryGetValue((hash, fires.Value, part), out known))
        {
            return known;
        }

        var planned = Plan(workflow, fires.Value, part);
        if (!planned.IsFailure)
        {
            if (_plans.Count >= Most)
            {
                _plans.Clear();
            }

            _plans[(hash, fires.Value, part)] = planned.Value;
        }

        return planned;
    }

    private Outcome<PlannedWorkflow> Plan(Workflow workflow, string trigger, RunPart part)
    {
        var breakpoints = part.BreakpointSet;
        if (breakpoints.FirstOrDefault(id => !workflow.Nodes.Any(node => node.Id == id)) is { } unknown)
        {
            return Failure.Of("plan.unknownNode", $"There is no node '{unknown}' to pause before.");
        }

        var result = Planner.Plan(workflow, parts.Catalogue, trigger, part.UpTo, breakpoints);
        if (result.Plan is not { } plan)
        {
            return Failure.Of(result.Problems[0].Code, result.Problems[0].Message);
        }

        var pins = part.IsPinned ? PinnedOutput.OfAll(plan) : new PinnedOutput?[plan.Nodes.Count];
        if (pins.IsFailure)
        {
            return pins.Failure;
        }

        var elsewhere = plan.Nodes.FirstOrDefault(node => pins.Value[node.Index] is null && node.Kind is { } kind && (kind.Description.RunsIn & parts.Host) == 0);
        if (elsewhere is not null)
        {
            return Failure.Of("plan.runsElsewhere", $"Node '{elsewhere.Node.Id}' of kind '{elsewhere.Node.Kind}' cannot run on this host.");
        }

        return new PlannedWorkflow(plan, parts.Scripts, parts.RunWindow, pins.Value, breakpoints);
    }

    private Outcome<string> Trigger(Workflow workflow, string? wanted)
    {
        var triggers = workflow.Nodes.Where(node => parts.Catalogue.Find(node)?.Description.IsTrigger == true).Select(node => node.Id).ToList();
        if (wanted is not null)
        {
            return triggers.Contains(wanted)
                ? wanted
                : Failure.Of("run.unknownTrigger", $"The workflow has no trigger '{wanted}'.");
        }

        return triggers.Count switch
        {
            1 => triggers[0],
            0 => Failure.Of("run.noTrigger", "The workflow has no trigger."),
            _ => Failure.Of("run.ambiguousTrigger", $"The workflow has several triggers; name one of: {string.Join(", ", triggers)}."),
        };
    }
}
