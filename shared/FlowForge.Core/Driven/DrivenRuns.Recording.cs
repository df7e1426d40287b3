using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Retention;

namespace FlowForge.Core.Driven;

/// <content>What no hand-out records: skips and cancels, and the run's row.</content>
public sealed partial class DrivenRuns
{
    /// <summary>Records what no hand-out records. When the run has ended already nothing changes.</summary>
    public async Task RecordAsync(string runId, RunNotes notes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(notes);
        var record = await FindAsync(runId, cancellation).ConfigureAwait(false);
        var planned = await _plans.OfAsync(record, cancellation).ConfigureAwait(false);
        if (record.HasEnded)
        {
            await TellOthersAsync(record, planned).ConfigureAwait(false);
            return;
        }

        var end = notes.End is null ? null : notes.End with { Failure = await FailureAsync(record, notes, cancellation).ConfigureAwait(false) };
        if (end is not null)
        {
            await TellFailureAsync(record, planned, end, cancellation).ConfigureAwait(false);
        }

        var entries = await EntriesAsync(record, planned, notes, cancellation).ConfigureAwait(false);
        var first = notes.Skips.Select(skip => skip.Number).Concat(notes.Cancelled.Select(cancelled => cancelled.Number)).DefaultIfEmpty(-1).Min();
        var row = end is null ? record with { Status = notes.Status } : Ended(record, planned, end);
        var write = new JournalWrite
        {
            Run = row,
            Segments = entries.Count > 0 ? [SegmentJson.Write(runId, DrivenOrdinals.Of(first), entries)] : [],
            WaitsOver =
            [
                .. notes.WaitsOver.Select(wait => new WaitKey(runId, planned.Plan.Nodes[wait.Node].Node.Id, wait.Iteration)),
                .. notes.PausesOver.Select(pause => new WaitKey(runId, WaitRow.PlaceOfPause(planned.Plan.Nodes[pause.Node].Node.Id), pause.Iteration)),
            ],
            MailTaken = notes.MailTaken > 0 ? new(runId, notes.MailTaken, row.HasEnded ? await AllMailAsync(runId, cancellation).ConfigureAwait(false) : []) : null,
            Mail = row is { HasEnded: true, Caller: { IsAwaited: true } caller } ? [MailRow.ChildEnded(caller, row)] : [],
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

        await RecordedAsync(row, planned).ConfigureAwait(false);
    }

    private async Task RecordedAsync(RunRecord row, PlannedWorkflow planned)
    {
        if (row.Status == RunStatus.Paused)
        {
            _parts.OnPaused(row.Id);
        }

        if (row.HasEnded)
        {
            _segments.Drop(row.Id);
            _known.TryRemove(row.Id, out _);
            _parts.Meter?.Ended(row);
            _parts.Log?.Ended(row);
            await TellOthersAsync(row, planned).ConfigureAwait(false);
        }
    }

    /// <summary>What follows from a run's end for others; what a lost process did not do of it, <see cref="DrivenWatch"/> does.</summary>
    private async Task TellOthersAsync(RunRecord row, PlannedWorkflow planned)
    {
        await LeaveAsync(row).ConfigureAwait(false);
        if (row.Caller is { IsAwaited: true } caller)
        {
            await _instances.RingAsync(caller.RunId, CancellationToken.None).ConfigureAwait(false);
        }

        if (planned.CallsWorkflows && row.Status != RunStatus.Completed)
        {
            await _calls.EndAsync(row.Id, null).ConfigureAwait(false);
        }
    }

    /// <summary>The error workflow, before the end that it is told of is recorded: whoever records that again finds it started.</summary>
    private async Task TellFailureAsync(RunRecord record, PlannedWorkflow planned, RunCommand.End end, CancellationToken cancellation)
    {
        if (end.Failure is null || planned.Plan.Workflow.Config.ErrorWorkflow is null)
        {
            return;
        }

        using var run = await LoadAsync(record, await _segments.ReadAsync(record.Id, 0, cancellation).ConfigureAwait(false), null, cancellation).ConfigureAwait(false);
        await run.TellFailureAsync(end).ConfigureAwait(false);
    }

    private async Task<List<JournalEntry>> EntriesAsync(RunRecord record, PlannedWorkflow planned, RunNotes notes, CancellationToken cancellation)
    {
        var now = _parts.Clock.GetUtcNow();
        var entries = notes.Skips.Select(JournalEntry (skip) => new SkippedEntry(
            (long)skip.Number << 20, [.. skip.Nodes.Select(node => planned.Plan.Nodes[node].Node.Id)], skip.Iteration, now, notes.Revision)).ToList();
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

    private RunRecord Ended(RunRecord record, PlannedWorkflow planned, RunCommand.End end)
    {
        var now = _parts.Clock.GetUtcNow();
        return record with
        {
            Status = end.Status,
            Failure = end.Failure,
            OutputSequence = end.Output,

            // One that was planned ahead may be cancelled before its moment.
            StartedAt = record.StartedAt < now ? record.StartedAt : now,
            EndedAt = now,
            ExpiresAt = RetentionRule.Expiry(planned.Plan.Workflow.Config.RetentionDays, now),
        };
    }

    private async Task<IReadOnlyList<int>> AllMailAsync(string runId, CancellationToken cancellation) =>
        [.. (await _parts.Runs.ReadMailAsync(runId, 0, Limits.MailKept, cancellation).ConfigureAwait(false)).Select(static row => row.Ordinal)];
}
