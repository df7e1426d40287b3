namespace FlowForge.Core.Ports;

/// <summary>What was changed and which credentials were used, by whom. Append-only. One contract suite (<c>AuditLogContract</c>) holds every implementation.</summary>
public interface IAuditLog
{
    /// <summary>Adds an entry; durable when the task completes.</summary>
    ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellation);

    /// <summary>Entries, newest first.</summary>
    ValueTask<Page<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellation);

    /// <summary>Forgets entries from before a moment, and the oldest of more than <paramref name="most"/>; gives how many, at most some thousands at once.</summary>
    ValueTask<int> TrimAsync(DateTimeOffset before, int most, CancellationToken cancellation);
}

/// <summary>One line of the audit log. It never holds a secret value.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who: <c>token:NAME</c>, <c>user:NAME</c>, <c>operator</c>, <c>cli</c>, <c>local</c>, <c>run:ID</c>, <c>host</c>.</param>
/// <param name="Action">What, dotted: <c>credential.created</c>, <c>credential.used</c>, <c>workflow.published</c> …</param>
/// <param name="Subject">On what: <c>credential:ID</c>, <c>workflow:ID</c>.</param>
/// <param name="Detail">One sentence more, or empty.</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action, string Subject, string Detail = "");

/// <summary>Which entries of the audit log are wanted.</summary>
/// <param name="Limit">Rows, 1 to <see cref="Limits.ListMost"/>.</param>
/// <param name="After">Cursor of a page before.</param>
/// <param name="Subject">Only of this subject, or null.</param>
public sealed record AuditQuery(int Limit, string? After = null, string? Subject = null)
{
    /// <summary>Only of this actor, or null.</summary>
    public string? Actor { get; init; }

    /// <summary>Only of this action, or null.</summary>
    public string? Action { get; init; }

    /// <summary>Only at or after this moment, or null.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only before this moment, or null.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether an entry is one of them; the cursor aside.</summary>
    public bool Includes(AuditEntry entry) =>
        (Subject is null || entry.Subject == Subject) && (Actor is null || entry.Actor == Actor) && (Action is null || entry.Action == Action)
        && !(entry.At < From) && !(entry.At >= To);
}
