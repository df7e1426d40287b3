using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Trials;

/// <summary>Runs of a store as they are read, and a memory for all that is written: a trial sees what was recorded, and leaves no mark.</summary>
/// <param name="recorded">The store, which is only read.</param>
internal sealed class TrialStore(IRunStore recorded) : IRunStore
{
    private readonly MemoryRunStore _own = new();

    public ValueTask<JournalResult> WriteAsync(JournalWrite write) => _own.WriteAsync(write);

    public async ValueTask<RunRecord?> GetRunAsync(string runId, CancellationToken cancellation) =>
        await _own.GetRunAsync(runId, cancellation).ConfigureAwait(false) ?? await recorded.GetRunAsync(runId, cancellation).ConfigureAwait(false);

    public ValueTask<Page<RunRecord>> ListRunsAsync(RunQuery query, CancellationToken cancellation) => _own.ListRunsAsync(query, cancellation);

    public ValueTask<IReadOnlyList<RunRecord>> OpenRunsAsync(CancellationToken cancellation) => _own.OpenRunsAsync(cancellation);

    public async ValueTask<IReadOnlyList<SegmentRow>> ReadSegmentsAsync(string runId, int fromOrdinal, int limit, CancellationToken cancellation) =>
        await (await OfAsync(runId).ConfigureAwait(false)).ReadSegmentsAsync(runId, fromOrdinal, limit, cancellation).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<SegmentRow>> SegmentsAfterAsync(string runId, long afterSequence, int limit, CancellationToken cancellation) =>
        await (await OfAsync(runId).ConfigureAwait(false)).SegmentsAfterAsync(runId, afterSequence, limit, cancellation).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<SegmentRow>> SegmentsHoldingAsync(string runId, long sequence, int limit, CancellationToken cancellation) =>
        await (await OfAsync(runId).ConfigureAwait(false)).SegmentsHoldingAsync(runId, sequence, limit, cancellation).ConfigureAwait(false);

    public ValueTask<SnapshotRow?> ReadSnapshotAsync(string runId, CancellationToken cancellation) => _own.ReadSnapshotAsync(runId, cancellation);

    public async ValueTask<ReadOnlyMemory<byte>> ReadPayloadAsync(string family, string hash, CancellationToken cancellation) =>
        await _own.FindPayloadAsync(family, hash, cancellation).ConfigureAwait(false) ?? await recorded.ReadPayloadAsync(family, hash, cancellation).ConfigureAwait(false);

    public async ValueTask<ReadOnlyMemory<byte>?> FindPayloadAsync(string family, string hash, CancellationToken cancellation) =>
        await _own.FindPayloadAsync(family, hash, cancellation).ConfigureAwait(false) ?? await recorded.FindPayloadAsync(family, hash, cancellation).ConfigureAwait(false);

    public ValueTask DropPayloadsAsync(string family, CancellationToken cancellation) => _own.DropPayloadsAsync(family, cancellation);

    public async ValueTask<VariableSet?> ReadVariablesAsync(string hash, CancellationToken cancellation) =>
        await _own.ReadVariablesAsync(hash, cancellation).ConfigureAwait(false) ?? await recorded.ReadVariablesAsync(hash, cancellation).ConfigureAwait(false);

    public ValueTask<StartRow?> GetStartAsync(string key, CancellationToken cancellation) => _own.GetStartAsync(key, cancellation);

    public ValueTask<bool> DeleteRunAsync(string runId, CancellationToken cancellation) => _own.DeleteRunAsync(runId, cancellation);

    public ValueTask<MailResult> PostAsync(MailRow mail, DateTimeOffset now) => _own.PostAsync(mail, now);

    public ValueTask<IReadOnlyList<MailRow>> ReadMailAsync(string runId, int after, int limit, CancellationToken cancellation) => _own.ReadMailAsync(runId, after, limit, cancellation);

    public ValueTask<IReadOnlyList<string>> RunsWithMailAsync(CancellationToken cancellation) => _own.RunsWithMailAsync(cancellation);

    public ValueTask<bool> ExpireWaitAsync(WaitKey wait) => _own.ExpireWaitAsync(wait);

    public ValueTask<WaitRow?> GetWaitAsync(WaitKey wait, CancellationToken cancellation) => _own.GetWaitAsync(wait, cancellation);

    public ValueTask<IReadOnlyList<WaitRow>> OpenWaitsAsync(CancellationToken cancellation) => _own.OpenWaitsAsync(cancellation);

    /// <summary>The store that has the run: its own for the trial's.</summary>
    private async ValueTask<IRunStore> OfAsync(string runId) => await _own.GetRunAsync(runId, CancellationToken.None).ConfigureAwait(false) is null ? recorded : _own;
}
