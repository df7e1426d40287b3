using System.Collections.Concurrent;
using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Mail;
using FlowForge.AzureStorage.Rows;
using FlowForge.AzureStorage.State;

namespace FlowForge.AzureStorage.Runs;

/// <summary>Does what commits left, oldest first, and then deletes its rows.</summary>
internal sealed class LeftWorks(AzureStorageAccount account, RowContents contents, WaitPlans waits, StateWrites state, Mailboxes mailboxes)
{
    private const int RowsAtOnce = 40;

    /// <summary>Runs of which nothing is left that this process has not done.</summary>
    private readonly ConcurrentDictionary<string, bool> _settled = new(StringComparer.Ordinal);

    /// <summary>Does what this process has just left, and before it what another may have left of the same run.</summary>
    public async Task DoAsync(string runId, LeftWork work)
    {
        if (work.IsEmpty)
        {
            return;
        }

        // A fault in the middle leaves the row, and the next one looks for it.
        if (!_settled.TryRemove(runId, out _))
        {
            var older = await account.Runs.QueryAsync(
                $"{RowKeys.Under(RowKeys.Run(runId), "run!left")} and RowKey lt '{RowKeys.Left(work.Id)}'").ConfigureAwait(false);
            await SettleAsync(runId, older).ConfigureAwait(false);
        }

        await ApplyAsync(runId, work).ConfigureAwait(false);
        await account.Runs.DropAsync(RowKeys.Run(runId), RowKeys.Left(work.Id)).ConfigureAwait(false);
        _settled[runId] = true;
    }

    /// <summary>Does what is left of a run.</summary>
    public async Task SettleAsync(string runId, IEnumerable<TableEntity> rows)
    {
        foreach (var row in rows)
        {
            var json = await contents.GetAsync(row, default).ConfigureAwait(false);
            await ApplyAsync(runId, LeftWorkJson.Read(row.RowKey[RowKeys.Left("").Length..], runId, json)).ConfigureAwait(false);
            await account.Runs.DropAsync(row.PartitionKey, row.RowKey).ConfigureAwait(false);
        }
    }

    /// <summary>The run has ended.</summary>
    public void Forget(string runId) => _settled.TryRemove(runId, out _);

    private async Task ApplyAsync(string runId, LeftWork work)
    {
        foreach (var changes in Pieces(work))
        {
            await Contention.SettleAsync<object>(async () =>
            {
                var batch = new RowBatch(account.Runs);
                await waits.AddAsync(batch, runId, changes).ConfigureAwait(false);
                return await batch.SubmitAsync().ConfigureAwait(false) ? batch : null;
            }).ConfigureAwait(false);
        }

        await state.ApplyAsync(work.State).ConfigureAwait(false);
        foreach (var mail in work.Mail)
        {
            await mailboxes.DeliverAsync(mail).ConfigureAwait(false);
        }
    }

    private static IEnumerable<WaitChanges> Pieces(LeftWork work) =>
        work.Waits.Chunk(RowsAtOnce).Select(begun => new WaitChanges { Begun = begun })
            .Concat(work.WaitsOver.Chunk(RowsAtOnce).Select(over => new WaitChanges { Over = over }))
            .Concat(work.Used.Chunk(RowsAtOnce).Select(used => new WaitChanges { Used = used }));
}
