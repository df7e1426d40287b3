using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Settings;

/// <summary>Custom kinds in a storage account.</summary>
public sealed class AzureCustomKindStore(AzureStorageAccount account) : ICustomKindStore
{
    private const string Partition = "kind";
    private readonly RowContents _contents = new(account.Contents);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CustomKindRow>> LoadAsync(CancellationToken cancellation) => AzureCalls.RunAsync<IReadOnlyList<CustomKindRow>>(async () =>
    {
        var rows = await account.Settings.QueryAsync($"PartitionKey eq '{Partition}'", Limits.CustomKindVersions, cancellation: cancellation).ConfigureAwait(false);
        var kinds = await Many.ReadAsync(rows.ToList(), 16, row => ReadAsync(row, cancellation)).ConfigureAwait(false);
        return [.. kinds.OrderBy(kind => kind.Kind, StringComparer.Ordinal).ThenBy(kind => kind.Version)];
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> AddAsync(CustomKindRow row, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        cancellation.ThrowIfCancellationRequested();
        var written = new TableEntity(Partition, Key(row))
        {
            ["Kind"] = row.Kind, ["Version"] = row.Version, ["Created"] = row.CreatedAt.UtcTicks, ["Token"] = Tokens.New(),
        };
        await _contents.PutAsync(written, Encoding.UTF8.GetBytes(row.Definition), $"kinds/{Escaped.Of(row.Kind)}/").ConfigureAwait(false);
        return await Contention.SettleAsync<object>(async () =>
        {
            // There with our token: that attempt's answer was lost.
            if (await account.Settings.FindAsync(Partition, written.RowKey).ConfigureAwait(false) is { } there)
            {
                return there.Text("Token") == written.Text("Token");
            }

            var batch = new RowBatch(account.Settings);
            batch.Add(written);
            return await batch.SubmitAsync().ConfigureAwait(false) ? true : null;
        }).ConfigureAwait(false) is true;
    }, cancellation);

    private static string Key(CustomKindRow row) => $"{Escaped.Of(row.Kind)} {row.Version.ToString("d10", CultureInfo.InvariantCulture)}";

    private async Task<CustomKindRow> ReadAsync(TableEntity row, CancellationToken cancellation)
    {
        var definition = await _contents.GetAsync(row, cancellation).ConfigureAwait(false);
        return new(row.Text("Kind"), row.Number("Version"), Encoding.UTF8.GetString(definition.Span), row.Time("Created"));
    }
}
