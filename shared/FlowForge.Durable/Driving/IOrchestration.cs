using System.Text.Json;
using FlowForge.Core.Driven;

namespace FlowForge.Durable.Driving;

/// <summary>
/// What the driver needs of an orchestration. Everything it gives is replayed from history: the same answers in the same order, however often the driver
/// is run from its beginning. Continuations run one at a time, on the thread of the orchestration.
/// </summary>
public interface IOrchestration
{
    /// <summary>The time of the event that is being taken; the same in each replay.</summary>
    DateTimeOffset Now { get; }

    /// <summary>
    /// Calls an activity of <see cref="Activities"/>. A fault of an activity is tried again by the adapter for as long as it takes: the task does not fail.
    /// The activity may run more than once, and then answers alike.
    /// </summary>
    Task<JsonElement> CallAsync(string activity, JsonElement input);

    /// <summary>Completes at a moment, at once when it has passed; is cancelled with <paramref name="cancellation"/>.</summary>
    Task TimerAsync(DateTimeOffset at, CancellationToken cancellation);

    /// <summary>
    /// Completes with the next ring of the doorbell. Rings may be lost, come twice or late; what has come is in the mailbox. Never waited for twice at a time,
    /// and never cancelled: a cancelled waiter can swallow a ring (durabletask-dotnet#387).
    /// </summary>
    Task DoorbellAsync();

    /// <summary>Ends this generation and begins the next one with that input. Nothing is in flight.</summary>
    void ContinueAsNew(JsonElement input);

    /// <summary>What whoever looks at the instance sees: the run's status as the API writes it.</summary>
    void SetStatus(string status);
}

/// <summary>Names of the activities, and what crosses. Ids, numbers, counts and flags only: no parameter, no item, no text of a user.</summary>
public static class Activities
{
    /// <summary>Runs a hand-out: <c>{ run, handOut, below, call?, revisions? }</c>, the last three as <see cref="HandOutBasis"/> has them → an event, as <c>RunEventJson</c> writes it.</summary>
    public const string RunBranch = nameof(RunBranch);

    /// <summary>Records what is not a branch's to record, and the run's row: <see cref="RunNotes"/> → <c>true</c>.</summary>
    public const string RecordRun = nameof(RecordRun);

    /// <summary>Reads the mailbox: <c>{ run, after }</c> → a list of events in the order of the mailbox.</summary>
    public const string ReadMail = nameof(ReadMail);

    /// <summary>
    /// Claims a wait with an address for its deadline: <c>{ run, node, iteration }</c> → <c>true</c>, or <c>false</c> when its answer came first; or a pause:
    /// <c>{ run, pause }</c>, whose end by itself is a message like any other answer.
    /// </summary>
    public const string ExpireWait = nameof(ExpireWait);

    /// <summary>Raises the flag that running hand-outs look for: <c>{ run }</c> → <c>true</c>.</summary>
    public const string StopRun = nameof(StopRun);
}
