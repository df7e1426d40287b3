using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Settings;

/// <summary>Jobs of the AI layer in a storage account: a row for each, and one beside it when somebody wants its stop.</summary>
public sealed class AzureAiJobStore(AzureStorageAccount account) : IAiJobStore
{
    private const string Jobs = "aijob";
    private const string Stops = "aijobstop";
    private readonly RowContents _contents = new(account.Contents);

    /// <inheritdoc/>
    public ValueTask<bool> WriteAsync(string id, KeptAiJob job, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        ArgumentNullException.ThrowIfNull(job);
        var row = new TableEntity(Jobs, Escaped.Of(id)) { ["At"] = job.At.UtcTicks, ["Ended"] = job.HasEnded };
        await _contents.PutAsync(row, job.Content, $"aijobs/{row.RowKey}/").ConfigureAwait(false);
        await account.Settings.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation).ConfigureAwait(false);
        return await account.Settings.FindAsync(Stops, row.RowKey, cancellation).ConfigureAwait(false) is null;
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<KeptAiJob?> ReadAsync(string id, CancellationToken cancellation) => AzureCalls.RunAsync<KeptAiJob?>(async () =>
        await account.Settings.FindAsync(Jobs, Escaped.Of(id), cancellation).ConfigureAwait(false) is { } row
            ? new(await _contents.GetAsync(row, cancellation).ConfigureAwait(false), row.Time("At"), row.GetBoolean("Ended") is true)
            : null, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> StopAsync(string id, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        if (await account.Settings.FindAsync(Jobs, Escaped.Of(id), cancellation).ConfigureAwait(false) is not { } row)
        {
            return false;
        }

        var stop = new TableEntity(Stops, row.RowKey) { ["At"] = row.GetInt64("At") };
        await account.Settings.UpsertEntityAsync(stop, TableUpdateMode.Replace, cancellation).ConfigureAwait(false);
        return true;
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask ForgetAsync(DateTimeOffset before, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        foreach (var row in await OldAsync(Jobs, before, cancellation).ConfigureAwait(false))
        {
            await account.Settings.DropAsync(Jobs, row.RowKey).ConfigureAwait(false);
            var blobs = new List<string>();
            await foreach (var blob in account.Contents.ListAsync($"aijobs/{row.RowKey}/", cancellation).ConfigureAwait(false))
            {
                blobs.Add(blob.Name);
            }

            await account.Contents.DeleteAsync(blobs).ConfigureAwait(false);
        }

        foreach (var row in await OldAsync(Stops, before, cancellation).ConfigureAwait(false))
        {
            await account.Settings.DropAsync(Stops, row.RowKey).ConfigureAwait(false);
        }
    }, cancellation);

    private Task<List<TableEntity>> OldAsync(string partition, DateTimeOffset before, CancellationToken cancellation) =>
        account.Settings.QueryAsync($"PartitionKey eq '{partition}' and At lt {before.UtcTicks}L", columns: ["PartitionKey", "RowKey"], cancellation: cancellation);
}
