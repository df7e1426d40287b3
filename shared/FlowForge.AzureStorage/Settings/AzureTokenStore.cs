using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Settings;

/// <summary>Tokens of the API in a storage account, as hashes.</summary>
public sealed class AzureTokenStore(AzureStorageAccount account) : ITokenStore
{
    private const string Partition = "token";

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ApiToken>> LoadAsync(CancellationToken cancellation) => AzureCalls.RunAsync<IReadOnlyList<ApiToken>>(async () =>
    {
        var rows = await account.Settings.QueryAsync($"PartitionKey eq '{Partition}'", Limits.ApiTokens, cancellation: cancellation).ConfigureAwait(false);
        return [.. rows.Select(Read).OrderBy(token => token.Id, StringComparer.Ordinal)];
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> AddAsync(ApiToken token, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        cancellation.ThrowIfCancellationRequested();
        var written = new TableEntity(Partition, Escaped.Of(token.Id))
        {
            ["Id"] = token.Id, ["Name"] = token.Name, ["Role"] = (int)token.Role, ["Hash"] = token.Hash,
            ["Created"] = token.CreatedAt.UtcTicks, ["Expires"] = token.ExpiresAt?.UtcTicks,
        };

        // There with our hash: that attempt's answer was lost.
        return await account.Settings.AddAsync(written).ConfigureAwait(false)
            || (await account.Settings.FindAsync(Partition, written.RowKey, cancellation).ConfigureAwait(false))?.Text("Hash") == token.Hash;
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string id, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        if (await account.Settings.FindAsync(Partition, Escaped.Of(id), cancellation).ConfigureAwait(false) is null)
        {
            return false;
        }

        await account.Settings.DropAsync(Partition, Escaped.Of(id)).ConfigureAwait(false);
        return true;
    }, cancellation);

    private static ApiToken Read(TableEntity row) => new(
        row.Text("Id"), row.Text("Name"), (ApiRole)row.Number("Role"), row.Text("Hash"), row.Time("Created"), row.TimeOrNull("Expires"));
}
