using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Retention;
using FlowForge.AzureStorage.Rows;
using FlowForge.AzureStorage.Runs;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Reports;

/// <summary>
/// What takes the room in a storage account: contents of rows and blobs; keys and columns of the service's own are not counted. The service tells no
/// size, so <see cref="SizeAsync"/> is the last measure's, 0 before the first.
/// </summary>
public sealed class AzureStorageReport(AzureStorageAccount account) : IStorageReport
{
    private StorageSize _last;

    /// <inheritdoc/>
    public ValueTask<StorageSize> SizeAsync(CancellationToken cancellation) => new(_last);

    /// <inheritdoc/>
    public ValueTask<StorageUse> MeasureAsync(TimeSpan atMost, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        var began = TimeProvider.System.GetTimestamp();
        var measure = new Measure();
        var isComplete = await RunsAsync(measure, IsOver, cancellation).ConfigureAwait(false)
            && await RowsAsync(measure, IsOver, cancellation).ConfigureAwait(false)
            && await BlobsAsync(measure, IsOver, cancellation).ConfigureAwait(false);
        var leftovers = await account.Index.QueryAsync(Notes.OfRuns, columns: ["RowKey"], cancellation: cancellation).ConfigureAwait(false);
        var use = measure.Use(isComplete, leftovers.Count);
        _last = use.Size;
        return use;

        bool IsOver() => TimeProvider.System.GetElapsedTime(began) >= atMost;
    }, cancellation);

    private async Task<bool> RunsAsync(Measure measure, Func<bool> isOver, CancellationToken cancellation)
    {
        var filter = $"PartitionKey eq '{RunIndex.Open}' or PartitionKey eq '{RunIndex.Ended}'";
        await foreach (var row in account.Index.QueryAsync<Azure.Data.Tables.TableEntity>(filter, 1_000, ["Run", "Workflow"], cancellation).ConfigureAwait(false))
        {
            measure.Run(Escaped.Of(row.Text("Run")), row.Text("Workflow"));
            if (isOver())
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> RowsAsync(Measure measure, Func<bool> isOver, CancellationToken cancellation)
    {
        await foreach (var row in account.Runs.QueryAsync<Azure.Data.Tables.TableEntity>((string?)null, 1_000, RowContents.Heads, cancellation).ConfigureAwait(false))
        {
            if (RowContents.BlobOf(row) is null)
            {
                measure.Frames(row.PartitionKey[RowKeys.Run("").Length..], RowContents.LengthOf(row));
            }

            if (isOver())
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> BlobsAsync(Measure measure, Func<bool> isOver, CancellationToken cancellation)
    {
        await foreach (var blob in account.Contents.ListAsync("", cancellation).ConfigureAwait(false))
        {
            measure.Blob(blob.Name.Split('/'), blob.Properties.ContentLength ?? 0);
            if (isOver())
            {
                return false;
            }
        }

        return true;
    }
}
