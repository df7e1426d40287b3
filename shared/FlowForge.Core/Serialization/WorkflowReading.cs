using System.Diagnostics.CodeAnalysis;
using FlowForge.Core.Model;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Serialization;

/// <summary>What reading a document gave.</summary>
/// <param name="Workflow">The workflow; null when anything is refused.</param>
/// <param name="Problems">All problems of the document's shape, or the one of its text; empty when it could be read.</param>
public sealed record WorkflowReading(Workflow? Workflow, IReadOnlyList<Problem> Problems)
{
    /// <summary>Whether there is no workflow.</summary>
    [MemberNotNullWhen(false, nameof(Workflow))]
    public bool IsRefused => Workflow is null;
}
