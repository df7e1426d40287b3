using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.AzureStorage.Runs;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Mail;

/// <summary>Puts messages into mailboxes. The row of the mailbox orders writers; that of the run, unchanged in the same batch, holds that the run is still open.</summary>
internal sealed class Mailboxes(AzureStorageAccount account, RunReads reads, RowContents contents)
{
    /// <summary>A message from outside: taken only by a run that can still get it.</summary>
    public async Task<MailResult> PostAsync(MailRow mail, DateTimeOffset now)
    {
        var token = Tokens.New();
        return (await Contention.SettleAsync<Outcome>(async () =>
        {
            if (await reads.HeadAsync(mail.RunId, default).ConfigureAwait(false) is not { } head)
            {
                return new(MailResult.UnknownRun);
            }

            if (head.Mailbox is not null && await MarkerAsync(mail).ConfigureAwait(false) is { } marker)
            {
                // With this call's own token it was put by an attempt whose answer was lost.
                return new(marker.Text(MailRows.Token) == token ? MailResult.Added : MailResult.Repeated);
            }

            var wait = mail.Kind == MailKind.Answer ? await AnsweredAsync(mail).ConfigureAwait(false) : null;
            var (row, state) = (wait, wait is null ? null : MailRows.Wait(mail.RunId, wait));
            if (state is { State: WaitState.Expired } || state?.Until <= now)
            {
                return new(MailResult.Expired);
            }

            if (head.Run.HasEnded)
            {
                return new(MailResult.EndedRun);
            }

            var room = await RoomAsync(mail, head.Mailbox).ConfigureAwait(false);
            if (room is null)
            {
                return new(MailResult.Full);
            }

            var batch = await BatchAsync(mail, head, room, token).ConfigureAwait(false);
            if (row is not null)
            {
                batch.Replace(MailRows.Wait(state! with { State = WaitState.Answered }), row.ETag);
            }

            return await batch.SubmitAsync().ConfigureAwait(false) ? new(MailResult.Added) : null;
        }).ConfigureAwait(false)).Result;
    }

    /// <summary>A message of another run: kept unless it is there or there is nobody to get it.</summary>
    public Task DeliverAsync(MailRow mail) => Contention.SettleAsync<Outcome>(async () =>
    {
        if (await reads.HeadAsync(mail.RunId, default).ConfigureAwait(false) is not { } head
            || (head.Mailbox is not null && await MarkerAsync(mail).ConfigureAwait(false) is not null))
        {
            return new(MailResult.Repeated);
        }

        var batch = await BatchAsync(mail, head, Room.Of(head.Mailbox), Tokens.New()).ConfigureAwait(false);
        return await batch.SubmitAsync().ConfigureAwait(false) ? new(MailResult.Added) : null;
    });

    private async Task<RowBatch> BatchAsync(MailRow mail, RunHead head, Room room, string token)
    {
        var ordinal = (head.Mailbox?.Number(MailRows.Last) ?? 0) + 1;
        var batch = new RowBatch(account.Runs);
        var mailbox = MailRows.Mailbox(mail.RunId, ordinal, head.Mailbox?.Number(MailRows.Taken) ?? 0, room.Floor, room.Counts.With(mail));
        if (head.Mailbox is null)
        {
            batch.Add(mailbox);
        }
        else
        {
            batch.Replace(mailbox, head.Mailbox.ETag);
        }

        batch.Add(await MailRows.MailAsync(mail, ordinal, contents).ConfigureAwait(false));
        batch.Add(MailRows.MailId(mail, token));
        batch.Merge(new TableEntity(head.Row.PartitionKey, head.Row.RowKey), head.Row.ETag);
        return batch;
    }

    /// <summary>Where the message has room; null when the run holds too many. They are counted only when the bound says that there may be.</summary>
    private async Task<Room?> RoomAsync(MailRow mail, TableEntity? mailbox)
    {
        var room = Room.Of(mailbox);
        if (mail.Kind == MailKind.ChildEnded || !room.Counts.MayBeFull(mail))
        {
            return room;
        }

        var last = mailbox?.Number(MailRows.Last) ?? 0;
        var filter = $"PartitionKey eq '{RowKeys.Run(mail.RunId)}' and RowKey ge '{RowKeys.Mail(room.Floor)}' and RowKey le '{RowKeys.Mail(last)}' and Used eq false";
        var kept = await account.Runs.QueryAsync(filter, columns: ["Ordinal", "Kind", "Name"]).ConfigureAwait(false);
        var counted = kept.FindAll(row => row.Number("Kind") != (int)MailKind.ChildEnded);
        return counted.Count >= Limits.MailKept || counted.Count(row => row.Number("Kind") == (int)mail.Kind && row.Text("Name") == mail.Name) >= Limits.SignalsKept
            ? null
            : new(kept.Count > 0 ? kept.Min(row => row.Number("Ordinal")) : last + 1, MailCounts.Of(counted.Select(row => row.Text("Name"))));
    }

    private Task<TableEntity?> MarkerAsync(MailRow mail) => account.Runs.FindAsync(RowKeys.Run(mail.RunId), RowKeys.MailId(mail.Id));

    private async Task<TableEntity?> AnsweredAsync(MailRow mail)
    {
        var at = mail.Name.IndexOf('@', StringComparison.Ordinal);
        return await account.Runs.FindAsync(RowKeys.Run(mail.RunId), RowKeys.Wait(mail.Name[..at], mail.Name[(at + 1)..])).ConfigureAwait(false);
    }

    private sealed record Outcome(MailResult Result);

    /// <summary>What a mailbox says of the room in it.</summary>
    /// <param name="Floor">The first message that may be unused.</param>
    /// <param name="Counts">Bounds of how many are.</param>
    private sealed record Room(int Floor, MailCounts Counts)
    {
        public static Room Of(TableEntity? mailbox) =>
            mailbox is null ? new(1, MailCounts.Empty) : new(mailbox.Number(MailRows.Floor), new(mailbox.GetBinary(MailRows.Counts)));
    }
}
