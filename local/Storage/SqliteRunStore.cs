using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Local.Storage;

/// <summary>Runs, their records and payloads in the database.</summary>
public sealed partial class SqliteRunStore(SqliteDatabase database) : IRunStore
{
    /// <inheritdoc/>
    public async ValueTask<JournalResult> WriteAsync(JournalWrite write)
    {
        // Hashing needs no transaction, so it is done by the caller's thread.
        foreach (var payload in write.Payloads)
        {
            PayloadHash.Check(payload.Hash, payload.Content.Span);
        }

        return await database.WriteAsync(session => RunWrites.Write(session, write)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<RunRecord?> GetRunAsync(string runId, CancellationToken cancellation) =>
        database.ReadAsync(runId, static (session, id) => session[RunSql.GetRun].Bind(id).First(RunRows.Run), cancellation);

    /// <inheritdoc/>
    public ValueTask<Page<RunRecord>> ListRunsAsync(RunQuery query, CancellationToken cancellation) =>
        query.Text is null
            ? database.ReadAsync(query, RunList.Read, cancellation)
            : database.ReadAsync(new RunSearch(query, database.SearchRuns, database.Clock), static (session, search) => search.Read(session), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunRecord>> OpenRunsAsync(CancellationToken cancellation) =>
        database.ReadAsync<object?, IReadOnlyList<RunRecord>>(null, static (session, _) => session[RunSql.OpenRuns].All(RunRows.Run), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentRow>> ReadSegmentsAsync(string runId, int fromOrdinal, int limit, CancellationToken cancellation) =>
        SegmentsAsync((runId, fromOrdinal, limit), static (session, of) =>
            session[RunSql.Segments].Bind(of.runId).Bind(of.fromOrdinal).Bind(of.limit), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsAfterAsync(string runId, long afterSequence, int limit, CancellationToken cancellation) =>
        SegmentsAsync((runId, afterSequence, limit), static (session, of) =>
            session[RunSql.SegmentsAfter].Bind(of.runId).Bind(of.afterSequence).Bind(of.limit), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsHoldingAsync(string runId, long sequence, CancellationToken cancellation) =>
        SegmentsAsync((runId, sequence), static (session, of) =>
            session[RunSql.SegmentsHolding].Bind(of.runId).Bind(of.sequence).Bind(of.sequence), cancellation);

    /// <inheritdoc/>
    public ValueTask<SnapshotRow?> ReadSnapshotAsync(string runId, CancellationToken cancellation) =>
        database.ReadAsync(runId, static (session, id) => session[RunSql.GetSnapshot].Bind(id).First(RunRows.Snapshot), cancellation);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> ReadPayloadAsync(string family, string hash, CancellationToken cancellation)
    {
        var content = await database.ReadAsync((family, hash), static (session, of) =>
            session[RunSql.GetPayload].Bind(of.family).Bind(of.hash).First(static row => row.Bytes(0)), cancellation).ConfigureAwait(false)
            ?? throw new StoreFault($"The page {hash} of family {family} is missing.");
        PayloadHash.Check(hash, content);
        return content;
    }

    /// <inheritdoc/>
    public ValueTask<VariableSet?> ReadVariablesAsync(string hash, CancellationToken cancellation) =>
        database.ReadAsync(hash, static (session, of) =>
            session[VariableSql.GetSet].Bind(of).First(row => new VariableSet(of, JsonElement.Parse(row.Text(0)))), cancellation);

    /// <inheritdoc/>
    public ValueTask<StartRow?> GetStartAsync(string key, CancellationToken cancellation) =>
        database.ReadAsync(key, static (session, of) => session[RunSql.GetStart].Bind(of).First(RunRows.Start), cancellation);

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteRunAsync(string runId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return await database.WriteAsync(session => RunWrites.Delete(session, runId)).ConfigureAwait(false);
    }

    private ValueTask<IReadOnlyList<SegmentRow>> SegmentsAsync<TState>(
        TState state, Func<Session, TState, Statement> bind, CancellationToken cancellation) =>
        database.ReadAsync<(TState Of, Func<Session, TState, Statement> Bind), IReadOnlyList<SegmentRow>>(
            (state, bind), static (session, chosen) => chosen.Bind(session, chosen.Of).All(RunRows.Segment), cancellation);
}
