using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>Custom kinds in the database.</summary>
public sealed class SqliteCustomKindStore(SqliteDatabase database) : ICustomKindStore
{
    private const string All = "SELECT kind, version, definition, created FROM custom_kinds ORDER BY kind, version";
    private const string Add = "INSERT OR IGNORE INTO custom_kinds (kind, version, definition, created) VALUES (?, ?, ?, ?)";

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CustomKindRow>> LoadAsync(CancellationToken cancellation) =>
        await database.ReadAsync(0, static (session, _) =>
            session[All].All(static row => new CustomKindRow(row.Text(0), (int)row.Number(1), row.Text(2), row.Time(3))), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> AddAsync(CustomKindRow row, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
            session[Add].Bind(row.Kind).Bind(row.Version).Bind(row.Definition).Bind(row.CreatedAt).Execute() > 0).WaitAsync(cancellation).ConfigureAwait(false);
}
