using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;

namespace FlowForge.AzureStorage.Rows;

/// <summary>Reading rows.</summary>
internal static class RowReads
{
    /// <summary>The row, or null.</summary>
    public static async Task<TableEntity?> FindAsync(this TableClient table, string partition, string key, CancellationToken cancellation = default)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellation).ConfigureAwait(false);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Rows that <paramref name="filter"/> holds for, in the order of their keys, at most <paramref name="limit"/>.</summary>
    public static async Task<List<TableEntity>> QueryAsync(
        this TableClient table, string filter, int limit = int.MaxValue, IEnumerable<string>? columns = null, CancellationToken cancellation = default)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, Math.Min(limit, 1_000), columns, cancellation).ConfigureAwait(false))
        {
            rows.Add(row);
            if (rows.Count >= limit)
            {
                break;
            }
        }

        return rows;
    }

    /// <summary>Inserts a row; false when its key is taken, also by this very row, put by an attempt whose answer was lost.</summary>
    public static async Task<bool> AddAsync(this TableClient table, TableEntity row) => await Contention.SettleAsync<object>(async () =>
    {
        var batch = new RowBatch(table);
        batch.Add(row);
        return await batch.SubmitAsync().ConfigureAwait(false) ? true
            : await table.FindAsync(row.PartitionKey, row.RowKey).ConfigureAwait(false) is not null ? false
            : null;
    }).ConfigureAwait(false) is true;

    /// <summary>Deletes a row that may be there.</summary>
    public static Task DropAsync(this TableClient table, string partition, string key) => table.DeleteEntityAsync(partition, key);
}
