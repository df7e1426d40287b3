using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.State;

namespace FlowForge.Core.Ports;

/// <summary>States of a run (design 5).</summary>
public enum RunStatus
{
    /// <summary>Recorded, not begun.</summary>
    Queued,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Nothing to do until something outside happens.</summary>
    Waiting,

    /// <summary>Stopped until a person answers.</summary>
    Paused,

    /// <summary>Ended well.</summary>
    Completed,

    /// <summary>Ended by a failure.</summary>
    Failed,

    /// <summary>Ended by a person.</summary>
    Cancelled,
}

/// <summary>The row of a run in the index.</summary>
public sealed record RunRecord
{
    /// <summary>26 base32 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Id of its workflow.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>Version it was started with; 0 for a document that is not saved.</summary>
    public int Version { get; init; }

    /// <summary>Content hash of the document it runs, lower-case hex of SHA-256.</summary>
    public required string Hash { get; init; }

    /// <summary>Id of the trigger node that fired.</summary>
    public required string Trigger { get; init; }

    /// <summary><c>manual</c>, <c>webhook</c>, <c>schedule</c>, <c>api</c>, <c>workflow</c> or <c>error</c>.</summary>
    public string Mode { get; init; } = "api";

    /// <summary>Where it stands.</summary>
    public RunStatus Status { get; init; }

    /// <summary>When it was recorded, UTC; of one that was recorded ahead of its time, that time.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Sequence of the record whose first port is the run's output, or null.</summary>
    public long? OutputSequence { get; init; }

    /// <summary>Secret from which the addresses of its approvals and webhook waits are made; null when its workflow has none. Never shown.</summary>
    public string? ResumeKey { get; init; }

    /// <summary>The run that called it, or whose failure it handles; null when it was started from outside.</summary>
    public RunCaller? Caller { get; init; }

    /// <summary>What it needs before it begins, and its turn; null when it needs no place.</summary>
    public PlaceTicket? Ticket { get; init; }

    /// <summary>What of its document it runs.</summary>
    public RunPart Part { get; init; } = RunPart.Whole;

    /// <summary>Run it was forked from.</summary>
    public string? ForkedFrom { get; init; }

    /// <summary>First run of its family (itself unless it is a fork).</summary>
    public required string Family { get; init; }

    /// <summary>Name of its workflow when it started.</summary>
    public string WorkflowName { get; init; } = "";

    /// <summary>Hash of the variables it sees (<see cref="VariableSet.Hash"/>); null when there were none as it started.</summary>
    public string? Variables { get; init; }

    /// <summary>When it may be deleted, UTC, by its own workflow's retention; null when it has not ended, or the host's default decides.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether it is a test, of a document that is not saved: it never writes the workflow's state (semantics 7).</summary>
    public bool IsTest => Version == 0 || Mode == "manual";

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;
}

