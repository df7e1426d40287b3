using System.Globalization;
using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Mail;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Runs;

/// <summary>The batch in a run's partition that commits a write.</summary>
internal sealed class CommitBatch(AzureStorageAccount account, RunRows rows, WaitPlans waits)
{
    /// <summary>Rows of segments that a batch has room for beside the others.</summary>
    private const int SegmentsAtOnce = 50;

    /// <summary>Rows about waits and mail that a batch has room for beside the others.</summary>
    private const int MailRowsAtOnce = 40;

    private readonly Sequence _commits = new();

    /// <summary>What the commit of a write leaves to do.</summary>
    public LeftWork LeftBy(JournalWrite write)
    {
        var work = new LeftWork(_commits.Next().ToString("D19", CultureInfo.InvariantCulture)) { State = write.State, Mail = write.Mail };
        var used = write.MailTaken?.Used ?? [];
        return write.Waits.Count + write.WaitsOver.Count + used.Count <= MailRowsAtOnce
            ? work
            : work with { Waits = write.Waits, WaitsOver = write.WaitsOver, Used = used };
    }

    /// <summary>Commits; a <see cref="StoreFault"/> when another segment stands under the ordinal of one, and then nothing is written.</summary>
    public async Task SubmitAsync(string runId, JournalWrite write, LeftWork work)
    {
        // Small contents stand in their rows, unless they would be too many for one batch.
        var total = write.Segments.Sum(segment => (long)segment.Content.Length) + (write.Snapshot?.Content.Length ?? 0);
        var inline = total <= Limits.AzureBatchBytes ? Limits.AzureRowBytes : 0;
        var segments = new List<(SegmentRow Segment, TableEntity Row)>();
        foreach (var segment in write.Segments)
        {
            segments.Add((segment, await rows.SegmentAsync(segment, inline).ConfigureAwait(false)));
        }

        // Segments alone may go ahead: it is as if they had been written alone.
        while (segments.Count > SegmentsAtOnce)
        {
            await CommitAsync(runId, segments[..SegmentsAtOnce], static _ => Task.CompletedTask).ConfigureAwait(false);
            segments.RemoveRange(0, SegmentsAtOnce);
        }

        var fixedRows = await FixedAsync(runId, write, work, inline).ConfigureAwait(false);
        var isWhole = work.Waits.Count + work.WaitsOver.Count + work.Used.Count > 0;
        await CommitAsync(runId, segments, async batch =>
        {
            fixedRows.ForEach(batch.Put);
            await waits.AddAsync(batch, runId, isWhole ? new() { Taken = write.MailTaken?.TakenTo ?? 0 } : WaitChanges.Of(write)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private async Task<List<TableEntity>> FixedAsync(string runId, JournalWrite write, LeftWork work, int inline)
    {
        var made = new List<TableEntity>();
        if (write.Snapshot is { } snapshot)
        {
            made.Add(await rows.SnapshotAsync(snapshot, inline).ConfigureAwait(false));
        }

        if (write.Run is { } run)
        {
            made.Add(await rows.RunAsync(run, write.Start?.Key).ConfigureAwait(false));
        }

        if (!work.IsEmpty)
        {
            var row = new TableEntity(RowKeys.Run(runId), RowKeys.Left(work.Id));
            await rows.Contents.PutAsync(row, LeftWorkJson.Write(work), $"{RunRows.Place(runId)}left/", inline).ConfigureAwait(false);
            made.Add(row);
        }

        return made;
    }

    private async Task CommitAsync(string runId, List<(SegmentRow Segment, TableEntity Row)> segments, Func<RowBatch, Task> addOthers)
    {
        var kept = new HashSet<int>();
        await Contention.SettleAsync<object>(async () =>
        {
            var batch = new RowBatch(account.Runs);
            foreach (var (segment, row) in segments.Where(pair => !kept.Contains(pair.Segment.Ordinal)))
            {
                batch.Add(row);
            }

            await addOthers(batch).ConfigureAwait(false);
            if (await batch.SubmitAsync().ConfigureAwait(false))
            {
                return kept;
            }

            await LookAsync(runId, segments, kept).ConfigureAwait(false);
            return null;
        }).ConfigureAwait(false);
    }

    /// <summary>Notes the segments that are there already: the same write again, after an answer that was lost.</summary>
    private async Task LookAsync(string runId, List<(SegmentRow Segment, TableEntity Row)> segments, HashSet<int> kept)
    {
        foreach (var (segment, row) in segments)
        {
            if (await account.Runs.FindAsync(row.PartitionKey, row.RowKey).ConfigureAwait(false) is not { } there)
            {
                continue;
            }

            var found = await rows.SegmentAsync(runId, there, default).ConfigureAwait(false);
            var isSame = (found.FirstSequence, found.LastSequence) == (segment.FirstSequence, segment.LastSequence)
                && found.Content.Span.SequenceEqual(segment.Content.Span);
            _ = isSame ? kept.Add(segment.Ordinal) : throw new StoreFault($"Run {segment.RunId} has another segment {segment.Ordinal}.") { IsTaken = true };
        }
    }
}
