using System.Diagnostics.CodeAnalysis;
using FlowForge.Core.Model;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Proposals;

/// <summary>What applying a list of operations gave.</summary>
/// <param name="Workflow">The changed workflow; null when an operation is refused.</param>
/// <param name="Undo">Operations that give the workflow of before, applied to <paramref name="Workflow"/>; empty when refused.</param>
/// <param name="Problem">The first operation that cannot be applied, by path (<c>operations[3].edge.to</c>) and code, or null.</param>
public sealed record AppliedOperations(Workflow? Workflow, IReadOnlyList<WorkflowOperation> Undo, Problem? Problem)
{
    /// <summary>Whether there is no workflow.</summary>
    [MemberNotNullWhen(true, nameof(Problem))]
    [MemberNotNullWhen(false, nameof(Workflow))]
    public bool IsRefused => Workflow is null;
}
