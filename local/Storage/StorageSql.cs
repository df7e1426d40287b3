namespace FlowForge.Local.Storage;

/// <summary>The statements that measure the store.</summary>
internal static class StorageSql
{
    public const string PageSize = "PRAGMA page_size";

    public const string Pages = "PRAGMA page_count";

    public const string FreePages = "PRAGMA freelist_count";

    public const string Runs = "SELECT workflow, count(*) FROM runs GROUP BY workflow";

    /// <summary>A piece of the table at a time: workflow, bytes, and the row it ends with.</summary>
    public const string Frames =
        """
        SELECT r.workflow, sum(s.bytes), max(s.row) FROM (
            SELECT rowid AS row, run, length(content) AS bytes FROM segments WHERE rowid > ? ORDER BY rowid LIMIT ?) AS s
        LEFT JOIN runs AS r ON r.id = s.run GROUP BY r.workflow
        """;

    /// <inheritdoc cref="Frames"/>
    public const string Payloads =
        """
        SELECT r.workflow, sum(p.bytes), max(p.row) FROM (
            SELECT rowid AS row, family, length(content) AS bytes FROM payloads WHERE rowid > ? ORDER BY rowid LIMIT ?) AS p
        LEFT JOIN runs AS r ON r.id = p.family GROUP BY r.workflow
        """;

    public const string Documents = "SELECT count(*), coalesce(sum(length(document)), 0) FROM documents";

    public const string Leftovers = "SELECT count(*) FROM removals WHERE kind = 0";
}
