using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>The size of the database, and what takes the room.</summary>
public sealed class SqliteStorageReport(SqliteDatabase database) : IStorageReport
{
    private const int Piece = 10_000;

    /// <inheritdoc/>
    public ValueTask<StorageSize> SizeAsync(CancellationToken cancellation) => database.ReadAsync(database.Path, static (session, path) =>
    {
        var page = session[StorageSql.PageSize].First(static row => row.Number(0));
        var log = new FileInfo(path + "-wal") is { Exists: true } file ? file.Length : 0;
        return new StorageSize(
            (session[StorageSql.Pages].First(static row => row.Number(0)) * page) + log,
            session[StorageSql.FreePages].First(static row => row.Number(0)) * page,
            log);
    }, cancellation);

    /// <inheritdoc/>
    public async ValueTask<StorageUse> MeasureAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        var began = database.Clock.GetTimestamp();
        var uses = new Dictionary<string, WorkflowUse>(StringComparer.Ordinal);
        foreach (var (workflow, count) in await ReadAsync(static session =>
            session[StorageSql.Runs].All(static row => (row.Text(0), row.Number(1))), cancellation).ConfigureAwait(false))
        {
            uses[workflow] = new(workflow, count, 0, 0);
        }

        var isComplete = await AddAsync(StorageSql.Frames, static (use, bytes) => use with { FrameBytes = use.FrameBytes + bytes }).ConfigureAwait(false)
            && await AddAsync(StorageSql.Payloads, static (use, bytes) => use with { PayloadBytes = use.PayloadBytes + bytes }).ConfigureAwait(false);
        var (documents, bytes) = await ReadAsync(static session =>
            session[StorageSql.Documents].First(static row => (row.Number(0), row.Number(1))), cancellation).ConfigureAwait(false);
        return new()
        {
            Size = await SizeAsync(cancellation).ConfigureAwait(false),
            IsComplete = isComplete,
            Workflows = uses.Values.OrderByDescending(use => use.FrameBytes + use.PayloadBytes).ThenBy(use => use.WorkflowId, StringComparer.Ordinal).ToList(),
            Documents = documents,
            DocumentBytes = bytes,
            Leftovers = await ReadAsync(static session => session[StorageSql.Leftovers].First(static row => row.Number(0)), cancellation).ConfigureAwait(false),
        };

        async ValueTask<bool> AddAsync(string sql, Func<WorkflowUse, long, WorkflowUse> add)
        {
            for (var last = 0L; ;)
            {
                var rows = await database.ReadAsync((sql, last), static (session, of) => session[of.sql].Bind(of.last).Bind(Piece)
                    .All(static row => (Workflow: row.TextOrNull(0), Bytes: row.Number(1), Last: row.Number(2))), cancellation).ConfigureAwait(false);
                foreach (var (workflow, size, _) in rows.Where(row => row.Workflow is not null))
                {
                    uses[workflow!] = add(uses.GetValueOrDefault(workflow!) ?? new(workflow!, 0, 0, 0), size);
                }

                if (rows.Count == 0 || database.Clock.GetElapsedTime(began) >= atMost)
                {
                    return rows.Count == 0;
                }

                last = rows.Max(row => row.Last);
            }
        }
    }

    private ValueTask<T> ReadAsync<T>(Func<Session, T> read, CancellationToken cancellation) =>
        database.ReadAsync(read, static (session, asked) => asked(session), cancellation);
}
