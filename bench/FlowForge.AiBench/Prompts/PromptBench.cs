using System.Diagnostics;
using FlowForge.Ai;
using FlowForge.AiBench.Checks;
using FlowForge.AiBench.Reports;
using FlowForge.AiBench.Runs;
using FlowForge.AiBench.Sets;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Validation;

namespace FlowForge.AiBench.Prompts;

/// <summary>Has a model make a workflow of a prompt, by the AI layer as hosts have it, and runs what it made.</summary>
internal sealed class PromptBench(ILanguageModel model, IScripts scripts)
{
    private readonly ScenarioRun runs = new(scripts);

    /// <summary>One try.</summary>
    public async Task<Attempt> TryAsync(PromptCase one, int number, CancellationToken cancellation)
    {
        var metered = new MeteredModel(model);
        var before = one.Workflow?.Workflow(one.Id);
        var clock = Stopwatch.StartNew();
        var asked = await new Assistant(metered, ScenarioRun.Kinds, () => scripts)
            .ProposeAsync(new() { Prompt = one.Prompt, Workflow = before }, Nobody.Listens, cancellation).ConfigureAwait(false);
        var (elapsed, usage) = (clock.Elapsed, metered.Take());
        if (asked.IsFailure)
        {
            return new(one.Id, one.Area, number, [new("reply", $"{asked.Failure.Code}: {asked.Failure.Message}")], 0, usage, elapsed);
        }

        var proposal = asked.Value.Proposal;
        if (one.Asks)
        {
            var isAsked = proposal.Operations.Count == 0 && proposal.Questions.Count > 0;
            return new(one.Id, one.Area, number, isAsked ? [] : [new("asks", "what cannot be known was not asked")], isAsked ? 1 : 0, usage, elapsed);
        }

        var (score, amiss) = StructureChecks.Of(one.Structure, proposal.Workflow);
        return new(one.Id, one.Area, number, await ChecksAsync(one, before, proposal, cancellation).ConfigureAwait(false), score, usage, elapsed) { Amiss = amiss };
    }

    private async Task<IReadOnlyList<FailedCheck>> ChecksAsync(PromptCase one, Workflow? before, Proposal proposal, CancellationToken cancellation)
    {
        if (WorkflowValidator.Validate(proposal.Workflow, ScenarioRun.Kinds, scripts).FirstOrDefault(static problem => !problem.IsWarning) is { } problem)
        {
            return [new("valid", $"{problem.Path}: {problem.Message}")];
        }

        List<FailedCheck> failed = [.. TriggerChecks.Of(one.Trigger, proposal.Workflow), .. before is null ? [] : StructureChecks.Kept(one.Keeps, before, proposal.Workflow)];
        foreach (var scenario in one.Scenarios)
        {
            failed.AddRange(await runs.RunAsync(scenario, one.Trigger?.Kind, proposal.Workflow, cancellation).ConfigureAwait(false));
        }

        return failed;
    }

    /// <summary>No one reads along.</summary>
    private sealed class Nobody : IAssistantListener
    {
        public static readonly Nobody Listens = new();

        public void Asking(int attempt)
        {
        }

        public void Text(string piece)
        {
        }

        public void Returned(IReadOnlyList<Problem> problems)
        {
        }
    }
}
