using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.State;

namespace FlowForge.Core.Frames;

/// <summary>Status of a frame (design 3).</summary>
public enum FrameStatus
{
    /// <summary>Handed out, not begun.</summary>
    Pending,

    /// <summary>At work; every ingress frame.</summary>
    Running,

    /// <summary>Waits for something outside.</summary>
    Waiting,

    /// <summary>Ended well, or failed and passed on by <c>onError</c>.</summary>
    Completed,

    /// <summary>This attempt failed.</summary>
    Failed,

    /// <summary>No edge delivered.</summary>
    Skipped,

    /// <summary>Ended because the run did.</summary>
    Cancelled,
}

/// <summary>Which of a node run's two frames it is.</summary>
public enum FrameSide
{
    /// <summary>Before: status RUNNING, input.</summary>
    Ingress,

    /// <summary>After: final status, input and output.</summary>
    Egress,
}

/// <summary>One frame as the API shows it.</summary>
public sealed record Frame
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Hand-out number × 2²⁰ + position; unique in the run, causally ordered, not dense.</summary>
    public required long Sequence { get; init; }

    /// <summary>The node.</summary>
    public required string NodeId { get; init; }

    /// <summary>The iteration's path.</summary>
    public required string Iteration { get; init; }

    /// <summary>1 for the first attempt.</summary>
    public required int Attempt { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Its status.</summary>
    public required FrameStatus Status { get; init; }

    /// <summary>Before or after.</summary>
    public required FrameSide Side { get; init; }

    /// <summary>Revision of the workflow in this run.</summary>
    public int Revision { get; init; }

    /// <summary>Whether it was taken over from the run this one was forked from, or given in its place: the node was not run here.</summary>
    public bool IsGiven { get; init; }

    /// <summary>Items per input port, in port order.</summary>
    public required IReadOnlyList<PortItems> Input { get; init; }

    /// <summary>Items per output port, in port order; empty on an ingress frame.</summary>
    public IReadOnlyList<PortItems> Output { get; init; } = [];

    /// <summary>Why it failed, or the error that <c>onError</c> passed on.</summary>
    public Failure? Failure { get; init; }

    /// <summary>What it changed of the workflow's state.</summary>
    public IReadOnlyList<StateChange> State { get; init; } = [];

    /// <summary>Console output of a script.</summary>
    public string? Console { get; init; }

    /// <summary>A remark of the engine, e.g. that a later <c>respond</c> was not used.</summary>
    public string? Note { get; init; }

    /// <summary>How long the attempt took, in milliseconds; null on an ingress frame.</summary>
    public double? DurationMs { get; init; }

    /// <summary>What the attempt took of language models; no calls when it asked none.</summary>
    public Ports.ModelUsage Usage { get; init; }

    /// <summary>The frame with its items counted only.</summary>
    public Frame Counted() => this with { Input = Counts(Input), Output = Counts(Output) };

    private static IReadOnlyList<PortItems> Counts(IReadOnlyList<PortItems> ports) => [.. ports.Select(port => port with { Items = [] })];
}

/// <summary>Items of a port: the count, and at most <see cref="Limits.FrameItems"/> or <see cref="Limits.FrameItemBytes"/> of them.</summary>
/// <param name="Port">The port.</param>
/// <param name="Count">Items in all.</param>
/// <param name="Items">The first of them.</param>
public sealed record PortItems(string Port, int Count, IReadOnlyList<Item> Items);
