using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>Credentials in the database; their values are sealed before they come here.</summary>
public sealed class SqliteCredentialStore(SqliteDatabase database) : ICredentialStore
{
    private const string Columns = "SELECT id, name, type, origins, version, created, changed, sealed FROM credentials";
    private const string Get = $"{Columns} WHERE id = ?";
    private const string List = $"{Columns} WHERE id > ? ORDER BY id LIMIT ?";
    private const string Version = "SELECT version FROM credentials WHERE id = ?";
    private const string Put = "INSERT OR REPLACE INTO credentials (id, name, type, origins, version, created, changed, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private const string Remove = "DELETE FROM credentials WHERE id = ?";

    /// <inheritdoc/>
    public ValueTask<Page<CredentialRow>> ListAsync(int limit, string? after, CancellationToken cancellation) =>
        database.ReadAsync((After: after ?? "", Limit: Math.Clamp(limit, 1, Limits.ListMost)), static (session, of) =>
            Paging.Cut(session[List].Bind(of.After).Bind(of.Limit + 1).All(Row), of.Limit, static row => row.Id), cancellation);

    /// <inheritdoc/>
    public ValueTask<CredentialRow?> FindAsync(string id, CancellationToken cancellation) =>
        database.ReadAsync(id, static (session, of) => session[Get].Bind(of).First(Row), cancellation);

    /// <inheritdoc/>
    public async ValueTask<bool> SaveAsync(CredentialRow row, int expectedVersion, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
        {
            if (Stands(session, row.Id) != expectedVersion)
            {
                return false;
            }

            session[Put].Bind(row.Id).Bind(row.Name).Bind(row.Type).Bind(string.Join(' ', row.Origins)).Bind(row.Version)
                .Bind(row.CreatedAt).Bind(row.ChangedAt).Bind(row.Sealed).Execute();
            return true;
        }).WaitAsync(cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string id, int expectedVersion, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
            expectedVersion > 0 && Stands(session, id) == expectedVersion && session[Remove].Bind(id).Execute() > 0).WaitAsync(cancellation).ConfigureAwait(false);

    private static long Stands(Session session, string id) => session[Version].Bind(id).First(static row => row.Number(0));

    private static CredentialRow Row(Statement row) => new()
    {
        Id = row.Text(0),
        Name = row.Text(1),
        Type = row.Text(2),
        Origins = row.Text(3).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Version = (int)row.Number(4),
        CreatedAt = row.Time(5),
        ChangedAt = row.Time(6),
        Sealed = row.Bytes(7),
    };
}
