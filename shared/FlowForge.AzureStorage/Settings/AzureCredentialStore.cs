using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Settings;

/// <summary>Credentials in a storage account; their values are sealed before they come here.</summary>
public sealed class AzureCredentialStore(AzureStorageAccount account) : ICredentialStore
{
    private const string Partition = "credential";
    private readonly RowContents _contents = new(account.Contents);

    /// <inheritdoc/>
    public ValueTask<Page<CredentialRow>> ListAsync(int limit, string? after, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        var most = Math.Clamp(limit, 1, Limits.ListMost);
        var filter = $"PartitionKey eq '{Partition}'" + (after is null ? "" : $" and RowKey gt '{Key(after)}'");
        var rows = await account.Settings.QueryAsync(filter, most + 1, cancellation: cancellation).ConfigureAwait(false);
        var found = await Many.ReadAsync(rows.Take(most).ToList(), 16, row => ReadAsync(row, cancellation)).ConfigureAwait(false);
        return new Page<CredentialRow>(found, rows.Count > most ? found[^1].Id : null);
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<CredentialRow?> FindAsync(string id, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
        await account.Settings.FindAsync(Partition, Key(id), cancellation).ConfigureAwait(false) is { } row ? await ReadAsync(row, cancellation).ConfigureAwait(false) : null, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> SaveAsync(CredentialRow row, int expectedVersion, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        cancellation.ThrowIfCancellationRequested();
        var written = await WriteAsync(row).ConfigureAwait(false);
        return await Contention.SettleAsync<object>(async () =>
        {
            var there = await account.Settings.FindAsync(Partition, written.RowKey).ConfigureAwait(false);
            if (there?.Text("Token") == written.Text("Token"))
            {
                return true;
            }

            if ((there?.Number("Version") ?? 0) != expectedVersion)
            {
                return false;
            }

            var batch = new RowBatch(account.Settings);
            if (there is null)
            {
                batch.Add(written);
            }
            else
            {
                batch.Replace(written, there.ETag);
            }

            return await batch.SubmitAsync().ConfigureAwait(false) ? true : null;
        }).ConfigureAwait(false) is true;
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string id, int expectedVersion, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        cancellation.ThrowIfCancellationRequested();
        var isTried = false;
        return await Contention.SettleAsync<object>(async () =>
        {
            // Gone after an attempt of this call: that attempt's answer was lost.
            if (await account.Settings.FindAsync(Partition, Key(id)).ConfigureAwait(false) is not { } there)
            {
                return isTried;
            }

            if (there.Number("Version") != expectedVersion)
            {
                return false;
            }

            isTried = true;
            var batch = new RowBatch(account.Settings);
            batch.Delete(there, there.ETag);
            return await batch.SubmitAsync().ConfigureAwait(false) ? true : null;
        }).ConfigureAwait(false) is true;
    }, cancellation);

    private static string Key(string id) => Escaped.Of(id);

    private async Task<TableEntity> WriteAsync(CredentialRow credential)
    {
        var row = new TableEntity(Partition, Key(credential.Id))
        {
            ["Id"] = credential.Id, ["Name"] = credential.Name, ["Type"] = credential.Type, ["Origins"] = string.Join(' ', credential.Origins),
            ["Version"] = credential.Version, ["Created"] = credential.CreatedAt.UtcTicks, ["Changed"] = credential.ChangedAt.UtcTicks, ["Token"] = Tokens.New(),
        };
        await _contents.PutAsync(row, credential.Sealed, $"credentials/{Escaped.Of(credential.Id)}/").ConfigureAwait(false);
        return row;
    }

    private async Task<CredentialRow> ReadAsync(TableEntity row, CancellationToken cancellation) => new()
    {
        Id = row.Text("Id"),
        Name = row.Text("Name"),
        Type = row.Text("Type"),
        Origins = row.Text("Origins").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Version = row.Number("Version"),
        CreatedAt = row.Time("Created"),
        ChangedAt = row.Time("Changed"),
        Sealed = await _contents.GetAsync(row, cancellation).ConfigureAwait(false),
    };
}
