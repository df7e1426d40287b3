using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;

namespace FlowForge.Core.Assistance;

/// <summary>Words that are to become a change of a workflow.</summary>
public sealed record WorkflowRequest
{
    /// <summary>What a person asks for, at most <see cref="Limits.AiPromptLength"/> characters.</summary>
    public required string Prompt { get; init; }

    /// <summary>The workflow as it stands; null for a new one.</summary>
    public Workflow? Workflow { get; init; }

    /// <summary>What was said before, oldest first.</summary>
    public IReadOnlyList<ConversationTurn> Conversation { get; init; } = [];
}

/// <summary>Something that was said.</summary>
/// <param name="IsPerson">Whether the person said it; else the assistant.</param>
/// <param name="Text">What was said.</param>
public sealed record ConversationTurn(bool IsPerson, string Text);

/// <summary>A proposal of the AI layer.</summary>
/// <param name="Proposal">The change.</param>
/// <param name="Usage">What it took.</param>
public sealed record WorkflowProposal(Proposal Proposal, ModelUsage Usage);
