using System.Globalization;
using System.Text.Json;
using FlowForge.Core.Failures;

namespace FlowForge.Core.Ports;

/// <summary>What ends a wait. Stored as a number: modes are added at the end.</summary>
public enum WaitMode
{
    /// <summary>Some time.</summary>
    Time,

    /// <summary>A moment.</summary>
    Until,

    /// <summary>A signal to the run.</summary>
    Signal,

    /// <summary>A person's decision.</summary>
    Approval,

    /// <summary>A call from outside.</summary>
    Webhook,

    /// <summary>The pause before a node is tried again.</summary>
    Retry,

    /// <summary>The end of runs that the node has called.</summary>
    Runs,

    /// <summary>A person's answer to a failure or a breakpoint.</summary>
    Pause,
}

/// <summary>How a wait stands.</summary>
public enum WaitState
{
    /// <summary>It goes on.</summary>
    Open,

    /// <summary>Its answer has come.</summary>
    Answered,

    /// <summary>Its deadline passed first.</summary>
    Expired,

    /// <summary>Its run ended first.</summary>
    Closed,
}

/// <summary>
/// What a run waits for, as a row: a host that starts arms it without reading the run. It is written in the transaction that records the wait,
/// so it cannot disagree with the journal. Rows of approvals and webhook waits stay when they are over, to tell a second answer what became of the first.
/// </summary>
/// <param name="RunId">The run.</param>
/// <param name="Node">The node.</param>
/// <param name="Iteration">Its iteration; a node has one row in each.</param>
/// <param name="Number">Number of the hand-out that armed it.</param>
/// <param name="Mode">What ends it.</param>
/// <param name="Until">When it ends by itself, UTC; null when never.</param>
public sealed record WaitRow(string RunId, string Node, string Iteration, int Number, WaitMode Mode, DateTimeOffset? Until)
{
    /// <summary>Name of the signal it waits for, or null.</summary>
    public string? Signal { get; init; }

    /// <summary>What the person who decides is told, or null.</summary>
    public string? Message { get; init; }

    /// <summary>How it stands.</summary>
    public WaitState State { get; init; }

    /// <summary>The row of a pause. Its place is not the node's own, which may keep that of a wait that is over; the failure, if there is one, is its message.</summary>
    public static WaitRow OfPause(string runId, string node, string iteration, int number, DateTimeOffset until, Failure? failure) =>
        new(runId, PlaceOfPause(node), iteration, number, WaitMode.Pause, until) { Message = failure is null ? null : FailureJson.Text(failure) };

    /// <summary>The place of a node's pause.</summary>
    public static string PlaceOfPause(string node) => $"@{node}";

    /// <summary>The pause of which it is the row; null when it is that of a wait.</summary>
    public NodePause? Pause => Mode != WaitMode.Pause ? null : new(
        Number.ToString(CultureInfo.InvariantCulture), Node[1..], Iteration, Message is null ? null : FailureJson.Read(JsonElement.Parse(Message)), Until!.Value);

    /// <summary>Whether it has an address of its own that answers it.</summary>
    public bool HasAddress => IsAnswered(Mode);

    /// <summary>Whether waits of a mode have an address of their own.</summary>
    public static bool IsAnswered(WaitMode mode) => mode is WaitMode.Approval or WaitMode.Webhook;

    /// <summary>Node and iteration as one text: <c>node@4/0</c>. No node id has an <c>@</c>.</summary>
    public static string PlaceOf(string node, string iteration) => $"{node}@{iteration}";
}

/// <summary>Which wait of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Node">The node.</param>
/// <param name="Iteration">Its iteration.</param>
public readonly record struct WaitKey(string RunId, string Node, string Iteration);
