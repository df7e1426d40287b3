using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <content>Mailboxes and waits.</content>
public sealed partial class SqliteRunStore
{
    /// <inheritdoc/>
    public async ValueTask<MailResult> PostAsync(MailRow mail, DateTimeOffset now) =>
        await database.WriteAsync(session => MailWrites.Post(session, mail, now)).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<MailRow>> ReadMailAsync(string runId, int after, int limit, CancellationToken cancellation) =>
        database.ReadAsync<(string, int, int), IReadOnlyList<MailRow>>((runId, after, limit), static (session, of) =>
            session[MailSql.Mail].Bind(of.Item1).Bind(of.Item2).Bind(of.Item3).All(MailRows.Mail), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> RunsWithMailAsync(CancellationToken cancellation) =>
        database.ReadAsync<object?, IReadOnlyList<string>>(
            null, static (session, _) => session[MailSql.RunsWithMail].All(static row => row.Text(0)), cancellation);

    /// <inheritdoc/>
    public async ValueTask<bool> ExpireWaitAsync(WaitKey wait) =>
        await database.WriteAsync(session => MailWrites.Expire(session, wait)).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<WaitRow?> GetWaitAsync(WaitKey wait, CancellationToken cancellation) =>
        database.ReadAsync(wait, MailRows.Find, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WaitRow>> OpenWaitsAsync(CancellationToken cancellation) =>
        database.ReadAsync<object?, IReadOnlyList<WaitRow>>(null, static (session, _) => session[MailSql.OpenWaits].All(MailRows.Wait), cancellation);
}
