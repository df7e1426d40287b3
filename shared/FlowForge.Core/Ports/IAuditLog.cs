namespace FlowForge.Core.Ports;

/// <summary>What was changed and which credentials were used, by whom. Append-only. One contract suite (<c>AuditLogContract</c>) holds every implementation.</summary>
public interface IAuditLog
{
    /// <summary>Adds an entry; durable when the task completes.</summary>
    ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellation);

    /// <summary>Entries, newest first.</summary>
    /// <param name="limit">Rows, 1 to <see cref="Limits.ListMost"/>.</param>
    /// <param name="after">Cursor of a page before.</param>
    /// <param name="subject">Only of this subject, or null.</param>
    /// <param name="cancellation">Cancels the read.</param>
    ValueTask<Page<AuditEntry>> ListAsync(int limit, string? after, string? subject, CancellationToken cancellation);
}

/// <summary>One line of the audit log. It never holds a secret value.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who: <c>api</c>, <c>cli</c>, <c>run:ID</c>, <c>host</c>, or a person's name where the host knows it.</param>
/// <param name="Action">What, dotted: <c>credential.created</c>, <c>credential.used</c>, <c>workflow.published</c> …</param>
/// <param name="Subject">On what: <c>credential:ID</c>, <c>workflow:ID</c>.</param>
/// <param name="Detail">One sentence more, or empty.</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action, string Subject, string Detail = "");
