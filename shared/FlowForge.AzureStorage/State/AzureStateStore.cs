using System.Text.Json;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.AzureStorage.State;

/// <summary>What workflows keep between their runs, in a storage account. <see cref="Runs.AzureRunStore"/> writes it.</summary>
public sealed class AzureStateStore(AzureStorageAccount account) : IStateStore
{
    private readonly StateRows _rows = new(account);

    /// <inheritdoc/>
    public ValueTask<OrderedDictionary<string, JsonElement>> ReadAsync(string workflowId, StateScope scope, CancellationToken cancellation) =>
        AzureCalls.RunAsync(async () => (await _rows.ReadAsync(workflowId, scope, cancellation).ConfigureAwait(false)).Values, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StateScope>> ScopesAsync(string workflowId, CancellationToken cancellation) => AzureCalls.RunAsync<IReadOnlyList<StateScope>>(async () =>
    {
        var filter = $"{RowKeys.Under(StateRows.Partition(workflowId), "scope")} and Keys gt 0";
        var rows = await account.Settings.QueryAsync(filter, columns: ["Node"], cancellation: cancellation).ConfigureAwait(false);
        return rows.Select(row => new StateScope(row.GetString("Node"))).OrderBy(scope => scope.NodeId ?? "", StringComparer.Ordinal).ToList();
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string workflowId, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        cancellation.ThrowIfCancellationRequested();
        var rows = await account.Settings.QueryAsync(
            RowKeys.Under(StateRows.Partition(workflowId), "scope"), columns: ["Keys", .. RowContents.Heads], cancellation: cancellation).ConfigureAwait(false);
        await Many.DoAsync(rows, 16, row => account.Settings.DropAsync(row.PartitionKey, row.RowKey)).ConfigureAwait(false);
        await account.Contents.DeleteAsync(rows.Select(RowContents.BlobOf).OfType<string>()).ConfigureAwait(false);
        return rows.Exists(row => row.Number("Keys") > 0);
    }, cancellation);
}
