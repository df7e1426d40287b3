using System.Collections.Concurrent;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Driven;

/// <summary>
/// What the activities of a driven run do, in any process and any number of them at a time. All of it may be done twice: who comes second finds what the
/// first has recorded, and answers from it.
/// </summary>
public sealed partial class DrivenRuns : IRunHost
{
    private const int MailAtOnce = 256;
    private static readonly TimeSpan FlagEvery = TimeSpan.FromSeconds(1);
    private const int MostKnown = 1_000;
    private readonly ConcurrentDictionary<string, RunRecord> _known = new(StringComparer.Ordinal);
    private readonly EngineParts _parts;
    private readonly PlanCache _plans;
    private readonly HandOutWindow _window;
    private readonly SegmentCache _segments;
    private readonly IRunInstances _instances;
    private readonly RunCalls _calls;

    internal DrivenRuns(EngineParts parts, PlanCache plans, IRunInstances instances, IPlaceLines lines, RunCalls calls) =>
        (_parts, _plans, _window, _segments, _instances, _lines, _calls) = (parts, plans, new(int.MaxValue), new(parts.Runs), instances, lines, calls);

    RunCalls IRunHost.Calls => _calls;

    /// <summary>Runs a hand-out. A node's failure in the answer has no words; they are in its record.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="handOut">The hand-out.</param>
    /// <param name="basis">What it is told of the run's state.</param>
    /// <param name="hostStops">This host stops: the hand-out is cancelled without a record and <see cref="OperationCanceledException"/> thrown.</param>
    public async Task<RunEvent.Answer> RunAsync(string runId, HandOut handOut, HandOutBasis basis, CancellationToken hostStops)
    {
        ArgumentNullException.ThrowIfNull(handOut);
        ArgumentNullException.ThrowIfNull(basis);
        while (true)
        {
            try
            {
                var answer = await TryRunAsync(runId, handOut, basis, hostStops).ConfigureAwait(false);
                return answer is RunEvent.Failed failed ? failed with { Failure = Wordless(failed.Failure) } : answer;
            }
            catch (StoreFault fault) when (fault.IsTaken)
            {
                // The same hand-out runs elsewhere too, and was first: what it has recorded is passed over.
            }

            await Task.Delay(FlagEvery, _parts.Clock, hostStops).ConfigureAwait(false);
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
                events.Add(new RunEvent.CancelRequested(DrivenTurns.FailureOf(row.Name)));
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

    private async Task<RunEvent.Answer> TryRunAsync(string runId, HandOut handOut, HandOutBasis basis, CancellationToken hostStops)
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
        var rows = await _segments.ReadAsync(runId, basis.Below, hostStops).ConfigureAwait(false);
        using var run = await LoadAsync(record, rows, (handOut, await WithMemoAsync(record, basis, hostStops).ConfigureAwait(false)), hostStops).ConfigureAwait(false);
        var revised = await RevisedByAsync(run, handOut, hostStops).ConfigureAwait(false);
        using var stop = new CancellationTokenSource();
        if (rows.Any(row => row.Ordinal == DrivenOrdinals.Stop))
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(hostStops);
        var watching = WatchFlagAsync(runId, stop, over.Token);
        try
        {
            var next = DrivenOrdinals.Next(handOut.Number, rows.Select(row => row.Ordinal));
            var answer = await run.RunDrivenAsync(next, revised, stop.Token, hostStops).ConfigureAwait(false)
                ?? throw new OperationCanceledException("This host stops.", hostStops);
            return await WithoutMemoAsync(record, answer).ConfigureAwait(false);
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

    private async Task<LiveRun> LoadAsync(
        RunRecord record, IReadOnlyList<SegmentRow> rows, (HandOut HandOut, HandOutBasis Basis)? driven, CancellationToken cancellation)
    {
        var planned = driven is { Basis.Revisions: [.., var last] }
            ? await _plans.OfAsync(record, last, cancellation).ConfigureAwait(false)
            : await _plans.OfAsync(record, cancellation).ConfigureAwait(false);
        var variables = record.Variables is not { } hash ? VariableSet.Empty
            : await _parts.Runs.ReadVariablesAsync(hash, cancellation).ConfigureAwait(false) ?? throw new StoreFault($"The variables {hash} of the run are missing.");
        var run = new LiveRun(_parts, _window, planned, record, null, isActive: record.Mode is not ("manual" or "api"), this, new()) { Variables = variables };
        if (driven is var (handOut, basis))
        {
            run.BeDriven(handOut, basis);
        }

        var source = new RecordSource(_parts.Runs, _parts.Pages, record);
        foreach (var entry in rows.SelectMany(source.Read).Where(static entry => entry is not EventEntry))
        {
            run.Replay(entry is NodeRecord stored ? source.Joined(stored) : entry);
        }

        return run;
    }

    private async Task<RunRecord> FindAsync(string runId, CancellationToken cancellation) =>
        await _parts.Runs.GetRunAsync(runId, cancellation).ConfigureAwait(false) ?? throw new StoreFault($"There is no run {runId}.");

    private static Failure Wordless(Failure failure) => failure with { Message = "", Stack = null };
}
