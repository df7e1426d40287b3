using System.Collections.Concurrent;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Retention;
using FlowForge.Core.State;

namespace FlowForge.Core.Driven;

/// <summary>
/// What the activities of a driven run do, in any process and any number of them at a time. All of it may be done twice: who comes second finds what the
/// first has recorded, and answers from it.
/// </summary>
public sealed class DrivenRuns : IRunHost
{
    private const int MailAtOnce = 256;
    private static readonly TimeSpan FlagEvery = TimeSpan.FromSeconds(1);
    private const int MostKnown = 1_000;
    private readonly ConcurrentDictionary<string, RunRecord> _known = new(StringComparer.Ordinal);
    private readonly EngineParts _parts;
    private readonly PlanCache _plans;
    private readonly HandOutWindow _window;
    private readonly SegmentCache _segments;

    /// <summary>The runs of a host's stores.</summary>
    public DrivenRuns(EngineParts parts)
        : this(parts, new PlanCache(parts))
    {
    }

    internal DrivenRuns(EngineParts parts, PlanCache plans) =>
        (_parts, _plans, _window, _segments) = (parts, plans, new(int.MaxValue), new(parts.Runs));

    /// <summary>Runs a hand-out. A node's failure in the answer has no words; they are in its record.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="handOut">The hand-out.</param>
    /// <param name="below">All hand-outs with a smaller number have answered.</param>
    /// <param name="hostStops">This host stops: the hand-out is cancelled without a record and <see cref="OperationCanceledException"/> thrown.</param>
    public async Task<RunEvent.Answer> RunAsync(string runId, HandOut handOut, int below, CancellationToken hostStops)
    {
        ArgumentNullException.ThrowIfNull(handOut);
        while (true)
        {
            try
            {
                var answer = await TryRunAsync(runId, handOut, below, hostStops).ConfigureAwait(false);
                return answer is RunEvent.Failed failed ? failed with { Failure = Wordless(failed.Failure) } : answer;
            }
            catch (StoreFault fault) when (fault.IsTaken)
            {
                // The same hand-out runs elsewhere too, and was first: what it has recorded is passed over.
            }

            await Task.Delay(FlagEvery, _parts.Clock, hostStops).ConfigureAwait(false);
        }
    }

    /// <summary>Records what no hand-out records. When the run has ended already nothing changes.</summary>
    public async Task RecordAsync(string runId, RunNotes notes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(notes);
        var record = await FindAsync(runId, cancellation).ConfigureAwait(false);
        if (record.HasEnded)
        {
            return;
        }

        var planned = await _plans.OfAsync(record, cancellation).ConfigureAwait(false);
        var entries = await EntriesAsync(record, planned, notes, cancellation).ConfigureAwait(false);
        var first = notes.Skips.Select(skip => skip.Number).Concat(notes.Cancelled.Select(cancelled => cancelled.Number)).DefaultIfEmpty(-1).Min();
        var row = notes.End is { } end
            ? Ended(record, planned, end with { Failure = await FailureAsync(record, notes, cancellation).ConfigureAwait(false) })
            : record with { Status = notes.Status };
        var write = new JournalWrite
        {
            Run = row,
            Segments = entries.Count > 0 ? [SegmentJson.Write(runId, DrivenOrdinals.Of(first), entries)] : [],
            WaitsOver = [.. notes.WaitsOver.Select(wait => new WaitKey(runId, planned.Plan.Nodes[wait.Node].Node.Id, wait.Iteration))],
            MailTaken = notes.MailTaken > 0 ? new(runId, notes.MailTaken, row.HasEnded ? await AllMailAsync(runId, cancellation).ConfigureAwait(false) : []) : null,
        };
        try
        {
            await _parts.Runs.WriteAsync(write).ConfigureAwait(false);
        }
        catch (StoreFault fault) when (fault.IsTaken)
        {
            // It was recorded before, whole, and only the answer was lost.
            return;
        }

        if (row.HasEnded)
        {
            _segments.Drop(runId);
            _known.TryRemove(runId, out _);
            _parts.Meter?.Ended(row);
            _parts.Log?.Ended(row);
        }
    }

    /// <summary>What messages with a higher ordinal are to the decider, in order.</summary>
    public async Task<IReadOnlyList<RunEvent>> ReadMailAsync(string runId, int after, CancellationToken cancellation)
    {
        var record = await FindAsync(runId, cancellation).ConfigureAwait(false);
        var planned = await _plans.OfAsync(record, cancellation).ConfigureAwait(false);
        var events = new List<RunEvent>();
        foreach (var row in await _parts.Runs.ReadMailAsync(runId, after, MailAtOnce, cancellation).ConfigureAwait(false))
        {
            events.Add(LiveRun.EventOf(row, planned));
            if (row.Kind == MailKind.Cancel)
            {
                events.Add(new RunEvent.CancelRequested());
            }
        }

        return events;
    }

