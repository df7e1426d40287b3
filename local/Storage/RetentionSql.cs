namespace FlowForge.Local.Storage;

/// <summary>The statements of retention. Parameters are bound in the order in which they stand.</summary>
internal static class RetentionSql
{
    /// <summary>Runs whose own workflow says how long they are kept, by the moment they expire; spelt as the partial index spells it.</summary>
    public const string ExpiredByThemselves =
        """
        SELECT id, fork_of, expires FROM runs INDEXED BY runs_expire
        WHERE expires IS NOT NULL AND expires <= ? AND (expires, id) > (?, ?) ORDER BY expires, id LIMIT ?
        """;

    /// <summary>The others, by the moment they ended.</summary>
    public const string EndedBefore =
        """
        SELECT id, fork_of, ended FROM runs INDEXED BY runs_ended
        WHERE ended IS NOT NULL AND expires IS NULL AND ended <= ? AND (ended, id) > (?, ?) ORDER BY ended, id LIMIT ?
        """;

    public const string Members = $"SELECT {RunSql.Columns} FROM runs WHERE id = ? UNION ALL SELECT {RunSql.Columns} FROM runs WHERE fork_of = ?";

    public const string Note = "INSERT INTO removals (kind, id, workflow) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    public const string Noted = "SELECT kind, id, workflow FROM removals LIMIT 1";

    public const string Forget = "DELETE FROM removals WHERE kind = ? AND id = ? AND workflow = ?";

    public const string Segments = "SELECT rowid, length(content) FROM segments WHERE run = ? LIMIT ?";

    public const string DeleteSegment = "DELETE FROM segments WHERE rowid = ?";

    public const string Payloads = "SELECT rowid, length(content) FROM payloads WHERE family = ? LIMIT ?";

    public const string DeletePayload = "DELETE FROM payloads WHERE rowid = ?";

    public const string Mail = "SELECT rowid, length(content) FROM mail WHERE run = ? LIMIT ?";

    public const string DeleteMail = "DELETE FROM mail WHERE rowid = ?";

    public const string DeleteStamps =
        """
        DELETE FROM state_stamps WHERE run = ? AND (node, iteration) IN (SELECT node, iteration FROM state_stamps WHERE run = ? LIMIT ?)
        """;

    public const string DeleteWaits =
        "DELETE FROM waits WHERE run = ? AND (node, iteration) IN (SELECT node, iteration FROM waits WHERE run = ? LIMIT ?)";

    public const string DeleteVariableSets =
        """
        DELETE FROM variable_sets WHERE rowid IN (
            SELECT s.rowid FROM variable_sets AS s WHERE NOT EXISTS (SELECT 1 FROM runs AS r WHERE r.variables = s.hash) LIMIT ?)
        """;

    /// <summary>A document that no version is, and no run: of an unsaved one all runs are looked up, of others those of its workflow.</summary>
    public const string DeleteDocument =
        """
        DELETE FROM documents WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM versions WHERE versions.hash = documents.hash)
            AND NOT EXISTS (SELECT 1 FROM runs WHERE version = 0 AND runs.hash = documents.hash)
            AND NOT EXISTS (SELECT 1 FROM runs WHERE workflow = ? AND runs.hash = documents.hash)
        """;
}
