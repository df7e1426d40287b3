using System.Globalization;
using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Retention;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Workflows;

/// <summary>Workflow documents in a storage account: versions in a table, each document once in a blob by its hash.</summary>
public sealed class AzureWorkflowStore(AzureStorageAccount account, TimeProvider clock) : IWorkflowStore
{
    private const int DocumentsAtOnce = 16;
    private readonly Documents _documents = new(account);
    private readonly Notes _notes = new(account);

    /// <inheritdoc/>
    public ValueTask<Page<StoredWorkflow>> ListAsync(int limit, string? after, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        var filter = RowKeys.Under(WorkflowRows.Partition, "head") + (after is null ? "" : $" and RowKey gt '{WorkflowRows.Head(after)}'");
        var page = await PageAsync(filter, limit, row => row.Text("Id"), cancellation).ConfigureAwait(false);
        return new Page<StoredWorkflow>(
            await Many.ReadAsync(page.Items, DocumentsAtOnce, row => ReadAsync(row, cancellation)).ConfigureAwait(false), page.Next);
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<StoredWorkflow?> GetAsync(string id, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
        await HeadAsync(id, cancellation).ConfigureAwait(false) is { } row ? await ReadAsync(row, cancellation).ConfigureAwait(false) : null, cancellation);

    /// <inheritdoc/>
    public ValueTask<StoredVersion?> GetVersionAsync(string id, int version, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
        await HeadAsync(id, cancellation).ConfigureAwait(false) is { } head ? await VersionAsync(head, version, cancellation).ConfigureAwait(false) : null, cancellation);

    /// <inheritdoc/>
    public ValueTask<Page<StoredVersion>> ListVersionsAsync(string id, int limit, string? after, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        if (await HeadAsync(id, cancellation).ConfigureAwait(false) is not { } head)
        {
            return new Page<StoredVersion>([], null);
        }

        var life = head.Text("Life");
        var before = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? $" and RowKey gt '{WorkflowRows.Version(id, life, cursor)}'" : "";
        var page = await PageAsync(
            WorkflowRows.VersionsOf(id, life) + before, limit, row => row.Number("Version").ToString(CultureInfo.InvariantCulture), cancellation).ConfigureAwait(false);
        return new([.. page.Items.Select(row => WorkflowRows.ReadVersion(id, row, ""))], page.Next);
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<SaveResult> SaveAsync(WorkflowSave save, string? expectedETag, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        cancellation.ThrowIfCancellationRequested();
        var (tag, life) = (Tokens.New(), Tokens.New());
        return await Contention.SettleAsync<SaveResult>(async () =>
        {
            var head = await HeadAsync(save.Id, default).ConfigureAwait(false);
            if (head?.Text("Tag") == tag)
            {
                return new SaveResult.Saved(await ReadAsync(head, default).ConfigureAwait(false));
            }

            if (head?.Text("Tag") != expectedETag)
            {
                return new SaveResult.Conflict(head is null ? null : await ReadAsync(head, default).ConfigureAwait(false));
            }

            await _documents.PinAsync(save.Hash, save.Document).ConfigureAwait(false);
            var saved = new StoredWorkflow(
                save.Id, save.Name, (head?.Number("Version") ?? 0) + 1, head?.GetInt32("Published"), tag, save.Hash, save.Document, clock.GetUtcNow());
            return await WriteAsync(saved, head, head?.Text("Life") ?? life).ConfigureAwait(false) ? new SaveResult.Saved(saved) : null;
        }).ConfigureAwait(false);
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<StoredWorkflow?> PublishAsync(string id, int? version, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        cancellation.ThrowIfCancellationRequested();
        return (await Contention.SettleAsync<Published>(async () =>
        {
            if (await HeadAsync(id, default).ConfigureAwait(false) is not { } head
                || (version is { } wanted && await VersionAsync(head, wanted, default).ConfigureAwait(false) is null))
            {
                return new(null);
            }

            var next = (await ReadAsync(head, default).ConfigureAwait(false)) with { PublishedVersion = version };
            var batch = new RowBatch(account.Workflows);
            batch.Replace(WorkflowRows.Write(next, head.Text("Life")), head.ETag);
            return await batch.SubmitAsync().ConfigureAwait(false) ? new(next) : null;
        }).ConfigureAwait(false)).Workflow;
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<SaveResult> DeleteAsync(string id, string expectedETag, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        cancellation.ThrowIfCancellationRequested();
        StoredWorkflow? tried = null;
        return await Contention.SettleAsync<SaveResult>(async () =>
        {
            var head = await HeadAsync(id, default).ConfigureAwait(false);
            var present = head is null ? null : await ReadAsync(head, default).ConfigureAwait(false);
            if (head is null || present!.ETag != expectedETag)
            {
                // Gone after an attempt of this call: that attempt's answer was lost.
                return head is null && tried is not null ? new SaveResult.Saved(tried) : new SaveResult.Conflict(present);
            }

            // What only its versions had goes with the next sweep.
            tried = present;
            await _notes.AddAsync(new(NoteKind.Workflow, head.Text("Life"), id)).ConfigureAwait(false);
            var batch = new RowBatch(account.Workflows);
            batch.Delete(head, head.ETag);
            return await batch.SubmitAsync().ConfigureAwait(false) ? new SaveResult.Saved(present) : null;
        }).ConfigureAwait(false);
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredVersion>> PublishedAsync(CancellationToken cancellation) => AzureCalls.RunAsync<IReadOnlyList<StoredVersion>>(async () =>
    {
        var heads = await account.Workflows.QueryAsync(
            $"{RowKeys.Under(WorkflowRows.Partition, "head")} and Published ge 0", cancellation: cancellation).ConfigureAwait(false);
        var versions = await Many.ReadAsync(heads, DocumentsAtOnce, head => VersionAsync(head, head.Number("Published"), cancellation)).ConfigureAwait(false);
        return [.. versions.OfType<StoredVersion>()];
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask PinAsync(string hash, string document, CancellationToken cancellation) =>
        AzureCalls.RunAsync(() => _documents.PinAsync(hash, document), cancellation);

    /// <inheritdoc/>
    public ValueTask<string?> GetDocumentAsync(string hash, CancellationToken cancellation) =>
        AzureCalls.RunAsync(() => _documents.FindAsync(hash, cancellation), cancellation);

    private Task<bool> WriteAsync(StoredWorkflow saved, TableEntity? head, string life)
    {
        var batch = new RowBatch(account.Workflows);
        if (head is null)
        {
            batch.Add(WorkflowRows.Write(saved, life));
        }
        else
        {
            batch.Replace(WorkflowRows.Write(saved, life), head.ETag);
        }

        batch.Add(WorkflowRows.WriteVersion(saved, life));
        return batch.SubmitAsync();
    }

    private Task<TableEntity?> HeadAsync(string id, CancellationToken cancellation) =>
        account.Workflows.FindAsync(WorkflowRows.Partition, WorkflowRows.Head(id), cancellation);

    private async Task<StoredWorkflow> ReadAsync(TableEntity head, CancellationToken cancellation) =>
        WorkflowRows.Read(head, await _documents.GetAsync(head.Text("Hash"), cancellation).ConfigureAwait(false));

    private async Task<StoredVersion?> VersionAsync(TableEntity head, int version, CancellationToken cancellation) =>
        version > 0 && await account.Workflows.FindAsync(
            WorkflowRows.Partition, WorkflowRows.Version(head.Text("Id"), head.Text("Life"), version), cancellation).ConfigureAwait(false) is { } row
            ? WorkflowRows.ReadVersion(head.Text("Id"), row, await _documents.GetAsync(row.Text("Hash"), cancellation).ConfigureAwait(false))
            : null;

    private async Task<Page<TableEntity>> PageAsync(string filter, int limit, Func<TableEntity, string> cursor, CancellationToken cancellation)
    {
        var most = Math.Clamp(limit, 1, Limits.ListMost);
        var rows = await account.Workflows.QueryAsync(filter, most + 1, cancellation: cancellation).ConfigureAwait(false);
        return rows.Count > most ? new(rows[..most], cursor(rows[most - 1])) : new(rows, null);
    }

    private sealed record Published(StoredWorkflow? Workflow);
}
