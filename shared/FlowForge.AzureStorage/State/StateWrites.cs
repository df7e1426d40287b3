using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.State;

namespace FlowForge.AzureStorage.State;

/// <summary>Applies changes of state, each once: its stamp is inserted in the batch that changes the scopes.</summary>
internal sealed class StateWrites(AzureStorageAccount account, StateRows rows)
{
    /// <summary>Stamps of one batch; the rest of its hundred rows are scopes.</summary>
    private const int StampsAtOnce = 40;

    private readonly Turns _turns = new();

    /// <summary>Applies changes in their order.</summary>
    public async Task ApplyAsync(IReadOnlyList<StateWrite> writes)
    {
        foreach (var chunk in Chunks(writes))
        {
            await _turns.TakeAsync(chunk[0].WorkflowId, () => ApplyChunkAsync(chunk)).ConfigureAwait(false);
        }
    }

    /// <summary>Changes of one workflow that follow one another, with no more stamps and scopes than a batch takes.</summary>
    private static IEnumerable<List<StateWrite>> Chunks(IReadOnlyList<StateWrite> writes)
    {
        var chunk = new List<StateWrite>();
        foreach (var write in writes)
        {
            var isFull = chunk.Count == StampsAtOnce || chunk.Append(write).SelectMany(one => one.Changes.Select(change => change.Scope)).Distinct().Count() > StampsAtOnce;
            if (chunk.Count > 0 && (isFull || chunk[0].WorkflowId != write.WorkflowId))
            {
                yield return chunk;
                chunk = [];
            }

            chunk.Add(write);
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    private async Task<object> ApplyChunkAsync(List<StateWrite> writes)
    {
        var workflow = writes[0].WorkflowId;
        var isFirst = true;
        return await Contention.SettleAsync<object>(async () =>
        {
            // Stamps are all new, almost always; which are not is asked only when the batch was refused.
            var open = isFirst ? writes.DistinctBy(StateRows.Stamp).ToList() : await OpenAsync(workflow, writes).ConfigureAwait(false);
            isFirst = false;
            var batch = new RowBatch(account.Settings);
            open.ForEach(write => batch.Add(new TableEntity(StateRows.Partition(workflow), StateRows.Stamp(write))));
            var replaced = await AddScopesAsync(batch, workflow, open).ConfigureAwait(false);
            if (!await batch.SubmitAsync().ConfigureAwait(false))
            {
                return null;
            }

            await account.Contents.DeleteAsync(replaced).ConfigureAwait(false);
            return batch;
        }).ConfigureAwait(false);
    }

    /// <summary>Adds the scopes as the changes leave them; gives the blobs that are needed no more when the batch is made.</summary>
    private async Task<List<string>> AddScopesAsync(RowBatch batch, string workflow, List<StateWrite> writes)
    {
        var replaced = new List<string>();
        foreach (var changes in writes.SelectMany(write => write.Changes).GroupBy(change => change.Scope))
        {
            var scope = await rows.ReadAsync(workflow, changes.Key, default).ConfigureAwait(false);
            foreach (var change in changes)
            {
                change.ApplyTo(scope.Values);
            }

            var row = await rows.RowAsync(workflow, changes.Key, scope.Values).ConfigureAwait(false);
            if (scope.ETag is { } read)
            {
                batch.Replace(row, read);
            }
            else
            {
                batch.Add(row);
            }

            replaced.AddRange(scope.Blob is { } blob ? [blob] : []);
        }

        return replaced;
    }

    private async Task<List<StateWrite>> OpenAsync(string workflow, List<StateWrite> writes)
    {
        var distinct = writes.DistinctBy(StateRows.Stamp).ToList();
        var stamps = await Many.ReadAsync(distinct, 16, write => account.Settings.FindAsync(StateRows.Partition(workflow), StateRows.Stamp(write))).ConfigureAwait(false);
        return distinct.Where((_, at) => stamps[at] is null).ToList();
    }
}
