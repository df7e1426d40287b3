using Azure;
using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Mail;

/// <summary>
/// Adds to a batch what it changes of waits and of the mailbox. A wait that an answer may claim begins together with a look at the mailbox: when mail
/// comes between, the batch is refused and made anew, and then finds the answer.
/// </summary>
internal sealed class WaitPlans(AzureStorageAccount account)
{
    public async Task AddAsync(RowBatch batch, string runId, WaitChanges changes)
    {
        var mailbox = await AddWaitsAsync(batch, runId, changes).ConfigureAwait(false);
        if (changes.Taken > 0 || mailbox.Guarded)
        {
            if (mailbox.Row is null && mailbox.Guarded)
            {
                batch.Add(MailRows.Mailbox(runId, 0, 0, 1, MailCounts.Empty));
            }
            else
            {
                var row = new TableEntity(RowKeys.Run(runId), RowKeys.Mailbox);
                if (changes.Taken > 0)
                {
                    row[MailRows.Taken] = changes.Taken;
                }

                batch.Merge(row, mailbox.Row?.ETag ?? ETag.All);
            }
        }

        foreach (var ordinal in changes.Used)
        {
            batch.Merge(new TableEntity(RowKeys.Run(runId), RowKeys.Mail(ordinal)) { [MailRows.Used] = true, ["C0"] = Array.Empty<byte>() }, ETag.All);
        }
    }

    private async Task<(bool Guarded, TableEntity? Row)> AddWaitsAsync(RowBatch batch, string runId, WaitChanges changes)
    {
        // The last word about each place: a batch may name a row once.
        var places = new Dictionary<string, (TableEntity? There, WaitRow? Next)>(StringComparer.Ordinal);
        var guarded = changes.Begun.Any(wait => wait.HasAddress);
        var mailbox = guarded ? await account.Runs.FindAsync(RowKeys.Run(runId), RowKeys.Mailbox).ConfigureAwait(false) : null;
        foreach (var wait in changes.Begun)
        {
            var isAnswered = wait.HasAddress && mailbox is not null && await IsAnsweredAsync(wait).ConfigureAwait(false);
            places[RowKeys.Wait(wait.Node, wait.Iteration)] = (null, isAnswered ? wait with { State = WaitState.Answered } : wait);
        }

        foreach (var over in changes.Over)
        {
            var key = RowKeys.Wait(over.Node, over.Iteration);
            var there = await account.Runs.FindAsync(RowKeys.Run(runId), key).ConfigureAwait(false);
            var wait = places.TryGetValue(key, out var planned) ? planned.Next : there is null ? null : MailRows.Wait(runId, there);
            if (wait is not null)
            {
                places[key] = (there, !wait.HasAddress ? null : wait.State == WaitState.Open ? wait with { State = WaitState.Closed } : wait);
            }
            else
            {
                places.Remove(key);
            }
        }

        foreach (var (there, next) in places.Values)
        {
            Add(batch, there, next);
        }

        return (guarded, mailbox);
    }

    private static void Add(RowBatch batch, TableEntity? there, WaitRow? next)
    {
        switch (there, next)
        {
            case (null, { } begun):
                batch.Put(MailRows.Wait(begun));
                break;
            case ({ } row, { } over):
                batch.Replace(MailRows.Wait(over), row.ETag);
                break;
            case ({ } row, null):
                batch.Delete(row, row.ETag);
                break;
        }
    }

    private async Task<bool> IsAnsweredAsync(WaitRow wait) => await account.Runs.FindAsync(
        RowKeys.Run(wait.RunId), RowKeys.MailId(MailRow.AnswerId(wait.Node, wait.Iteration))).ConfigureAwait(false) is not null;
}
