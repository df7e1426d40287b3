using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Mail;
using FlowForge.AzureStorage.Retention;
using FlowForge.AzureStorage.Rows;
using FlowForge.AzureStorage.State;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.AzureStorage.Runs;

/// <summary>Runs, their records and payloads in a storage account. Several processes may use one account at a time, also for one run.</summary>
public sealed partial class AzureRunStore : IRunStore
{
    private static readonly TimeSpan StrayFor = TimeSpan.FromDays(1);
    private readonly AzureStorageAccount _account;
    private readonly RunRows _rows;
    private readonly RunReads _reads;
    private readonly RunIndex _index;
    private readonly RunLists _lists;
    private readonly RunSegments _segments;
    private readonly Waits _waits;
    private readonly Mailboxes _mailboxes;
    private readonly LeftWorks _left;
    private readonly VariableSets _variables;
    private readonly Notes _notes;
    private readonly RunRemoval _removal;
    private readonly RunCommit _commit;
    private readonly Turns _turns = new();

    /// <summary>The runs of an account.</summary>
    public AzureRunStore(AzureStorageAccount account)
    {
        _account = account;
        _rows = new(account.Contents);
        _reads = new(account, _rows);
        _index = new(account, _rows);
        _lists = new(account, _reads, _rows);
        _segments = new(account, _rows);
        _waits = new(account);
        _mailboxes = new(account, _reads, _rows.Contents);
        _variables = new(account, _reads);
        _notes = new(account);
        _removal = new(account, _index, _reads, _variables, _notes, new DocumentRemoval(account), new(account));
        var plans = new WaitPlans(account);
        _left = new(account, _rows.Contents, plans, new StateWrites(account, new StateRows(account)), _mailboxes);
        _commit = new(account, _index, new CommitBatch(account, _rows, plans), _left, _variables, _removal);
    }

    /// <inheritdoc/>
    public ValueTask<JournalResult> WriteAsync(JournalWrite write)
    {
        foreach (var payload in write.Payloads)
        {
            PayloadHash.Check(payload.Hash, payload.Content.Span);
        }

        return AzureCalls.RunAsync(() => _turns.TakeAsync(RunCommit.SubjectOf(write), () => _commit.WriteAsync(write)));
    }

    /// <inheritdoc/>
    public ValueTask<RunRecord?> GetRunAsync(string runId, CancellationToken cancellation) =>
        AzureCalls.RunAsync(() => _reads.FindAsync(runId, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask<Page<RunRecord>> ListRunsAsync(RunQuery query, CancellationToken cancellation) =>
        AzureCalls.RunAsync(() => _lists.ReadAsync(query, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunRecord>> OpenRunsAsync(CancellationToken cancellation) => AzureCalls.RunAsync<IReadOnlyList<RunRecord>>(
        async () => (await OpenAsync(cancellation).ConfigureAwait(false)).ConvertAll(head => head.Run), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentRow>> ReadSegmentsAsync(string runId, int fromOrdinal, int limit, CancellationToken cancellation) =>
        AzureCalls.RunAsync(() => _segments.ReadAsync(runId, fromOrdinal, limit, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsAfterAsync(string runId, long afterSequence, int limit, CancellationToken cancellation) =>
        AzureCalls.RunAsync(() => _segments.AfterAsync(runId, afterSequence, limit, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsHoldingAsync(string runId, long sequence, int limit, CancellationToken cancellation) =>
        AzureCalls.RunAsync(() => _segments.HoldingAsync(runId, sequence, limit, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask<SnapshotRow?> ReadSnapshotAsync(string runId, CancellationToken cancellation) =>
        AzureCalls.RunAsync(() => _segments.SnapshotAsync(runId, cancellation), cancellation);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> ReadPayloadAsync(string family, string hash, CancellationToken cancellation) =>
        await FindPayloadAsync(family, hash, cancellation).ConfigureAwait(false) ?? throw new StoreFault($"The page {hash} of family {family} is missing.");

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> FindPayloadAsync(string family, string hash, CancellationToken cancellation)
    {
        var content = await AzureCalls.RunAsync(() => _account.Contents.FindAsync(RunRows.Payload(family, hash), cancellation), cancellation).ConfigureAwait(false);
        if (content is { } found)
        {
            PayloadHash.Check(hash, found.Span);
        }

        return content;
    }

    /// <inheritdoc/>
    public ValueTask DropPayloadsAsync(string family, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return AzureCalls.RunAsync(() => _removal.DropFamilyAsync(family), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<VariableSet?> ReadVariablesAsync(string hash, CancellationToken cancellation) =>
        AzureCalls.RunAsync(() => _variables.FindAsync(hash, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask<StartRow?> GetStartAsync(string key, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
        await _account.Starts.FindAsync(RunRows.StartPartition(key), "", cancellation).ConfigureAwait(false) is { } row ? RunRows.StartOf(key, row) : null, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> DeleteRunAsync(string runId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return AzureCalls.RunAsync(() => _turns.TakeAsync(runId, async () =>
        {
            if (await _reads.FindAsync(runId, cancellation).ConfigureAwait(false) is not { HasEnded: true } run)
            {
                return false;
            }

            await _removal.TakeBackAsync(run).ConfigureAwait(false);
            return true;
        }), cancellation);
    }

    /// <summary>Open runs; what a process that died left half done is finished on the way.</summary>
    private Task<List<RunHead>> OpenAsync(CancellationToken cancellation) => _lists.OpenAsync(async (listed, head) =>
    {
        if (head is null)
        {
            await DropStrayAsync(listed).ConfigureAwait(false);
        }
        else
        {
            await _left.SettleAsync(head.Run.Id, head.Left).ConfigureAwait(false);
        }

        if (head is { Run.HasEnded: true })
        {
            await _index.EndAsync(head.Run).ConfigureAwait(false);
        }
    }, cancellation);

    /// <summary>Among the open runs stands one that does not exist: it is being started, or whoever wanted to start it died.</summary>
    private async Task DropStrayAsync(TableEntity listed)
    {
        if (listed.Timestamp < TimeProvider.System.GetUtcNow() - StrayFor)
        {
            var id = listed.Text("Run");
            await _notes.AddAsync(new(NoteKind.Run, id, listed.Text("Workflow")) { Family = id, Hash = listed.Text("Hash") }).ConfigureAwait(false);
        }
    }
}
