using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Proposals;

/// <summary>A change that is proposed and not made: what it does, what it gives, and what it would add to what the workflow can do.</summary>
public sealed record Proposal
{
    /// <summary>The operations, in order.</summary>
    public required IReadOnlyList<WorkflowOperation> Operations { get; init; }

    /// <summary>The workflow they give.</summary>
    public required Workflow Workflow { get; init; }

    /// <summary>Why, for a person.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>What was taken for granted.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>What is open.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>Problems of <see cref="Workflow"/>, refusals before warnings.</summary>
    public IReadOnlyList<Problem> Validation { get; init; } = [];

    /// <summary>What <see cref="Workflow"/> can do and the one before could not.</summary>
    public IReadOnlyList<CapabilityChange> Capabilities { get; init; } = [];

    /// <summary>Whether <see cref="Workflow"/> may run: nothing in <see cref="Validation"/> refuses it.</summary>
    public bool IsValid => Validation.All(problem => problem.IsWarning);

    /// <summary>Says what comes of operations that could be applied. Explanation, assumptions and questions are the caller's to add.</summary>
    /// <param name="before">The workflow as it stands.</param>
    /// <param name="operations">The change.</param>
    /// <param name="after">What <see cref="Proposals.Operations.Apply"/> gave.</param>
    /// <param name="catalogue">The kinds that nodes may have.</param>
    /// <param name="scripts">Reads expressions and code.</param>
    /// <param name="here">The host it is to run on.</param>
    public static Proposal Of(
        Workflow before, IReadOnlyList<WorkflowOperation> operations, Workflow after, ICatalogue catalogue, IScripts scripts, RunsIn here = RunsIn.Server) => new()
        {
            Operations = operations,
            Workflow = after,
            Validation = WorkflowValidator.Validate(after, catalogue, scripts, here),
            Capabilities = Proposals.Capabilities.Added(before, after, catalogue),
        };
}
