using System.Globalization;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>The audit log in the database; rows are numbered in the order in which they were written, and never changed.</summary>
public sealed class SqliteAuditLog(SqliteDatabase database) : IAuditLog
{
    /// <inheritdoc/>
    public async ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellation) =>
        await database.WriteAsync(session => session[AuditSql.Add]
            .Bind(entry.At).Bind(entry.Actor).Bind(entry.Action).Bind(entry.Subject).Bind(entry.Detail).Execute()).WaitAsync(cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<Page<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellation)
    {
        var before = long.TryParse(query.After, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : long.MaxValue;
        var page = await database.ReadAsync((query, before, Limit: Math.Clamp(query.Limit, 1, Limits.ListMost)), static (session, of) =>
        {
            var statement = session[of.query.Subject is null ? AuditSql.Newest : AuditSql.OfSubject]
                .Bind(of.before).Bind(of.query.Actor).Bind(of.query.Action).Bind(of.query.From).Bind(of.query.To).Bind(of.Limit + 1);
            return Paging.Cut(
                (of.query.Subject is { } subject ? statement.Bind(subject) : statement).All(Row), of.Limit, static row => row.Number.ToString(CultureInfo.InvariantCulture));
        }, cancellation).ConfigureAwait(false);
        return new([.. page.Items.Select(row => row.Entry)], page.Next);
    }

    /// <inheritdoc/>
    public async ValueTask<int> TrimAsync(DateTimeOffset before, int most, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
            session[AuditSql.DeleteOld].Bind(Limits.RetentionRows).Bind(before).Execute()
            + session[AuditSql.DeleteMore].Bind(most).Bind(Limits.RetentionRows).Execute()).WaitAsync(cancellation).ConfigureAwait(false);

    private static (long Number, AuditEntry Entry) Row(Statement row) =>
        (row.Number(0), new(row.Time(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5)));
}
