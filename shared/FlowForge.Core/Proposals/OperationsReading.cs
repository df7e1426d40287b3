using System.Diagnostics.CodeAnalysis;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Proposals;

/// <summary>What reading a list of operations gave.</summary>
/// <param name="Operations">The operations; null when anything is refused.</param>
/// <param name="Problems">All problems of their shape; empty when they could be read.</param>
public sealed record OperationsReading(IReadOnlyList<WorkflowOperation>? Operations, IReadOnlyList<Problem> Problems)
{
    /// <summary>Whether there are no operations.</summary>
    [MemberNotNullWhen(false, nameof(Operations))]
    public bool IsRefused => Operations is null;
}
