using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// A host's way to its store. After so many durable writes the host is dead: the last write stands, but nobody is told, and nothing is written any more.
/// </summary>
internal sealed class DyingStore(IRunStore inner, EffectLedger ledger, int writes = int.MaxValue) : IRunStore
{
    private readonly TaskCompletionSource _never = new();
    private int _left = writes;
    private volatile bool _isDead;

    public bool IsDead => _isDead;

    public void Kill() => _isDead = true;

    /// <summary>Holds whoever asks for ever, once the host is dead.</summary>
    public Task HoldIfDeadAsync() => _isDead ? _never.Task : Task.CompletedTask;

    public async ValueTask<JournalResult> WriteAsync(JournalWrite write) => await WriteAsync(async () =>
    {
        var result = await inner.WriteAsync(write);
        ledger.Wrote(write);
        return result;
    });

    public async ValueTask<MailResult> PostAsync(MailRow mail, DateTimeOffset now) => await WriteAsync(async () => await inner.PostAsync(mail, now));

    public async ValueTask<bool> ExpireWaitAsync(WaitKey wait) => await WriteAsync(async () => await inner.ExpireWaitAsync(wait));

    public ValueTask<RunRecord?> GetRunAsync(string runId, CancellationToken cancellation) => inner.GetRunAsync(runId, cancellation);

    public ValueTask<Page<RunRecord>> ListRunsAsync(RunQuery query, CancellationToken cancellation) => inner.ListRunsAsync(query, cancellation);

    public ValueTask<IReadOnlyList<RunRecord>> OpenRunsAsync(CancellationToken cancellation) => inner.OpenRunsAsync(cancellation);

    public ValueTask<IReadOnlyList<SegmentRow>> ReadSegmentsAsync(string runId, int fromOrdinal, int limit, CancellationToken cancellation) =>
        inner.ReadSegmentsAsync(runId, fromOrdinal, limit, cancellation);

    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsAfterAsync(string runId, long afterSequence, int limit, CancellationToken cancellation) =>
        inner.SegmentsAfterAsync(runId, afterSequence, limit, cancellation);

    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsHoldingAsync(string runId, long sequence, CancellationToken cancellation) =>
        inner.SegmentsHoldingAsync(runId, sequence, cancellation);

    public ValueTask<SnapshotRow?> ReadSnapshotAsync(string runId, CancellationToken cancellation) => inner.ReadSnapshotAsync(runId, cancellation);

    public ValueTask<ReadOnlyMemory<byte>> ReadPayloadAsync(string family, string hash, CancellationToken cancellation) =>
        inner.ReadPayloadAsync(family, hash, cancellation);

    public ValueTask<VariableSet?> ReadVariablesAsync(string hash, CancellationToken cancellation) => inner.ReadVariablesAsync(hash, cancellation);

    public ValueTask<StartRow?> GetStartAsync(string key, CancellationToken cancellation) => inner.GetStartAsync(key, cancellation);

    public ValueTask<bool> DeleteRunAsync(string runId, CancellationToken cancellation) => inner.DeleteRunAsync(runId, cancellation);

    public ValueTask<IReadOnlyList<MailRow>> ReadMailAsync(string runId, int after, int limit, CancellationToken cancellation) =>
        inner.ReadMailAsync(runId, after, limit, cancellation);

    public ValueTask<IReadOnlyList<string>> RunsWithMailAsync(CancellationToken cancellation) => inner.RunsWithMailAsync(cancellation);

    public ValueTask<WaitRow?> GetWaitAsync(WaitKey wait, CancellationToken cancellation) => inner.GetWaitAsync(wait, cancellation);

    public ValueTask<IReadOnlyList<WaitRow>> OpenWaitsAsync(CancellationToken cancellation) => inner.OpenWaitsAsync(cancellation);

    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        var left = Interlocked.Decrement(ref _left);
        if (_isDead || left < 0)
        {
            await _never.Task;
        }

        var result = await write();
        if (left > 0 && !_isDead)
        {
            return result;
        }

        Kill();
        await _never.Task;
        return result;
    }
}