/// <summary>The run that started another, and where in it.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Node">Id of the node that called, or whose failure is handled; empty for a failure that is no node's.</param>
/// <param name="Iteration">Iteration of that node.</param>
/// <param name="Attempt">Attempt of that node that called, 1 or more.</param>
/// <param name="Item">Which item of the call it was started for; 0 when for all of them.</param>
/// <param name="Depth">Calls inside one another, 1 for a run that one from outside called.</param>
/// <param name="IsAwaited">Whether the caller waits for its end, and so is told of it; it is cancelled when the caller ends before.</param>
public sealed record RunCaller(string RunId, string Node, string Iteration, int Attempt, int Item, int Depth, bool IsAwaited)
{
    /// <summary>The call within its run, as mail about it is named: <c>attempt/node@iteration</c>.</summary>
    public string Place => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Attempt}/{WaitRow.PlaceOf(Node, Iteration)}");

    /// <summary>All but the run as one text, for stores: <c>item/depth/awaited/attempt/node@iteration</c>.</summary>
    public string Text => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Item}/{Depth}/{(IsAwaited ? 1 : 0)}/{Place}");

    /// <summary>What <see cref="Text"/> gave.</summary>
    public static RunCaller Read(string runId, string text)
    {
        var parts = text.Split('/', 5);
        var at = parts[4].IndexOf('@', StringComparison.Ordinal);
        return new(runId, parts[4][..at], parts[4][(at + 1)..], Number(parts[3]), Number(parts[0]), Number(parts[1]), parts[2] == "1");
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A page of a list.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="Items">Rows in order.</param>
/// <param name="Next">Opaque, URL-safe cursor of the next page; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Which runs to list.</summary>
/// <param name="Workflow">Only of this workflow.</param>
/// <param name="Status">Only in this state.</param>
/// <param name="From">Only started at or after.</param>
/// <param name="To">Only started before.</param>
/// <param name="Limit">Rows, 1 to <see cref="Limits.ListMost"/>.</param>
/// <param name="After">Cursor of a page before.</param>
/// <param name="Text">Only with this text in its id, its workflow's id or name, its failure's code or message, or what it was started with.</param>
/// <param name="Caller">Only those that this run has called.</param>
public sealed record RunQuery(
    string? Workflow = null, RunStatus? Status = null, DateTimeOffset? From = null, DateTimeOffset? To = null,
    int Limit = Limits.ListDefault, string? After = null, string? Text = null, string? Caller = null);

/// <summary>A packed row of the journal: records of one run in the order in which the decider took them.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Ordinal">0, 1, 2 … within the run.</param>
/// <param name="FirstSequence">Smallest sequence inside.</param>
/// <param name="LastSequence">Largest sequence inside.</param>
/// <param name="Content">The records, as <c>SegmentJson</c> writes them.</param>
public sealed record SegmentRow(string RunId, int Ordinal, long FirstSequence, long LastSequence, ReadOnlyMemory<byte> Content);

/// <summary>The decider's state after all segments up to <paramref name="Ordinal"/>.</summary>
public sealed record SnapshotRow(string RunId, int Ordinal, ReadOnlyMemory<byte> Content);

/// <summary>A page of items too large for its record, by content hash within a family.</summary>
/// <param name="Family">First run of the family.</param>
/// <param name="Hash">Lower-case hex of SHA-256 of the content.</param>
/// <param name="Content">A JSON array of items.</param>
public sealed record PayloadRow(string Family, string Hash, ReadOnlyMemory<byte> Content);

/// <summary>A start that must happen once.</summary>
/// <param name="Key">Hash of what makes it the same start.</param>
/// <param name="BodyHash">Hash of what was asked; another one under the same key is refused.</param>
/// <param name="RunId">The run it gave.</param>
/// <param name="At">When, UTC.</param>
public sealed record StartRow(string Key, string BodyHash, string RunId, DateTimeOffset At);

/// <summary>What is written in one transaction.</summary>
public sealed record JournalWrite
{
    /// <summary>The run's row, inserted or replaced; null when unchanged.</summary>
    public RunRecord? Run { get; init; }

    /// <summary>Segments to append.</summary>
    public IReadOnlyList<SegmentRow> Segments { get; init; } = [];

    /// <summary>Payloads, insert-if-absent.</summary>
    public IReadOnlyList<PayloadRow> Payloads { get; init; } = [];

    /// <summary>A snapshot that replaces the run's last.</summary>
    public SnapshotRow? Snapshot { get; init; }

    /// <summary>Changes of workflows' state, each applied unless its stamp is there.</summary>
    public IReadOnlyList<StateWrite> State { get; init; } = [];

    /// <summary>The variables that the run sees, insert-if-absent; written with its first row.</summary>
    public VariableSet? Variables { get; init; }

    /// <summary>The key of this start, insert-if-absent. When the key exists the whole write is dropped and the result says so.</summary>
    public StartRow? Start { get; init; }

    /// <summary>Waits that have begun, inserted or replaced. One with an address whose answer has come already is kept as answered.</summary>
    public IReadOnlyList<WaitRow> Waits { get; init; } = [];

    /// <summary>Waits that are over: a row without an address goes, an open one with an address becomes <see cref="WaitState.Closed"/>.</summary>
    public IReadOnlyList<WaitKey> WaitsOver { get; init; } = [];

    /// <summary>Messages to other runs, insert-if-absent; one to a run that does not exist is dropped.</summary>
    public IReadOnlyList<MailRow> Mail { get; init; } = [];

    /// <summary>How far the run has come with its own mailbox; null when unchanged.</summary>
    public MailProgress? MailTaken { get; init; }
}

/// <summary>How a write ended.</summary>
/// <param name="Existing">The start that held the key before; null when all was written.</param>
public readonly record struct JournalResult(StartRow? Existing);
