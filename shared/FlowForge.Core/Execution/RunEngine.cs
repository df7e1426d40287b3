using System.Collections.Concurrent;
using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Starts;
using FlowForge.Core.State;

namespace FlowForge.Core.Execution;

/// <summary>The engine of a host that keeps its runs in one process: the browser's, and one machine's.</summary>
public sealed partial class RunEngine : IRunEngine, IRunHost, IAsyncDisposable
{
    private readonly EngineParts _parts;
    private readonly PlanCache _plans;
    private readonly HandOutWindow _window;
    private readonly FrameReader _frames;
    private readonly ConcurrentDictionary<string, OpenRun> _open = new(StringComparer.Ordinal);
    private readonly RunTimers _timers;
    private readonly ITimer _tick;
    private volatile bool _isStopping;

    /// <summary>An engine over a host's parts. <see cref="ResumeAsync"/> comes before the first start.</summary>
    public RunEngine(EngineParts parts)
    {
        _parts = parts;
        _plans = new(parts);
        _forks = new(parts, _plans);
        _lookup = new(parts, _plans, GetAsync, RevisedAsync);
        _window = new(parts.HostWindow);
        _frames = new(parts.Runs, parts.Pages);
        _calls = new(parts, this, (runId, _) => new(CalledBy(runId)), _frames);
        _timers = new(parts.Clock, OnDue);
        parts.Meter?.Watch("flowforge.runs.live", "{run}", "Runs that have not ended.", () => _open.Count);
        parts.Meter?.Watch("flowforge.runs.atWork", "{run}", "Runs that have work to do.", () => RunsAtWork);
        parts.Meter?.Watch("flowforge.handouts.active", "{handout}", "Hand-outs at work.", () => _window.Active);
        parts.Meter?.Watch("flowforge.handouts.waiting", "{handout}", "Hand-outs that wait for a place on this host.", () => _window.Waiting);
        _tick = parts.Clock.CreateTimer(_ => Tick(), null, TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(250));
    }

    /// <summary>Runs that have not ended and are in memory; the others only wait.</summary>
    public int LiveRuns => _open.Values.Count(open => open.Live is not null);

    /// <summary>Runs that have not ended.</summary>
    public int OpenRuns => _open.Count;

    /// <inheritdoc/>
    public async ValueTask<Outcome<StartedRun>> StartAsync(StartRequest request, CancellationToken cancellation)
    {
        var planned = _plans.Get(request.Workflow, request.Hash, request.Trigger, request.Part);
        if (planned.IsFailure)
        {
            return planned.Failure;
        }

        if (await CredentialPresence.MissingAsync(_parts, planned.Value, cancellation).ConfigureAwait(false) is { } missing)
        {
            return missing;
        }

        if (planned.Value.Pins[0] is { } pinned)
        {
            request = request with { Items = pinned.Ports[0] };
        }

        if (ItemPages.TooLarge(request.Items) is { } tooLarge)
        {
            return tooLarge;
        }

        var id = request.RunId ?? NewRunId();
        if (await ForeignAsync(new(_parts.Runs, id), request.Items, planned.Value, cancellation).ConfigureAwait(false) is { } foreign)
        {
            return foreign;
        }

        if (_isStopping)
        {
            return Stopping;
        }

        var variables = _parts.Variables is { } known ? await known.CurrentAsync(cancellation).ConfigureAwait(false) : VariableSet.Empty;
        var promises = new RunPromises();
        var run = NewRun(id, request, planned.Value, variables, promises);
        var claims = await PlaceClaims.OfAsync(request, run, _parts.Clock, cancellation).ConfigureAwait(false);
        if (claims.IsFailure)
        {
            return await FailAtStartAsync(request, run, promises, claims.Failure).ConfigureAwait(false);
        }

        if (claims.Value.Count > 0)
        {
            return await StartInTurnAsync(request, run, promises, claims.Value).ConfigureAwait(false);
        }

        await run.PrepareAsync(request.Items, request.TraceParent).ConfigureAwait(false);
        _open[run.Id] = new(run, promises);
        Interlocked.Increment(ref _atWork);
        var started = new StartedRun(run.Id, false, promises.Replied.Task, promises.Ended.Task);
        if (request.Key is null && !request.RecordFirst)
        {
            NoteStart(run.Record);
            run.Begin();
            return started;
        }

        await run.RecordAsync().ConfigureAwait(false);
        if (run.Existing is { } existing)
        {
            Remove(run);
            return Repeated(existing, request.BodyHash);
        }

        NoteStart(run.Record);
        ThreadPool.UnsafeQueueUserWorkItem(static run => run.Begin(), run, preferLocal: false);
        return started;
    }

