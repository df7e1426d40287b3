using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>Tokens of the API in the database, as hashes.</summary>
public sealed class SqliteTokenStore(SqliteDatabase database) : ITokenStore
{
    private const string All = "SELECT id, name, role, hash, created, expires FROM tokens ORDER BY id";
    private const string Add = "INSERT OR IGNORE INTO tokens (id, name, role, hash, created, expires) VALUES (?, ?, ?, ?, ?, ?)";
    private const string Delete = "DELETE FROM tokens WHERE id = ?";

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ApiToken>> LoadAsync(CancellationToken cancellation) =>
        await database.ReadAsync(0, static (session, _) => session[All].All(static row =>
            new ApiToken(row.Text(0), row.Text(1), (ApiRole)row.Number(2), row.Text(3), row.Time(4), row.TimeOrNull(5))), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> AddAsync(ApiToken token, CancellationToken cancellation) =>
        await database.WriteAsync(session => session[Add]
            .Bind(token.Id).Bind(token.Name).Bind((long)token.Role).Bind(token.Hash).Bind(token.CreatedAt).Bind(token.ExpiresAt).Execute() > 0)
            .WaitAsync(cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellation) =>
        await database.WriteAsync(session => session[Delete].Bind(id).Execute() > 0).WaitAsync(cancellation).ConfigureAwait(false);
}
