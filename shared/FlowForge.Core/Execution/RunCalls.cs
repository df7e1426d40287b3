using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>Runs that runs start: found by the key of their start, so that none is started twice, whatever became of the host in between.</summary>
/// <param name="parts">The host's parts.</param>
/// <param name="engine">Starts them.</param>
/// <param name="calledBy">Runs that have not ended and whose end a run waits for.</param>
/// <param name="frames">Reads what they gave.</param>
internal sealed class RunCalls(EngineParts parts, IRunEngine engine, Func<string, CancellationToken, ValueTask<IReadOnlyList<RunRecord>>> calledBy, FrameReader frames)
{
    /// <summary>Why nothing is called on a host without them.</summary>
    public static readonly Failure NotHere = Failure.Of(FailureCodes.CallNotHere, "This host cannot start runs of other workflows yet.");

    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The workflow that is called: its published version, or when there is none the newest. Failures: <c>call.unknownWorkflow</c>, <c>call.notCallable</c>.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="triggerKind">The kind of trigger by which it is started.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async ValueTask<Outcome<CalledWorkflow>> FindAsync(string id, string triggerKind, CancellationToken cancellation)
    {
        if (await parts.Workflows.GetAsync(id, cancellation).ConfigureAwait(false) is not { } stored)
        {
            return Failure.Of(FailureCodes.CallUnknown, $"There is no workflow '{id}'.");
        }

        var called = new CalledWorkflow(parts.ReadDocument(stored.Document), stored.Hash, stored.Version, "", stored.PublishedVersion is not null);
        if (stored.PublishedVersion is { } version && version != stored.Version
            && await parts.Workflows.GetVersionAsync(id, version, cancellation).ConfigureAwait(false) is { } published)
        {
            called = called with { Workflow = parts.ReadDocument(published.Document), Hash = published.Hash, Version = version };
        }

        var trigger = called.Workflow.Nodes.FirstOrDefault(node => node.Kind == triggerKind && !node.Disabled);
        return trigger is not null
            ? called with { Trigger = trigger.Id }
            : Failure.Of(FailureCodes.CallNotCallable, $"Workflow '{id}' has no '{triggerKind}', by which it could be started.");
    }

    /// <summary>Starts a run for a caller, unless it has been started before. Null when it is; its row is durable then.</summary>
    public async ValueTask<Failure?> StartAsync(
        CalledWorkflow called, LiveRun from, RunCaller caller, string key, string mode, IReadOnlyList<Item> items, CancellationToken cancellation)
    {
        if (await parts.Runs.GetStartAsync(key, cancellation).ConfigureAwait(false) is not null)
        {
            return null;
        }

        var id = engine.NewRunId();
        var taken = await BinaryCopies.TakeOverAsync(items, from.Binaries, new FamilyBinaries(parts.Runs, id), cancellation).ConfigureAwait(false);
        if (taken.IsFailure)
        {
            return taken.Failure;
        }

        var started = await engine.StartAsync(
            new()
            {
                Workflow = called.Workflow,
                Hash = called.Hash,
                Version = called.Version,
                Trigger = called.Trigger,
                Items = taken.Value,
                RunId = id,
                Mode = mode,
                Key = key,
                Caller = caller,
                TraceParent = from.Trace.Outgoing,
                Active = called.IsActive,
            },
            cancellation).ConfigureAwait(false);
        return started.Failure;
    }

    /// <summary>The run that was started under a key; null when there is none any more.</summary>
    public async ValueTask<RunRecord?> GetAsync(string key, CancellationToken cancellation) =>
        await parts.Runs.GetStartAsync(key, cancellation).ConfigureAwait(false) is { } start
            ? await parts.Runs.GetRunAsync(start.RunId, cancellation).ConfigureAwait(false)
            : null;

    /// <summary>The output of an ended run.</summary>
    public async ValueTask<ItemList> OutputAsync(RunRecord run, CancellationToken cancellation) =>
        await frames.OutputAsync(run, cancellation).ConfigureAwait(false) ?? ItemList.Empty;

    /// <summary>The binaries of a run's family.</summary>
    public IBinaries BinariesOf(RunRecord run) => new FamilyBinaries(parts.Runs, run.Family);

    /// <summary>Cancels what a run has called and still waits for; comes back when that has ended, or after some seconds.</summary>
    /// <param name="runId">The caller.</param>
    /// <param name="place">Of one call only (<see cref="RunCaller.Place"/>), or null.</param>
    public async Task EndAsync(string runId, string? place)
    {
        var all = await calledBy(runId, CancellationToken.None).ConfigureAwait(false);
        var called = all.Where(caller => place is null || caller.Caller!.Place == place).Select(run => run.Id).ToList();
        foreach (var id in called)
        {
            await engine.CancelAsync(id, CancellationToken.None).ConfigureAwait(false);
        }

        await Task.WhenAll(called.Select(id => engine.WaitAsync(id, EndsWithin, CancellationToken.None).AsTask())).ConfigureAwait(false);
    }
}

/// <summary>A workflow that is called.</summary>
/// <param name="Workflow">The document.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Version">Its version.</param>
/// <param name="Trigger">The trigger that fires.</param>
/// <param name="IsActive">Whether it is published.</param>
internal sealed record CalledWorkflow(Workflow Workflow, string Hash, int Version, string Trigger, bool IsActive);
