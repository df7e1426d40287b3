using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;

namespace FlowForge.Core.Ports;

/// <summary>Starts, watches and ends runs on this host.</summary>
public interface IRunEngine
{
    /// <summary>
    /// Starts a run. Failures (nothing is recorded): <c>run.noTrigger</c>, <c>run.unknownTrigger</c>, <c>run.ambiguousTrigger</c>,
    /// <c>plan.*</c>/<c>graph.*</c>/<c>loop.*</c> of planning, <c>node.unknownKind</c>, <c>credential.unavailable</c>,
    /// <c>limit.item</c> (an item larger than <see cref="Limits.ItemBytes"/>), <c>start.keyReused</c> (same key, other body).
    /// </summary>
    ValueTask<Outcome<StartedRun>> StartAsync(StartRequest request, CancellationToken cancellation);

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

    /// <summary>Open waits of a live run.</summary>
    IReadOnlyList<OpenWait> Waits(string runId);

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

    /// <summary>Items the trigger gives.</summary>
    public IReadOnlyList<Item> Items { get; init; } = [];

    /// <summary><c>api</c>, <c>manual</c>, <c>webhook</c>, <c>schedule</c>, <c>workflow</c> or <c>error</c>.</summary>
    public string Mode { get; init; } = "api";

    /// <summary>Key of a start that happens once, or null.</summary>
    public string? Key { get; init; }

    /// <summary>Hash of what was asked, for <see cref="Key"/>.</summary>
    public string BodyHash { get; init; } = "";

    /// <summary>
    /// Whether the run's row is durable before <see cref="IRunEngine.StartAsync"/> returns. Always so with a <see cref="Key"/>.
    /// A caller that waits for the reply or the end leaves it false, and a short run is one transaction.
    /// </summary>
    public bool RecordFirst { get; init; } = true;

    /// <summary>Whether the workflow is active, for <c>$workflow.active</c>.</summary>
    public bool Active { get; init; }
}

/// <summary>A run that has been started, or the one that the key gave before.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="IsRepeat">Whether the key existed.</param>
/// <param name="Replied">The first <c>respond</c>, durable; null when the run ended or was parked without one. Never faults.</param>
/// <param name="Ended">The run once its end is durable. Never faults.</param>
public sealed record StartedRun(string RunId, bool IsRepeat, Task<Reply?> Replied, Task<RunRecord> Ended);

/// <summary>A wait of a live run.</summary>
/// <param name="Node">Node id.</param>
/// <param name="Iteration">Its iteration.</param>
/// <param name="Mode"><c>time</c> here; later also <c>signal</c>, <c>approval</c>, <c>webhook</c>.</param>
/// <param name="Until">When it ends by itself.</param>
public sealed record OpenWait(string Node, string Iteration, string Mode, DateTimeOffset? Until);

/// <summary>One event of a run.</summary>
/// <param name="Id">Opaque cursor to go on from.</param>
/// <param name="Frame">A frame, or null.</param>
/// <param name="Run">The run's new state, or null.</param>
public sealed record RunNews(string Id, Frame? Frame, RunRecord? Run);
