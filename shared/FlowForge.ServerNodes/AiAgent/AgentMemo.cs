using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;

namespace FlowForge.ServerNodes.AiAgent;

/// <summary>How far an agent is, as it is kept while runs that it has called are under way.</summary>
internal sealed class AgentMemo
{
    /// <summary>What came of the items before the present one.</summary>
    public List<AgentAnswer> Answers { get; init; } = [];

    /// <summary>The conversation about the present item; empty before it.</summary>
    public List<ModelMessage> Messages { get; init; } = [];

    /// <summary>Calls whose runs are not told to the model yet.</summary>
    public List<PendingCall> Pending { get; init; } = [];

    /// <summary>Calls that were made for the present item.</summary>
    public List<MadeCall> Made { get; init; } = [];

    /// <summary>Replies that were taken for the present item.</summary>
    public int Steps { get; set; }

    /// <summary>Answers to the present item that were sent back.</summary>
    public int Corrections { get; set; }

    /// <summary>What all of it took.</summary>
    public ModelUsage Usage { get; set; } = ModelUsage.None;

    /// <summary>The present item.</summary>
    public int Item => Answers.Count;

    /// <summary>The present item is done.</summary>
    public void Answer(JsonElement reply, Failure? failure)
    {
        Answers.Add(new(reply, failure, [.. Made]));
        Messages.Clear();
        Pending.Clear();
        Made.Clear();
        (Steps, Corrections) = (0, 0);
    }
}

/// <summary>What came of an item.</summary>
/// <param name="Reply">The answer; undefined when it failed.</param>
/// <param name="Failure">Why it failed, or null.</param>
/// <param name="Made">The calls that were made for it.</param>
internal sealed record AgentAnswer(JsonElement Reply, Failure? Failure, IReadOnlyList<MadeCall> Made);

/// <summary>A call that the model asked for and that is sound.</summary>
/// <param name="CallId">The model's name of it.</param>
/// <param name="Tool">The tool.</param>
/// <param name="WorkflowId">The workflow behind it.</param>
/// <param name="Arguments">An object.</param>
internal sealed record PendingCall(string CallId, string Tool, string WorkflowId, JsonElement Arguments);

/// <summary>A call that was made.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Run">The run it was; null when that is not known any more.</param>
/// <param name="Failure">Code of its failure, or null.</param>
internal sealed record MadeCall(string Tool, string? Run, string? Failure);
