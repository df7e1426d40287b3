using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;

namespace FlowForge.Core.Ports;

/// <summary>Starts, watches and ends runs on this host.</summary>
public interface IRunEngine
{
    /// <summary>
    /// Starts a run. Failures (nothing is recorded): <c>run.noTrigger</c>, <c>run.unknownTrigger</c>, <c>run.ambiguousTrigger</c>,
    /// <c>plan.unknownNode</c>, <c>plan.unreachableNode</c> (of <see cref="RunPart.UpTo"/>), other <c>plan.*</c>/<c>graph.*</c>/<c>loop.*</c> of planning, <c>node.unknownKind</c>, <c>credential.unavailable</c>,
    /// <c>concurrency.full</c> (too many wait for the same place), <c>limit.item</c> (an item larger than <see cref="Limits.ItemBytes"/>),
    /// <c>binary.unknown</c> (an item names a binary that was not written for this run), <c>pinned.unknownPort</c> (items are pinned to a port that the node does not have), <c>start.keyReused</c> (same key, other body).
    /// </summary>
    ValueTask<Outcome<StartedRun>> StartAsync(StartRequest request, CancellationToken cancellation);

    /// <summary>Whether it has so much to do that callers from outside had better come again later. What it has taken on itself (schedules, called workflows) is started all the same.</summary>
    bool IsBusy => false;

    /// <summary>Runs that have work to do on this host; 0 where nobody counts.</summary>
    int RunsAtWork => 0;

    /// <summary>A new run's id, to write binaries for it before it is started with <see cref="StartRequest.RunId"/>.</summary>
    string NewRunId();

    /// <summary>
    /// Begins a new run of the same family with the results of another one that do not depend on a frame's node (semantics 8).
    /// The source goes on as it was.
    /// </summary>
    ValueTask<ForkResult> ForkAsync(ForkRequest request, CancellationToken cancellation);

    /// <summary>The run as it stands: of a live run with its present status, else the stored row; null when unknown.</summary>
    ValueTask<RunRecord?> GetAsync(string runId, CancellationToken cancellation);

    /// <summary>The run once it has ended and its end is durable, or as it stands after <paramref name="atMost"/>; null when unknown.</summary>
    ValueTask<RunRecord?> WaitAsync(string runId, TimeSpan atMost, CancellationToken cancellation);

    /// <summary>Asks a run to end. True when it was live, false when it has ended, null when unknown. Its nodes have stopped within a second.</summary>
    ValueTask<bool?> CancelAsync(string runId, CancellationToken cancellation);

    /// <summary>Whether a run is known to wait for its turn, so that whoever waits for its answer had better go.</summary>
    ValueTask<bool> WaitsForPlaceAsync(RunRecord run, CancellationToken cancellation) => new(run.Status == RunStatus.Queued);

    /// <summary>Open waits of a run that has not ended.</summary>
    ValueTask<IReadOnlyList<OpenWait>> WaitsAsync(string runId, CancellationToken cancellation);

    /// <summary>Failures at which a run of this host waits for an answer, first failed first.</summary>
    ValueTask<IReadOnlyList<NodePause>> PausesAsync(string runId, CancellationToken cancellation);

    /// <summary>What a run does when a step breaks.</summary>
    ValueTask<Healing> HealingAsync(string runId, CancellationToken cancellation) => new(Healing.Off);

    /// <summary>Answers a pause, once; durable when the task completes. The run goes on when all of its pauses are answered.</summary>
    ValueTask<PauseResult> AnswerPauseAsync(string runId, string pauseId, PauseAnswer answer, CancellationToken cancellation);

    /// <summary>The document with which a run went on behind its change of this number, 1 or more, or behind its last one; null when there is none.</summary>
    ValueTask<Workflow?> RevisionAsync(string runId, int? number, CancellationToken cancellation);

    /// <summary>
    /// Sends a signal to a run; durable when the task completes, whether the run waits for it yet or not.
    /// <see cref="MailResult.Expired"/> is not among its results.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="name">Name of the signal.</param>
    /// <param name="messageId">Id of the message, whose repeats are ignored; null for one of its own.</param>
    /// <param name="items">What it carries.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    ValueTask<MailResult> SignalAsync(string runId, string name, string? messageId, IReadOnlyList<Item> items, CancellationToken cancellation);

    /// <summary>The approval or webhook wait that a token is of, reached or not, also of an ended run; null when there is none, or the token is not genuine.</summary>
    ValueTask<AnsweredWait?> FindWaitAsync(string token, CancellationToken cancellation);

    /// <summary>Answers a wait, once; durable when the task completes. It may not have been reached yet.</summary>
    /// <param name="token">Its token; one that is not genuine gives <see cref="MailResult.UnknownRun"/>.</param>
    /// <param name="items">For an approval one item with the decision, for a webhook wait what came in.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    ValueTask<MailResult> AnswerAsync(string token, IReadOnlyList<Item> items, CancellationToken cancellation);

