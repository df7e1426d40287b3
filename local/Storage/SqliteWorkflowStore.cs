using System.Globalization;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>Workflow documents in the database, each kept once by its hash.</summary>
public sealed class SqliteWorkflowStore(SqliteDatabase database, TimeProvider clock) : IWorkflowStore
{
    /// <inheritdoc/>
    public ValueTask<Page<StoredWorkflow>> ListAsync(int limit, string? after, CancellationToken cancellation) =>
        database.ReadAsync((Limit: Clamped(limit), after), static (session, of) =>
        {
            var statement = of.after is null ? session[WorkflowSql.List] : session[WorkflowSql.ListAfter].Bind(of.after);
            return Paging.Cut(statement.Bind(of.Limit + 1).All(WorkflowRows.Workflow), of.Limit, static row => row.Id);
        }, cancellation);

    /// <inheritdoc/>
    public ValueTask<StoredWorkflow?> GetAsync(string id, CancellationToken cancellation) =>
        database.ReadAsync(id, WorkflowRows.Find, cancellation);

    /// <inheritdoc/>
    public ValueTask<StoredVersion?> GetVersionAsync(string id, int version, CancellationToken cancellation) =>
        database.ReadAsync((id, version), static (session, of) =>
            session[WorkflowSql.GetVersion].Bind(of.id).Bind(of.version).First(WorkflowRows.Version), cancellation);

    /// <inheritdoc/>
    public ValueTask<Page<StoredVersion>> ListVersionsAsync(string id, int limit, string? after, CancellationToken cancellation)
    {
        var before = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : int.MaxValue;
        return database.ReadAsync((id, before, Limit: Clamped(limit)), static (session, of) => Paging.Cut(
            session[WorkflowSql.Versions].Bind(of.id).Bind(of.before).Bind(of.Limit + 1).All(WorkflowRows.Version),
            of.Limit, static row => row.Version.ToString(CultureInfo.InvariantCulture)), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<SaveResult> SaveAsync(WorkflowSave save, string? expectedETag, CancellationToken cancellation) =>
        await WriteAsync(session => WorkflowWrites.Save(session, save, expectedETag, clock.GetUtcNow()), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<StoredWorkflow?> PublishAsync(string id, int? version, CancellationToken cancellation) =>
        await WriteAsync(session => WorkflowWrites.Publish(session, id, version), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<SaveResult> DeleteAsync(string id, string expectedETag, CancellationToken cancellation) =>
        await WriteAsync(session => WorkflowWrites.Delete(session, id, expectedETag), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredVersion>> PublishedAsync(CancellationToken cancellation) =>
        database.ReadAsync<object?, IReadOnlyList<StoredVersion>>(
            null, static (session, _) => session[WorkflowSql.Published].All(WorkflowRows.Version), cancellation);

    /// <inheritdoc/>
    public async ValueTask PinAsync(string hash, string document, CancellationToken cancellation)
    {
        // Known already, almost always: asking costs no commit.
        if (await GetDocumentAsync(hash, cancellation).ConfigureAwait(false) is null)
        {
            await WriteAsync(session => session[WorkflowSql.PutDocument].Bind(hash).Bind(document).Execute(), cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<string?> GetDocumentAsync(string hash, CancellationToken cancellation) =>
        database.ReadAsync(hash, static (session, of) => session[WorkflowSql.GetDocument].Bind(of).First(static row => row.Text(0)), cancellation);

    private static int Clamped(int limit) => Math.Clamp(limit, 1, Limits.ListMost);

    private async Task<T> WriteAsync<T>(Func<Session, T> write, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return await database.WriteAsync(write).ConfigureAwait(false);
    }
}
