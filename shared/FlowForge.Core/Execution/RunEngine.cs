using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Execution;

/// <summary>The engine of a host that keeps its runs in one process: the browser's, and one machine's.</summary>
public sealed partial class RunEngine : IRunEngine, IAsyncDisposable
{
    private readonly EngineParts _parts;
    private readonly PlanCache _plans;
    private readonly HandOutWindow _window;
    private readonly FrameReader _frames;
    private readonly ConcurrentDictionary<string, LiveRun> _live = new(StringComparer.Ordinal);
    private readonly ITimer _tick;
    private volatile bool _isStopping;

    /// <summary>An engine over a host's parts. <see cref="ResumeAsync"/> comes before the first start.</summary>
    public RunEngine(EngineParts parts)
    {
        _parts = parts;
        _plans = new(parts);
        _forks = new(parts, _plans);
        _window = new(parts.HostWindow);
        _frames = new(parts.Runs, parts.Pages);
        _tick = parts.Clock.CreateTimer(_ => Tick(), null, TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(250));
    }

    /// <summary>Runs that have not ended.</summary>
    public int LiveRuns => _live.Count;

    /// <summary>Goes on with every run that has not ended; what cannot be resumed is reported as a fault and left as it is. Gives how many go on.</summary>
    public async Task<int> ResumeAsync(CancellationToken cancellation)
    {
        var resumed = new List<LiveRun>();
        foreach (var record in await _parts.Runs.OpenRunsAsync(cancellation).ConfigureAwait(false))
        {
            try
            {
                var run = await LoadAsync(record, cancellation).ConfigureAwait(false);
                _live[run.Id] = run;
                resumed.Add(run);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                _parts.OnFault($"Run {record.Id} cannot be resumed.", fault);
            }
        }

        resumed.ForEach(run => run.Resume());
        return resumed.Count;
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<StartedRun>> StartAsync(StartRequest request, CancellationToken cancellation)
    {
        var planned = _plans.Get(request.Workflow, request.Hash, request.Trigger);
        if (planned.IsFailure)
        {
            return planned.Failure;
        }

        if (await CredentialPresence.MissingAsync(_parts, planned.Value, cancellation).ConfigureAwait(false) is { } missing)
        {
            return missing;
        }

        if (ItemPages.TooLarge(request.Items) is { } tooLarge)
        {
            return tooLarge;
        }

        if (_isStopping)
        {
            return Stopping;
        }

        var variables = _parts.Variables is { } known ? await known.CurrentAsync(cancellation).ConfigureAwait(false) : VariableSet.Empty;
        var run = NewRun(request, planned.Value, variables);
        await run.PrepareAsync(request.Items).ConfigureAwait(false);
        _live[run.Id] = run;
        if (request.Key is null && !request.RecordFirst)
        {
            run.Begin();
            return new StartedRun(run.Id, false, run.Replied, run.Ended);
        }

        await run.RecordAsync().ConfigureAwait(false);
        if (run.Existing is { } existing)
        {
            _live.TryRemove(run.Id, out _);
            return Repeated(existing, request.BodyHash);
        }

        ThreadPool.UnsafeQueueUserWorkItem(static run => run.Begin(), run, preferLocal: false);
        return new StartedRun(run.Id, false, run.Replied, run.Ended);
    }

    /// <inheritdoc/>
    public async ValueTask<RunRecord?> GetAsync(string runId, CancellationToken cancellation) =>
        _live.TryGetValue(runId, out var run) ? run.Record : await _parts.Runs.GetRunAsync(runId, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<RunRecord?> WaitAsync(string runId, TimeSpan atMost, CancellationToken cancellation)
    {
        if (!_live.TryGetValue(runId, out var run))
        {
            return await _parts.Runs.GetRunAsync(runId, cancellation).ConfigureAwait(false);
        }

        try
        {
            return await run.Ended.WaitAsync(atMost, _parts.Clock, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return run.Record;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool?> CancelAsync(string runId, CancellationToken cancellation)
    {
        if (_live.TryGetValue(runId, out var run))
        {
            run.Cancel();
            return true;
        }

        return await _parts.Runs.GetRunAsync(runId, cancellation).ConfigureAwait(false) is null ? null : false;
    }

    /// <inheritdoc/>
    public IReadOnlyList<OpenWait> Waits(string runId) => _live.TryGetValue(runId, out var run) ? run.Waits() : [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunNews> WatchAsync(
        string runId, string? lastEventId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var at = RunCursor.Parse(lastEventId);
        while (true)
        {
            _live.TryGetValue(runId, out var live);
            var next = live?.NextDurable;
            if (await _parts.Runs.GetRunAsync(runId, cancellation).ConfigureAwait(false) is not { } record)
            {
                if (live is null)
                {
                    yield break;
                }

                await next!.WaitAsync(cancellation).ConfigureAwait(false);
                continue;
            }

            var rows = await _parts.Runs.ReadSegmentsAsync(runId, at.Ordinal, 16, cancellation).ConfigureAwait(false);
            foreach (var row in rows)
            {
                var frames = await _frames.ExpandAsync(record, row, cancellation).ConfigureAwait(false);
                for (var i = at.Ordinal == row.Ordinal ? at.Index : 0; i < frames.Count; i++)
                {
                    yield return new(new RunCursor(row.Ordinal, i + 1).ToString(), frames[i], null);
                }

                at = new(row.Ordinal + 1, 0);
            }

            if (rows.Count > 0)
            {
                continue;
            }

            // An end is told only once its frames are durable; the row that was read says so.
            yield return new(at.ToString(), null, live?.Record is { HasEnded: false } now ? now : record);
            if (record.HasEnded)
            {
                yield break;
            }

            await (next ?? Task.Delay(TimeSpan.FromMilliseconds(250), _parts.Clock, cancellation)).WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Stops taking starts, cancels what is out, and makes durable what is recorded; the next host goes on from there.</summary>
    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        await _tick.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_live.Values.Select(run => run.StopAsync())).ConfigureAwait(false);
    }

    private static Failure Stopping { get; } = Failure.Of("host.stopping", "This host is stopping.", retryable: true);

    private Outcome<StartedRun> Repeated(StartRow existing, string bodyHash)
    {
        if (existing.BodyHash != bodyHash)
        {
            return Failure.Of("start.keyReused", "This key has started another run with another body.");
        }

        return _live.TryGetValue(existing.RunId, out var first)
            ? new StartedRun(existing.RunId, true, first.Replied, first.Ended)
            : new StartedRun(existing.RunId, true, Task.FromResult<Reply?>(null), EndedAsync(existing.RunId));
    }

    private async Task<RunRecord> EndedAsync(string runId) =>
        await _parts.Runs.GetRunAsync(runId, CancellationToken.None).ConfigureAwait(false)
        ?? throw new StoreFault($"Run {runId} is named by a start and does not exist.");

    private LiveRun NewRun(StartRequest request, PlannedWorkflow planned, VariableSet variables)
    {
        var id = _parts.Ids.NewRunId();
        var now = _parts.Clock.GetUtcNow();
        var record = new RunRecord
        {
            Id = id,
            Family = id,
            WorkflowId = request.Workflow.Id,
            Version = request.Version,
            Hash = request.Hash,
            Trigger = planned.Plan.Nodes[0].Node.Id,
            Mode = request.Mode,
            Status = RunStatus.Running,
            StartedAt = now,
        };
        var start = request.Key is null ? null : new StartRow(request.Key, request.BodyHash, id, now);
        return new(_parts, _window, planned, record, start, request.Active, Remove) { Variables = variables };
    }

    private async Task<LiveRun> LoadAsync(RunRecord record, CancellationToken cancellation)
    {
        var planned = await PlanAsync(record, cancellation).ConfigureAwait(false);
        var variables = record.Variables is not { } hash ? VariableSet.Empty
            : await _parts.Runs.ReadVariablesAsync(hash, cancellation).ConfigureAwait(false) ?? throw new StoreFault($"The variables {hash} of the run are missing.");
        var run = new LiveRun(_parts, _window, planned, record, null, isActive: true, Remove) { Variables = variables };
        var next = await RunLoader.LoadAsync(_parts, record, run, cancellation).ConfigureAwait(false);
        run.GoOnFrom(next);
        return run;
    }

    /// <summary>The plan of a recorded run.</summary>
    private async Task<PlannedWorkflow> PlanAsync(RunRecord record, CancellationToken cancellation)
    {
        if (await _parts.Workflows.GetDocumentAsync(record.Hash, cancellation).ConfigureAwait(false) is not { } document)
        {
            throw new StoreFault($"The document {record.Hash} of the run is missing.");
        }

        var planned = _plans.Get(_parts.ReadDocument(document), record.Hash, record.Trigger);
        return planned.IsFailure ? throw new StoreFault($"The document of the run cannot be planned: {planned.Failure.Message}") : planned.Value;
    }

    private void Remove(LiveRun run) => _live.TryRemove(run.Id, out _);

    private void Tick()
    {
        foreach (var run in _live.Values)
        {
            run.Tick();
        }
    }
}