    /// <summary>Claims a wait for its deadline; false when its answer came first.</summary>
    public async Task<bool> ExpireAsync(string runId, int node, string iteration, CancellationToken cancellation)
    {
        var planned = await _plans.OfAsync(await FindAsync(runId, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return await _parts.Runs.ExpireWaitAsync(new(runId, planned.Plan.Nodes[node].Node.Id, iteration)).ConfigureAwait(false);
    }

    /// <summary>Raises the flag at which running hand-outs stop, within a second each.</summary>
    public async Task StopAsync(string runId) =>
        await _parts.Runs.WriteAsync(new() { Segments = [SegmentJson.Write(runId, DrivenOrdinals.Stop, [])] }).ConfigureAwait(false);

    void IRunHost.Ended(LiveRun run)
    {
    }

    void IRunHost.Arm(string runId, int number, DateTimeOffset until)
    {
    }

    void IRunHost.Disarm(string runId, int number)
    {
    }

    void IRunHost.Ring(string runId)
    {
    }

    private async Task<RunEvent.Answer> TryRunAsync(string runId, HandOut handOut, int below, CancellationToken hostStops)
    {
        if (!_known.TryGetValue(runId, out var record))
        {
            record = await FindAsync(runId, hostStops).ConfigureAwait(false);
        }

        if (record.HasEnded)
        {
            // A late delivery: nobody waits for the answer any more.
            return new RunEvent.Cancelled(handOut.Number, 0);
        }

        Remember(record);
        var rows = await _segments.ReadAsync(runId, below, hostStops).ConfigureAwait(false);
        using var run = await LoadAsync(record, rows, handOut, hostStops).ConfigureAwait(false);
        using var stop = new CancellationTokenSource();
        if (rows.Any(row => row.Ordinal == DrivenOrdinals.Stop))
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(hostStops);
        var watching = WatchFlagAsync(runId, stop, over.Token);
        try
        {
            return await run.RunDrivenAsync(DrivenOrdinals.Next(handOut.Number, rows.Select(row => row.Ordinal)), stop.Token, hostStops).ConfigureAwait(false)
                ?? throw new OperationCanceledException("This host stops.", hostStops);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }
    }

    /// <summary>What a hand-out reads of its run's row never changes, so a process reads it once. Bounded: when it is full it begins anew.</summary>
    private void Remember(RunRecord record)
    {
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        _known[record.Id] = record;
    }

    private async Task WatchFlagAsync(string runId, CancellationTokenSource stop, CancellationToken over)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await Task.Delay(FlagEvery, _parts.Clock, over).ConfigureAwait(false);
                if (await IsStoppedAsync(runId, over).ConfigureAwait(false))
                {
                    await stop.CancelAsync().ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The hand-out has answered.
        }
    }

    private async Task<bool> IsStoppedAsync(string runId, CancellationToken cancellation)
    {
        try
        {
            return (await _parts.Runs.ReadSegmentsAsync(runId, DrivenOrdinals.Stop, 1, cancellation).ConfigureAwait(false)).Count > 0;
        }
        catch (StoreFault fault)
        {
            _parts.OnFault($"Run {runId}: its stop flag could not be read; it is looked for again.", fault);
            return false;
        }
    }

    private async Task<LiveRun> LoadAsync(RunRecord record, IReadOnlyList<SegmentRow> rows, HandOut? handOut, CancellationToken cancellation)
    {
        var planned = await _plans.OfAsync(record, cancellation).ConfigureAwait(false);
        var variables = record.Variables is not { } hash ? VariableSet.Empty
            : await _parts.Runs.ReadVariablesAsync(hash, cancellation).ConfigureAwait(false) ?? throw new StoreFault($"The variables {hash} of the run are missing.");
        var run = new LiveRun(_parts, _window, planned, record, null, isActive: record.Mode is not ("manual" or "api"), this, new()) { Variables = variables };
        if (handOut is not null)
        {
            run.BeDriven(handOut);
        }

        var source = new RecordSource(_parts.Runs, _parts.Pages, record);
        foreach (var entry in rows.SelectMany(source.Read).Where(static entry => entry is not EventEntry))
        {
            run.Replay(entry is NodeRecord stored ? source.Joined(stored) : entry);
        }

        return run;
    }

    private async Task<List<JournalEntry>> EntriesAsync(RunRecord record, PlannedWorkflow planned, RunNotes notes, CancellationToken cancellation)
    {
        var now = _parts.Clock.GetUtcNow();
        var entries = notes.Skips.Select(JournalEntry (skip) => new SkippedEntry(
            (long)skip.Number << 20, [.. skip.Nodes.Select(node => planned.Plan.Nodes[node].Node.Id)], skip.Iteration, now, 0)).ToList();
        if (notes.Cancelled.Count > 0)
        {
            using var run = await LoadAsync(record, await _segments.ReadAsync(record.Id, 0, cancellation).ConfigureAwait(false), null, cancellation).ConfigureAwait(false);
            entries.AddRange(run.Cancelled(notes.Cancelled));
        }

        return entries;
    }

    /// <summary>Why the run failed, with its words.</summary>
    private async Task<Failure?> FailureAsync(RunRecord record, RunNotes notes, CancellationToken cancellation) =>
        notes is { FailedAt: { } sequence, End.Failure: not null }
        && await new RecordSource(_parts.Runs, _parts.Pages, record).FindAsync(sequence, cancellation).ConfigureAwait(false) is NodeRecord { Failure: { } whole }
            ? whole
            : notes.End?.Failure;

    private RunRecord Ended(RunRecord record, PlannedWorkflow planned, RunCommand.End end) => record with
    {
        Status = end.Status,
        Failure = end.Failure,
        OutputSequence = end.Output,
        EndedAt = _parts.Clock.GetUtcNow(),
        ExpiresAt = RetentionRule.Expiry(planned.Plan.Workflow.Config.RetentionDays, _parts.Clock.GetUtcNow()),
    };

    private async Task<IReadOnlyList<int>> AllMailAsync(string runId, CancellationToken cancellation) =>
        [.. (await _parts.Runs.ReadMailAsync(runId, 0, Limits.MailKept, cancellation).ConfigureAwait(false)).Select(static row => row.Ordinal)];

    private async Task<RunRecord> FindAsync(string runId, CancellationToken cancellation) =>
        await _parts.Runs.GetRunAsync(runId, cancellation).ConfigureAwait(false) ?? throw new StoreFault($"There is no run {runId}.");

    private static Failure Wordless(Failure failure) => failure with { Message = "", Stack = null };
}
