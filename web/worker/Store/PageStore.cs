using System.Text;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.WebWorker.Store;

/// <summary>
/// Runs of this browser: in memory here, and row by row in the page's IndexedDB, from where <see cref="Restoring"/> brings back those of
/// before. "Durable" means that a row has been handed to the page, which outlives this worker.
/// </summary>
/// <param name="memory">Where they are while this worker lives.</param>
/// <param name="page">The page.</param>
internal sealed class PageStore(MemoryRunStore memory, IPageRows page) : IRunStore
{
    public async ValueTask<JournalResult> WriteAsync(JournalWrite write)
    {
        var result = await memory.WriteAsync(write).ConfigureAwait(false);
        if (result.Existing is null)
        {
            Keep(write);
        }

        return result;
    }

    public async ValueTask<bool> DeleteRunAsync(string runId, CancellationToken cancellation)
    {
        var run = await memory.GetRunAsync(runId, cancellation).ConfigureAwait(false);
        if (run is null || !await memory.DeleteRunAsync(runId, cancellation).ConfigureAwait(false))
        {
            return false;
        }

        page.Forget(runId, run.Family, await IsGoneAsync(run.Family, cancellation).ConfigureAwait(false));
        return true;
    }

    public ValueTask<RunRecord?> GetRunAsync(string runId, CancellationToken cancellation) => memory.GetRunAsync(runId, cancellation);

    public ValueTask<Page<RunRecord>> ListRunsAsync(RunQuery query, CancellationToken cancellation) => memory.ListRunsAsync(query, cancellation);

    public ValueTask<IReadOnlyList<RunRecord>> OpenRunsAsync(CancellationToken cancellation) => memory.OpenRunsAsync(cancellation);

    public ValueTask<IReadOnlyList<SegmentRow>> ReadSegmentsAsync(string runId, int fromOrdinal, int limit, CancellationToken cancellation) =>
        memory.ReadSegmentsAsync(runId, fromOrdinal, limit, cancellation);

    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsAfterAsync(string runId, long afterSequence, int limit, CancellationToken cancellation) =>
        memory.SegmentsAfterAsync(runId, afterSequence, limit, cancellation);

    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsHoldingAsync(string runId, long sequence, int limit, CancellationToken cancellation) =>
        memory.SegmentsHoldingAsync(runId, sequence, limit, cancellation);

    public ValueTask<SnapshotRow?> ReadSnapshotAsync(string runId, CancellationToken cancellation) => memory.ReadSnapshotAsync(runId, cancellation);

    public ValueTask<ReadOnlyMemory<byte>> ReadPayloadAsync(string family, string hash, CancellationToken cancellation) => memory.ReadPayloadAsync(family, hash, cancellation);

    public ValueTask<ReadOnlyMemory<byte>?> FindPayloadAsync(string family, string hash, CancellationToken cancellation) => memory.FindPayloadAsync(family, hash, cancellation);

    public ValueTask DropPayloadsAsync(string family, CancellationToken cancellation) => memory.DropPayloadsAsync(family, cancellation);

    public ValueTask<VariableSet?> ReadVariablesAsync(string hash, CancellationToken cancellation) => memory.ReadVariablesAsync(hash, cancellation);

    public ValueTask<StartRow?> GetStartAsync(string key, CancellationToken cancellation) => memory.GetStartAsync(key, cancellation);

    public ValueTask<MailResult> PostAsync(MailRow mail, DateTimeOffset now) => memory.PostAsync(mail, now);

    public ValueTask<IReadOnlyList<MailRow>> ReadMailAsync(string runId, int after, int limit, CancellationToken cancellation) => memory.ReadMailAsync(runId, after, limit, cancellation);

    public ValueTask<IReadOnlyList<string>> RunsWithMailAsync(CancellationToken cancellation) => memory.RunsWithMailAsync(cancellation);

    public ValueTask<bool> ExpireWaitAsync(WaitKey wait) => memory.ExpireWaitAsync(wait);

    public ValueTask<WaitRow?> GetWaitAsync(WaitKey wait, CancellationToken cancellation) => memory.GetWaitAsync(wait, cancellation);

    public ValueTask<IReadOnlyList<WaitRow>> OpenWaitsAsync(CancellationToken cancellation) => memory.OpenWaitsAsync(cancellation);

    private void Keep(JournalWrite write)
    {
        foreach (var payload in write.Payloads)
        {
            page.Keep(payload);
        }

        foreach (var segment in write.Segments)
        {
            page.Keep(segment);
        }

        if (write.Run is { } run)
        {
            page.Keep(run.Id, Encoding.UTF8.GetString(RunRecordJson.Write(run).Span), run.HasEnded);
        }
    }

    private async Task<bool> IsGoneAsync(string family, CancellationToken cancellation)
    {
        for (string? after = null; ;)
        {
            var rows = await memory.ListRunsAsync(new(Limit: 500, After: after), cancellation).ConfigureAwait(false);
            if (rows.Items.Any(run => run.Family == family))
            {
                return false;
            }

            if ((after = rows.Next) is null)
            {
                return true;
            }
        }
    }
}