    /// <summary>
    /// What happens to a run, durable things only, from behind <paramref name="lastEventId"/> (null: from the start); ends after the run's end.
    /// </summary>
    IAsyncEnumerable<RunNews> WatchAsync(string runId, string? lastEventId, CancellationToken cancellation);
}

/// <summary>What to start.</summary>
public sealed record StartRequest
{
    /// <summary>The document.</summary>
    public required Workflow Workflow { get; init; }

    /// <summary>Its content hash; the document must be pinned or saved under it before.</summary>
    public required string Hash { get; init; }

    /// <summary>Version, 0 when it is not saved.</summary>
    public int Version { get; init; }

    /// <summary>Id of the trigger node; null when the document has just one.</summary>
    public string? Trigger { get; init; }

    /// <summary>What the run does when a step breaks; null for what its document says, and that it ends when that says nothing.</summary>
    public Healing? Healing { get; init; }

    /// <summary>What of the document to run.</summary>
    public RunPart Part { get; init; } = RunPart.Whole;

    /// <summary>Items the trigger gives.</summary>
    public IReadOnlyList<Item> Items { get; init; } = [];

    /// <summary>An id of <see cref="IRunEngine.NewRunId"/> for which binaries of the items were written; null for a new one.</summary>
    public string? RunId { get; init; }

    /// <summary><c>api</c>, <c>manual</c>, <c>webhook</c>, <c>schedule</c>, <c>workflow</c> or <c>error</c>.</summary>
    public string Mode { get; init; } = "api";

    /// <summary>A claim to a place besides the one under the workflow's own key, or null.</summary>
    public PlaceClaim? Overlap { get; init; }

    /// <summary>Key of a start that happens once, or null.</summary>
    public string? Key { get; init; }

    /// <summary>Hash of what was asked, for <see cref="Key"/>.</summary>
    public string BodyHash { get; init; } = "";

    /// <summary>When the run is to begin, on a host that takes starts ahead of their time; null for at once.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>
    /// Whether the run's row is durable before <see cref="IRunEngine.StartAsync"/> returns. Always so with a <see cref="Key"/>.
    /// A caller that waits for the reply or the end leaves it false, and a short run is one transaction.
    /// </summary>
    public bool RecordFirst { get; init; } = true;

    /// <summary>The run that calls this one, or null.</summary>
    public RunCaller? Caller { get; init; }

    /// <summary>The caller's place in a trace, a valid <c>traceparent</c> of W3C Trace Context, or null. The run's span is its child, and calls of the run carry it on.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Whether the workflow is active, for <c>$workflow.active</c>.</summary>
    public bool Active { get; init; }
}

/// <summary>A run that has been started, or the one that the key gave before.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="IsRepeat">Whether the key existed.</param>
/// <param name="Replied">The first <c>respond</c>, durable; null when the run ended or was parked without one. Never faults.</param>
/// <param name="Ended">The run once its end is durable. Never faults.</param>
public sealed record StartedRun(string RunId, bool IsRepeat, Task<Reply?> Replied, Task<RunRecord> Ended);

/// <summary>A wait of a run that has not ended.</summary>
/// <param name="Node">Node id.</param>
/// <param name="Iteration">Its iteration.</param>
/// <param name="Mode">What ends it.</param>
/// <param name="Until">When it ends by itself; null when never.</param>
/// <param name="Signal">Name of the signal it waits for, or null.</param>
/// <param name="Url">Address that answers it, or null.</param>
public sealed record OpenWait(string Node, string Iteration, WaitMode Mode, DateTimeOffset? Until, string? Signal = null, string? Url = null);

/// <summary>An approval or webhook wait as who answers it sees it.</summary>
/// <param name="Run">Its run.</param>
/// <param name="Node">The node as drawn.</param>
/// <param name="Iteration">Its iteration.</param>
/// <param name="Mode">Approval or webhook.</param>
/// <param name="State">Whether it can still be answered.</param>
/// <param name="IsReached">Whether the run has come to it.</param>
/// <param name="Until">Its deadline, or null.</param>
/// <param name="Message">What the person who decides is told, or null.</param>
public sealed record AnsweredWait(
    RunRecord Run, Node Node, string Iteration, WaitMode Mode, WaitState State, bool IsReached, DateTimeOffset? Until, string? Message);

/// <summary>One event of a run.</summary>
/// <param name="Id">Opaque cursor to go on from.</param>
/// <param name="Frame">A frame, or null.</param>
/// <param name="Run">The run's new state, or null.</param>
public sealed record RunNews(string Id, Frame? Frame, RunRecord? Run);
