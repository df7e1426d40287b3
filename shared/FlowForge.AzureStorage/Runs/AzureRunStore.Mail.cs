using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Mail;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Runs;

/// <content>Mailboxes and waits.</content>
public sealed partial class AzureRunStore
{
    /// <inheritdoc/>
    public ValueTask<MailResult> PostAsync(MailRow mail, DateTimeOffset now) =>
        AzureCalls.RunAsync(() => _turns.TakeAsync(mail.RunId, () => _mailboxes.PostAsync(mail, now)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<MailRow>> ReadMailAsync(string runId, int after, int limit, CancellationToken cancellation) =>
        AzureCalls.RunAsync<IReadOnlyList<MailRow>>(async () =>
        {
            var filter = $"{RowKeys.Under(RowKeys.Run(runId), "mail")} and RowKey gt '{RowKeys.Mail(after)}'";
            var rows = await _account.Runs.QueryAsync(filter, limit, cancellation: cancellation).ConfigureAwait(false);
            return await Many.ReadAsync(rows, RunReads.AtOnce, row => MailRows.MailAsync(runId, row, _rows.Contents, cancellation)).ConfigureAwait(false);
        }, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> RunsWithMailAsync(CancellationToken cancellation) => AzureCalls.RunAsync<IReadOnlyList<string>>(async () =>
    {
        var heads = await OpenAsync(cancellation).ConfigureAwait(false);
        return [.. heads.Where(head => head.Mailbox is { } box && box.Number(MailRows.Taken) < box.Number(MailRows.Last)).Select(head => head.Run.Id)];
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> ExpireWaitAsync(WaitKey wait) =>
        AzureCalls.RunAsync(() => _turns.TakeAsync(wait.RunId, () => _waits.ExpireAsync(wait)));

    /// <inheritdoc/>
    public ValueTask<WaitRow?> GetWaitAsync(WaitKey wait, CancellationToken cancellation) =>
        AzureCalls.RunAsync(() => _waits.FindAsync(wait, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WaitRow>> OpenWaitsAsync(CancellationToken cancellation) => AzureCalls.RunAsync<IReadOnlyList<WaitRow>>(async () =>
    {
        var heads = await OpenAsync(cancellation).ConfigureAwait(false);
        var waits = await Many.ReadAsync(heads, RunReads.AtOnce, head => _waits.OpenAsync(head.Run.Id, cancellation)).ConfigureAwait(false);
        return [.. waits.SelectMany(rows => rows)];
    }, cancellation);
}
