using System.Runtime.InteropServices;
using System.Text.Json;
using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.AzureStorage.Runs;

/// <summary>The variables that runs keep: a partition for each set, with a row for each run that sees it.</summary>
internal sealed class VariableSets(AzureStorageAccount account, RunReads reads)
{
    private const string Prefix = "v!";
    private const string Content = "set";
    private static readonly TimeSpan YoungFor = TimeSpan.FromHours(1);
    private readonly RowContents _contents = new(account.Contents);

    /// <summary>Keeps a set for a run; the set and the run's row are one batch, so that a sweep sees both or neither.</summary>
    public async Task KeepAsync(string hash, JsonElement values, string runId)
    {
        var set = new TableEntity(Partition(hash), Content) { ["Hash"] = hash };
        await _contents.PutAsync(set, JsonMarshal.GetRawUtf8Value(values).ToArray(), $"variables/{Escaped.Of(hash)}/", Core.Limits.VariablesBytes).ConfigureAwait(false);
        await Contention.SettleAsync<object>(async () =>
        {
            var batch = new RowBatch(account.Index);
            batch.Put(set);
            batch.Put(new TableEntity(Partition(hash), Reader(runId)) { ["Run"] = runId });
            return await batch.SubmitAsync().ConfigureAwait(false) ? batch : null;
        }).ConfigureAwait(false);
    }

    /// <summary>The set, or null.</summary>
    public async Task<VariableSet?> FindAsync(string hash, CancellationToken cancellation) =>
        await account.Index.FindAsync(Partition(hash), Content, cancellation).ConfigureAwait(false) is { } row
            ? new(hash, JsonElement.Parse((await _contents.GetAsync(row, cancellation).ConfigureAwait(false)).Span))
            : null;

    /// <summary>The run needs the set no more.</summary>
    public Task LeaveAsync(string hash, string runId) => account.Index.DropAsync(Partition(hash), Reader(runId));

    /// <summary>Sets by their partitions' keys, behind <paramref name="after"/>.</summary>
    public Task<List<TableEntity>> ListAsync(string after, int limit, CancellationToken cancellation) => account.Index.QueryAsync(
        $"PartitionKey gt '{(after.Length == 0 ? Prefix : after)}' and PartitionKey lt 'v\"' and RowKey eq '{Content}'", limit, RowContents.Heads, cancellation);

    /// <summary>Deletes a set that no run sees; true when it did. One that changes meanwhile is looked at again.</summary>
    public async Task<bool> DropAsync(TableEntity set)
    {
        var outcome = await Contention.SettleAsync<object>(async () => await TryDropAsync(set.PartitionKey).ConfigureAwait(false)).ConfigureAwait(false);
        return outcome is true;
    }

    /// <summary>Whether the set went; null when somebody else changed it meanwhile.</summary>
    private async Task<bool?> TryDropAsync(string partition)
    {
        // The row's tag is read first: a run that comes between puts the set anew, and then it is not deleted.
        if (await account.Index.FindAsync(partition, Content).ConfigureAwait(false) is not { } row || await IsSeenAsync(partition).ConfigureAwait(false))
        {
            return false;
        }

        var batch = new RowBatch(account.Index);
        batch.Delete(row, row.ETag);
        return await batch.SubmitAsync().ConfigureAwait(false) ? true : null;
    }

    private async Task<bool> IsSeenAsync(string partition)
    {
        foreach (var reader in await account.Index.QueryAsync(RowKeys.Under(partition, "reader")).ConfigureAwait(false))
        {
            // A run that is just being started has a reader before it has a row.
            var isYoung = reader.Timestamp > TimeProvider.System.GetUtcNow() - YoungFor;
            if (isYoung || await reads.FindAsync(reader.Text("Run"), default).ConfigureAwait(false) is not null)
            {
                return true;
            }

            await account.Index.DropAsync(reader.PartitionKey, reader.RowKey).ConfigureAwait(false);
        }

        return false;
    }

    private static string Partition(string hash) => Prefix + Escaped.Of(hash);

    private static string Reader(string runId) => $"reader{RowKeys.Joint}{Escaped.Of(runId)}";
}