    /// <inheritdoc/>
    public string NewRunId() => _parts.Ids.NewRunId();

    /// <inheritdoc/>
    public async ValueTask<RunRecord?> GetAsync(string runId, CancellationToken cancellation) =>
        _open.TryGetValue(runId, out var run) ? run.Record : await _parts.Runs.GetRunAsync(runId, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<RunRecord?> WaitAsync(string runId, TimeSpan atMost, CancellationToken cancellation)
    {
        if (!_open.TryGetValue(runId, out var run))
        {
            return await _parts.Runs.GetRunAsync(runId, cancellation).ConfigureAwait(false);
        }

        try
        {
            return await run.Promises.Ended.Task.WaitAsync(atMost, _parts.Clock, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return run.Record;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool?> CancelAsync(string runId, CancellationToken cancellation)
    {
        if (await WithRunAsync(runId, run => run.Cancel()).ConfigureAwait(false))
        {
            return true;
        }

        return await _parts.Runs.GetRunAsync(runId, cancellation).ConfigureAwait(false) is null ? null : false;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OpenWait>> WaitsAsync(string runId, CancellationToken cancellation) => new(Waits(runId));

    /// <summary>Open waits of a live run.</summary>
    public IReadOnlyList<OpenWait> Waits(string runId) =>
        _open.TryGetValue(runId, out var open) ? WaitLookup.Shown(open.Waits, open.Record, _parts) : [];

    /// <summary>
    /// Stops taking starts and handing out. What runs has <see cref="Limits.StopGraceSeconds"/> to end, so that its answer is recorded and need not be had again.
    /// Completes at once when nothing runs.
    /// </summary>
    public async Task DrainAsync()
    {
        _isStopping = true;
        try
        {
            await Task.WhenAll(_open.Values.Select(open => open.Live?.DrainAsync() ?? Task.CompletedTask))
                .WaitAsync(TimeSpan.FromSeconds(Limits.StopGraceSeconds), _parts.Clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What still runs is cancelled without a record, and runs again at the next start.
        }
    }

    /// <summary>Stops taking starts, lets what is out end for a short time, cancels the rest, and makes durable what is recorded; the next host goes on from there.</summary>
    public async ValueTask DisposeAsync()
    {
        await DrainAsync().ConfigureAwait(false);
        await _tick.DisposeAsync().ConfigureAwait(false);
        _timers.Dispose();
        await Task.WhenAll(_open.Values.Select(open => open.Live?.StopAsync() ?? Task.CompletedTask)).ConfigureAwait(false);
    }

    internal const string StoppingCode = "host.stopping";

    /// <summary>Binaries that were not written for this run, among the items it starts with and those pinned to its nodes.</summary>
    internal static async ValueTask<Failure?> ForeignAsync(FamilyBinaries binaries, IReadOnlyList<Item> items, PlannedWorkflow planned, CancellationToken cancellation) =>
        await binaries.RefuseForeignAsync(items, cancellation).ConfigureAwait(false)
        ?? await PinnedOutput.RefuseForeignAsync(binaries, planned, cancellation).ConfigureAwait(false);

    private static Failure Stopping { get; } = Failure.Of(StoppingCode, "This host is stopping.", retryable: true);

    private void NoteStart(RunRecord run)
    {
        _parts.Meter?.Started(run);
        _parts.Log?.Started(run);
    }

    private Outcome<StartedRun> Repeated(StartRow existing, string bodyHash)
    {
        if (existing.BodyHash != bodyHash)
        {
            return Failure.Of("start.keyReused", "This key has started another run with another body.");
        }

        return _open.TryGetValue(existing.RunId, out var first)
            ? new StartedRun(existing.RunId, true, first.Promises.Replied.Task, first.Promises.Ended.Task)
            : new StartedRun(existing.RunId, true, Task.FromResult<Reply?>(null), EndedAsync(existing.RunId));
    }

    private async Task<RunRecord> EndedAsync(string runId) =>
        await _parts.Runs.GetRunAsync(runId, CancellationToken.None).ConfigureAwait(false)
        ?? throw new StoreFault($"Run {runId} is named by a start and does not exist.");

    private LiveRun NewRun(string id, StartRequest request, PlannedWorkflow planned, VariableSet variables, RunPromises promises)
    {
        var (record, start) = Execution.NewRun.Of(id, request, planned, _parts);
        return new(_parts, _window, planned, record, start, request.Active, this, promises)
        {
            Variables = variables,
            Healing = request.Healing ?? request.Workflow.Config.Healing ?? Healing.Off,
        };
    }

    private ValueTask<PlannedWorkflow> PlanOfAsync(RunRecord record, CancellationToken cancellation) => _plans.OfAsync(record, cancellation);
}
