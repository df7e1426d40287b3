using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Api.Metrics;

/// <summary>A run store that counts what goes through it; hosts put it round theirs, so that <c>/metrics</c> costs no query.</summary>
/// <param name="inner">The store.</param>
public sealed class MeteredRunStore(IRunStore inner) : IRunStore
{
    private readonly long[] ended = new long[Enum.GetValues<RunStatus>().Length];
    private long segments;
    private long bytes;

    /// <summary>Runs that ended so since the start of this process.</summary>
    public long Ended(RunStatus status) => Interlocked.Read(ref ended[(int)status]);

    /// <summary>Segments of frame records written.</summary>
    public long Segments => Interlocked.Read(ref segments);

    /// <summary>Bytes of segments and payloads written.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <inheritdoc/>
    public async ValueTask<JournalResult> WriteAsync(JournalWrite write)
    {
        var result = await inner.WriteAsync(write).ConfigureAwait(false);
        if (result.Existing is null)
        {
            Count(write);
        }

        return result;
    }

    /// <inheritdoc/>
    public ValueTask<RunRecord?> GetRunAsync(string runId, CancellationToken cancellation) => inner.GetRunAsync(runId, cancellation);

    /// <inheritdoc/>
    public ValueTask<Page<RunRecord>> ListRunsAsync(RunQuery query, CancellationToken cancellation) => inner.ListRunsAsync(query, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunRecord>> OpenRunsAsync(CancellationToken cancellation) => inner.OpenRunsAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentRow>> ReadSegmentsAsync(string runId, int fromOrdinal, int limit, CancellationToken cancellation) =>
        inner.ReadSegmentsAsync(runId, fromOrdinal, limit, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsAfterAsync(string runId, long afterSequence, int limit, CancellationToken cancellation) =>
        inner.SegmentsAfterAsync(runId, afterSequence, limit, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsHoldingAsync(string runId, long sequence, CancellationToken cancellation) =>
        inner.SegmentsHoldingAsync(runId, sequence, cancellation);

    /// <inheritdoc/>
    public ValueTask<SnapshotRow?> ReadSnapshotAsync(string runId, CancellationToken cancellation) => inner.ReadSnapshotAsync(runId, cancellation);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> ReadPayloadAsync(string family, string hash, CancellationToken cancellation) =>
        inner.ReadPayloadAsync(family, hash, cancellation);

    /// <inheritdoc/>
    public ValueTask<VariableSet?> ReadVariablesAsync(string hash, CancellationToken cancellation) => inner.ReadVariablesAsync(hash, cancellation);

    /// <inheritdoc/>
    public ValueTask<StartRow?> GetStartAsync(string key, CancellationToken cancellation) => inner.GetStartAsync(key, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> DeleteRunAsync(string runId, CancellationToken cancellation) => inner.DeleteRunAsync(runId, cancellation);

    /// <inheritdoc/>
    public ValueTask<MailResult> PostAsync(MailRow mail, DateTimeOffset now) => inner.PostAsync(mail, now);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<MailRow>> ReadMailAsync(string runId, int after, int limit, CancellationToken cancellation) =>
        inner.ReadMailAsync(runId, after, limit, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> RunsWithMailAsync(CancellationToken cancellation) => inner.RunsWithMailAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> ExpireWaitAsync(WaitKey wait) => inner.ExpireWaitAsync(wait);

    /// <inheritdoc/>
    public ValueTask<WaitRow?> GetWaitAsync(WaitKey wait, CancellationToken cancellation) => inner.GetWaitAsync(wait, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WaitRow>> OpenWaitsAsync(CancellationToken cancellation) => inner.OpenWaitsAsync(cancellation);

    private void Count(JournalWrite write)
    {
        if (write.Run is { HasEnded: true } run)
        {
            Interlocked.Increment(ref ended[(int)run.Status]);
        }

        foreach (var segment in write.Segments)
        {
            Interlocked.Increment(ref segments);
            Interlocked.Add(ref bytes, segment.Content.Length);
        }

        foreach (var payload in write.Payloads)
        {
            Interlocked.Add(ref bytes, payload.Content.Length);
        }
    }
}
