using System.Globalization;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>The audit log in the database; rows are numbered in the order in which they were written, and never changed.</summary>
public sealed class SqliteAuditLog(SqliteDatabase database) : IAuditLog
{
    private const string Columns = "SELECT number, at, actor, action, subject, detail FROM audit";
    private const string Newest = $"{Columns} WHERE number < ? ORDER BY number DESC LIMIT ?";
    private const string OfSubject = $"{Columns} WHERE subject = ? AND number < ? ORDER BY number DESC LIMIT ?";
    private const string Add = "INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)";

    /// <inheritdoc/>
    public async ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellation) =>
        await database.WriteAsync(session => session[Add]
            .Bind(entry.At).Bind(entry.Actor).Bind(entry.Action).Bind(entry.Subject).Bind(entry.Detail).Execute()).WaitAsync(cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<Page<AuditEntry>> ListAsync(int limit, string? after, string? subject, CancellationToken cancellation)
    {
        var before = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : long.MaxValue;
        var page = await database.ReadAsync((subject, before, Limit: Math.Clamp(limit, 1, Limits.ListMost)), static (session, of) =>
        {
            var statement = of.subject is null ? session[Newest] : session[OfSubject].Bind(of.subject);
            return Paging.Cut(
                statement.Bind(of.before).Bind(of.Limit + 1).All(Row), of.Limit, static row => row.Number.ToString(CultureInfo.InvariantCulture));
        }, cancellation).ConfigureAwait(false);
        return new([.. page.Items.Select(row => row.Entry)], page.Next);
    }

    private static (long Number, AuditEntry Entry) Row(Statement row) =>
        (row.Number(0), new(row.Time(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5)));
}
