using FlowForge.Core.Model;

namespace FlowForge.Core.Assistance;

/// <summary>A person's turn of a conversation about a workflow.</summary>
public sealed record ChatRequest
{
    /// <summary>What the person says, at most <see cref="Limits.AiPromptLength"/> characters.</summary>
    public required string Prompt { get; init; }

    /// <summary>The workflow as it stands; null for none.</summary>
    public Workflow? Workflow { get; init; }

    /// <summary>What was said before, oldest first.</summary>
    public IReadOnlyList<ConversationTurn> Conversation { get; init; } = [];

    /// <summary>The run that is spoken of; null for none.</summary>
    public RunExcerpt? Run { get; init; }
}

/// <summary>A kind of one's own in words.</summary>
public sealed record KindRequest
{
    /// <summary>What it is to do, at most <see cref="Limits.AiPromptLength"/> characters.</summary>
    public required string Prompt { get; init; }

    /// <summary>Items it will get, from a run; empty when there are none.</summary>
    public IReadOnlyList<Item> Samples { get; init; } = [];
}

/// <summary>A kind of one's own that is proposed: its tests have passed in the sandbox, and it is not saved.</summary>
/// <param name="Definition">As <c>POST /nodes</c> takes it.</param>
/// <param name="Explanation">What it does, for a person.</param>
/// <param name="Usage">What it took.</param>
public sealed record MadeKind(System.Text.Json.JsonElement Definition, string Explanation, Ports.ModelUsage Usage);
