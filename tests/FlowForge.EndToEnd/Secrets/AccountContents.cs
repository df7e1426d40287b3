using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace FlowForge.EndToEnd.Secrets;

/// <summary>Every row and every blob of a storage account, as bytes.</summary>
internal static class AccountContents
{
    public static async Task<List<(string Place, byte[] Bytes)>> ReadAsync(string connection)
    {
        var all = new List<(string, byte[])>();
        var tables = new TableServiceClient(connection);
        await foreach (var table in tables.QueryAsync())
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                all.AddRange(row.Select(column => ($"{table.Name} {row.PartitionKey} {row.RowKey} {column.Key}", Bytes(column.Value))));
            }
        }

        var blobs = new BlobServiceClient(connection);
        await foreach (var container in blobs.GetBlobContainersAsync())
        {
            var client = blobs.GetBlobContainerClient(container.Name);
            await foreach (var blob in client.GetBlobsAsync())
            {
                all.Add(($"{container.Name} {blob.Name}", (await client.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray()));
            }
        }

        return all;
    }

    private static byte[] Bytes(object? value) => value as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "");
}
