using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Trials;

namespace FlowForge.Core.Assistance;

/// <summary>A failure that is to be mended.</summary>
/// <param name="Workflow">The document the run goes by.</param>
/// <param name="Excerpt">What happened.</param>
/// <param name="TryAsync">Tries a changed document on what was recorded, without leaving a mark; null when nothing can be tried.</param>
/// <param name="TryDataAsync">Tries other values of the item that failed in the same way; null when there is no such item, or its data is not at hand.</param>
public sealed record HealRequest(
    Workflow Workflow,
    RunExcerpt Excerpt,
    Func<Workflow, CancellationToken, ValueTask<HealTrial>>? TryAsync,
    Func<IReadOnlyList<DataValue>, CancellationToken, ValueTask<Outcome<DataTrial>>>? TryDataAsync = null);

/// <summary>What a trial of a change came to.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">One sentence for a person.</param>
public sealed record HealTrial(TrialOutcome Outcome, string Detail)
{
    /// <summary>What ran, in the order in which it did; at most <see cref="Limits.TrialSteps"/>.</summary>
    public IReadOnlyList<TrialStep> Steps { get; init; } = [];

    /// <summary>The node at which it could not go on; null when it went to the end of the run.</summary>
    public string? StoppedAt { get; init; }

    /// <summary>Why it stopped there; null when it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the run went to its end.</summary>
    public bool IsWhole => Outcome == TrialOutcome.Passed && StoppedAt is null;
}

/// <summary>A node's run in a trial.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Iteration">Its iteration.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Counts">Items by port that gave any.</param>
public sealed record TrialStep(string NodeId, string Iteration, FrameStatus Status, IReadOnlyList<(string Port, int Count)> Counts)
{
    /// <summary>Where the answer of a node that reaches outside came from.</summary>
    public AnswerSource Source { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Failure { get; init; }
}

/// <summary>How a trial ended.</summary>
public enum TrialOutcome
{
    /// <summary>What failed does not fail any more.</summary>
    Passed,

    /// <summary>It still fails.</summary>
    Failed,

    /// <summary>It could not be tried.</summary>
    NotTried,
}

/// <summary>How a failure may be mended. Nothing has been changed.</summary>
public sealed record Heal
{
    /// <summary><c>data</c>, <c>script</c>, <c>expression</c>, <c>configuration</c>, <c>remote</c>, <c>credential</c> or <c>limit</c>.</summary>
    public required string Cause { get; init; }

    /// <summary><c>change</c> (of the workflow), <c>items</c> (of the data), <c>retry</c> (later), or <c>none</c>: a person must see to it.</summary>
    public required string Action { get; init; }

    /// <summary>Why, for a person.</summary>
    public required string Explanation { get; init; }

    /// <summary>The change; null for the other actions.</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>The mend of the data; null for the other actions.</summary>
    public DataFix? Data { get; init; }

    /// <summary>Seconds after which to try again; null for the other actions.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>What trying the change, of the workflow or the data, came to; null without one.</summary>
    public HealTrial? Trial { get; init; }

    /// <summary>What it took.</summary>
    public ModelUsage Usage { get; init; } = ModelUsage.None;
}
