namespace FlowForge.Local.Storage;

/// <summary>The statements about runs. Parameters are bound in the order in which they stand.</summary>
internal static class RunSql
{
    public const string Columns =
        "id, workflow, status, started, ended, version, hash, trigger, mode, failure, output, forked_from, fork_of, name, variables, expires, "
        + "resume_key, caller, call";

    public const string PutRun =
        $"""
        INSERT INTO runs ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET workflow = excluded.workflow, status = excluded.status, started = excluded.started,
            ended = excluded.ended, version = excluded.version, hash = excluded.hash, trigger = excluded.trigger, mode = excluded.mode,
            failure = excluded.failure, output = excluded.output, forked_from = excluded.forked_from, fork_of = excluded.fork_of,
            name = excluded.name, variables = excluded.variables, expires = excluded.expires,
            resume_key = excluded.resume_key, caller = excluded.caller, call = excluded.call
        """;

    public const string GetRun = $"SELECT {Columns} FROM runs WHERE id = ?";

    /// <summary>
    /// States up to <c>Paused</c>; the range is spelt as the partial index spells it. The index is named, for the planner would rather read all
    /// runs there ever were, in the order of their ids, than sort the few open ones.
    /// </summary>
    public const string OpenRuns = $"SELECT {Columns} FROM runs INDEXED BY runs_open WHERE status < 4 ORDER BY id";

    public const string PutSegment = "INSERT INTO segments (run, ordinal, first, last, content) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    public const string IsSegment = "SELECT 1 FROM segments WHERE run = ? AND ordinal = ? AND first = ? AND last = ? AND content = ?";

    public const string Segments = "SELECT run, ordinal, first, last, content FROM segments WHERE run = ? AND ordinal >= ? ORDER BY ordinal LIMIT ?";

    public const string FirstSegment = "SELECT rowid, length(content) FROM segments WHERE run = ? AND ordinal = 0";

    /// <summary>Chosen and sorted by number first, so that contents are not sorted along.</summary>
    public const string SegmentsAfter =
        """
        SELECT s.run, s.ordinal, s.first, s.last, s.content
        FROM (SELECT rowid AS row FROM segments WHERE run = ? AND last > ? ORDER BY first, ordinal LIMIT ?) AS chosen
        JOIN segments AS s ON s.rowid = chosen.row ORDER BY s.first, s.ordinal
        """;

    public const string SegmentsHolding =
        "SELECT run, ordinal, first, last, content FROM segments WHERE run = ? AND first <= ? AND last >= ? ORDER BY ordinal";

    public const string PutSnapshot =
        """
        INSERT INTO snapshots (run, ordinal, content) VALUES (?, ?, ?)
        ON CONFLICT (run) DO UPDATE SET ordinal = excluded.ordinal, content = excluded.content
        """;

    public const string GetSnapshot = "SELECT run, ordinal, content FROM snapshots WHERE run = ?";

    public const string PutPayload = "INSERT INTO payloads (family, hash, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    public const string GetPayload = "SELECT content FROM payloads WHERE family = ? AND hash = ?";

    public const string PutStart = "INSERT INTO starts (key, body, run, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";

    public const string GetStart = "SELECT key, body, run, at FROM starts WHERE key = ?";

    /// <summary>Keys that no repeat can come for any more; done when the file is opened.</summary>
    public const string DeleteStarts = "DELETE FROM starts WHERE at < ?";

    public const string DeleteRun = "DELETE FROM runs WHERE id = ?";

    public const string DeleteSnapshot = "DELETE FROM snapshots WHERE run = ?";

    public const string HasFamily = "SELECT 1 FROM runs WHERE id = ? UNION ALL SELECT 1 FROM runs WHERE fork_of = ? LIMIT 1";
}
