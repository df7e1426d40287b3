namespace FlowForge.Local.Storage;

/// <summary>The statements of the audit log. Parameters are bound in the order in which they stand; filters that are null let all pass.</summary>
internal static class AuditSql
{
    private const string Columns = "SELECT number, at, actor, action, subject, detail FROM audit";
    private const string Filters = "(?2 IS NULL OR actor = ?2) AND (?3 IS NULL OR action = ?3) AND (?4 IS NULL OR at >= ?4) AND (?5 IS NULL OR at < ?5)";

    public const string Newest = $"{Columns} WHERE number < ?1 AND {Filters} ORDER BY number DESC LIMIT ?6";

    public const string OfSubject = $"{Columns} WHERE number < ?1 AND {Filters} AND subject = ?7 ORDER BY number DESC LIMIT ?6";

    public const string Add = "INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)";

    /// <summary>The oldest come first by their numbers, so that a step reads no more than it deletes.</summary>
    public const string DeleteOld = "DELETE FROM audit WHERE number IN (SELECT number FROM (SELECT number, at FROM audit ORDER BY number LIMIT ?) WHERE at < ?)";

    public const string DeleteMore = "DELETE FROM audit WHERE number IN (SELECT number FROM audit WHERE number <= (SELECT max(number) FROM audit) - ? ORDER BY number LIMIT ?)";
}
