using FlowForge.Core.Execution;

namespace FlowForge.Local.Storage;

/// <summary>The statements about runs. Parameters are bound in the order in which they stand.</summary>
internal static class RunSql
{
    public const string Columns =
        "id, workflow, status, started, ended, version, hash, trigger, mode, failure, output, forked_from, fork_of, name, variables, expires, "
        + "resume_key, caller, call, ticket, part";

    public const string PutRun =
        $"""
        INSERT INTO runs ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET workflow = excluded.workflow, status = excluded.status, started = excluded.started,
            ended = excluded.ended, version = excluded.version, hash = excluded.hash, trigger = excluded.trigger, mode = excluded.mode,
            failure = excluded.failure, output = excluded.output, forked_from = excluded.forked_from, fork_of = excluded.fork_of,
            name = excluded.name, variables = excluded.variables, expires = excluded.expires,
            resume_key = excluded.resume_key, caller = excluded.caller, call = excluded.call, ticket = excluded.ticket,
            part = excluded.part
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

    /// <summary>Chosen by the index alone, so that only the contents that are wanted are read and sorted.</summary>
    public const string SegmentsAfter =
        """
        SELECT s.run, s.ordinal, s.first, s.last, s.content
        FROM (SELECT rowid AS row FROM segments WHERE run = ? AND last > ? ORDER BY first, ordinal LIMIT ?) AS chosen
        JOIN segments AS s ON s.rowid = chosen.row ORDER BY s.first, s.ordinal
        """;

    /// <summary>The index is walked down from the sequence; the segment that holds it is, almost always, among the first met.</summary>
    public const string SegmentsHolding =
        """
        SELECT s.run, s.ordinal, s.first, s.last, s.content
        FROM (SELECT rowid AS row FROM segments WHERE run = ? AND first <= ? AND last >= ? ORDER BY first DESC, ordinal DESC LIMIT ?) AS chosen
        JOIN segments AS s ON s.rowid = chosen.row ORDER BY s.first DESC, s.ordinal DESC
        """;

    public const string PutSnapshot =
        """
        INSERT INTO snapshots (run, ordinal, content) VALUES (?, ?, ?)
        ON CONFLICT (run) DO UPDATE SET ordinal = excluded.ordinal, content = excluded.content
        """;

    public const string GetSnapshot = "SELECT run, ordinal, content FROM snapshots WHERE run = ?";

    public const string PutPayload = "INSERT INTO payloads (family, hash, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    public const string GetPayload = "SELECT content FROM payloads WHERE family = ? AND hash = ?";

    /// <summary>
    /// Of the newest families that have payloads, those without a first run. Ids sort by time; each step goes to the next older family by the
    /// index, past all rows of the one before.
    /// </summary>
    public const string NewFamiliesWithoutRun =
        """
        WITH RECURSIVE families (family) AS (
            SELECT (SELECT max(family) FROM payloads)
            UNION ALL
            SELECT (SELECT max(family) FROM payloads WHERE family < families.family) FROM families WHERE families.family IS NOT NULL LIMIT 10000)
        SELECT family FROM families WHERE family IS NOT NULL AND NOT EXISTS (SELECT 1 FROM runs WHERE id = families.family)
        """;

    public const string PutStart = "INSERT INTO starts (key, body, run, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";

    public const string GetStart = "SELECT key, body, run, at FROM starts WHERE key = ?";

    /// <summary>Keys that no repeat can come for any more; done when the file is opened. The key of a called run goes with that run.</summary>
    public const string DeleteStarts = "DELETE FROM starts WHERE at < ? AND key NOT GLOB '" + StartKeys.CallPrefix + "*'";

    public const string DeleteStart = "DELETE FROM starts WHERE key = ? AND run = ?";

    public const string DeleteRun = "DELETE FROM runs WHERE id = ?";

    public const string DeleteSnapshot = "DELETE FROM snapshots WHERE run = ?";

    public const string HasFamily = "SELECT 1 FROM runs WHERE id = ? UNION ALL SELECT 1 FROM runs WHERE fork_of = ? LIMIT 1";
}
