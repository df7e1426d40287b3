using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A way to a store on which something may happen to writes.</summary>
internal abstract class RunStoreOver(IRunStore inner) : IRunStore
{
    public virtual ValueTask<JournalResult> WriteAsync(JournalWrite write) => inner.WriteAsync(write);

    public virtual ValueTask<MailResult> PostAsync(MailRow mail, DateTimeOffset now) => inner.PostAsync(mail, now);

    public virtual ValueTask<bool> ExpireWaitAsync(WaitKey wait) => inner.ExpireWaitAsync(wait);

    public virtual ValueTask<RunRecord?> GetRunAsync(string runId, CancellationToken cancellation) => inner.GetRunAsync(runId, cancellation);

    public ValueTask<Page<RunRecord>> ListRunsAsync(RunQuery query, CancellationToken cancellation) => inner.ListRunsAsync(query, cancellation);

    public ValueTask<IReadOnlyList<RunRecord>> OpenRunsAsync(CancellationToken cancellation) => inner.OpenRunsAsync(cancellation);

    public virtual ValueTask<IReadOnlyList<SegmentRow>> ReadSegmentsAsync(string runId, int fromOrdinal, int limit, CancellationToken cancellation) =>
        inner.ReadSegmentsAsync(runId, fromOrdinal, limit, cancellation);

    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsAfterAsync(string runId, long afterSequence, int limit, CancellationToken cancellation) =>
        inner.SegmentsAfterAsync(runId, afterSequence, limit, cancellation);

    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsHoldingAsync(string runId, long sequence, int limit, CancellationToken cancellation) =>
        inner.SegmentsHoldingAsync(runId, sequence, limit, cancellation);

    public ValueTask<SnapshotRow?> ReadSnapshotAsync(string runId, CancellationToken cancellation) => inner.ReadSnapshotAsync(runId, cancellation);

    public ValueTask<ReadOnlyMemory<byte>> ReadPayloadAsync(string family, string hash, CancellationToken cancellation) =>
        inner.ReadPayloadAsync(family, hash, cancellation);

    public ValueTask<ReadOnlyMemory<byte>?> FindPayloadAsync(string family, string hash, CancellationToken cancellation) =>
        inner.FindPayloadAsync(family, hash, cancellation);

    public ValueTask DropPayloadsAsync(string family, CancellationToken cancellation) => inner.DropPayloadsAsync(family, cancellation);

    public ValueTask<VariableSet?> ReadVariablesAsync(string hash, CancellationToken cancellation) => inner.ReadVariablesAsync(hash, cancellation);

    public ValueTask<StartRow?> GetStartAsync(string key, CancellationToken cancellation) => inner.GetStartAsync(key, cancellation);

    public ValueTask<bool> DeleteRunAsync(string runId, CancellationToken cancellation) => inner.DeleteRunAsync(runId, cancellation);

    public ValueTask<IReadOnlyList<MailRow>> ReadMailAsync(string runId, int after, int limit, CancellationToken cancellation) =>
        inner.ReadMailAsync(runId, after, limit, cancellation);

    public ValueTask<IReadOnlyList<string>> RunsWithMailAsync(CancellationToken cancellation) => inner.RunsWithMailAsync(cancellation);

    public ValueTask<WaitRow?> GetWaitAsync(WaitKey wait, CancellationToken cancellation) => inner.GetWaitAsync(wait, cancellation);

    public ValueTask<IReadOnlyList<WaitRow>> OpenWaitsAsync(CancellationToken cancellation) => inner.OpenWaitsAsync(cancellation);
}
