using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>The tables, made by numbered steps that only go forward. The file carries FlowForge's mark, and the steps it has seen.</summary>
internal static class Schema
{
    /// <summary>"FFLO": tells our files from other SQLite files.</summary>
    internal const long ApplicationId = 0x46464C4F;

    /// <summary>Step n brings version n - 1 to n. Steps that were released are never edited.</summary>
    internal static readonly string[] Steps =
    [
        """
        CREATE TABLE runs (
            id TEXT PRIMARY KEY, workflow TEXT NOT NULL, status INTEGER NOT NULL, started INTEGER NOT NULL, ended INTEGER,
            version INTEGER NOT NULL, hash TEXT NOT NULL, trigger TEXT NOT NULL, mode TEXT NOT NULL, failure TEXT, output INTEGER,
            forked_from TEXT, fork_of TEXT) WITHOUT ROWID;
        CREATE INDEX runs_workflow ON runs (workflow, id);
        CREATE INDEX runs_open ON runs (status, id) WHERE status < 4;
        CREATE INDEX runs_unhappy ON runs (status, id) WHERE status > 4;
        CREATE INDEX runs_forks ON runs (fork_of) WHERE fork_of IS NOT NULL;
        CREATE TABLE segments (
            run TEXT NOT NULL, ordinal INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, content BLOB NOT NULL,
            PRIMARY KEY (run, ordinal));
        CREATE TABLE snapshots (run TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, content BLOB NOT NULL);
        CREATE TABLE payloads (family TEXT NOT NULL, hash TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (family, hash));
        CREATE TABLE starts (key TEXT PRIMARY KEY, body TEXT NOT NULL, run TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX starts_at ON starts (at);
        CREATE TABLE documents (hash TEXT PRIMARY KEY, document TEXT NOT NULL);
        CREATE TABLE workflows (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, version INTEGER NOT NULL, published INTEGER, etag INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE versions (
            id TEXT NOT NULL, version INTEGER NOT NULL, hash TEXT NOT NULL, saved INTEGER NOT NULL,
            PRIMARY KEY (id, version)) WITHOUT ROWID;
        CREATE TABLE workflow_changes (count INTEGER NOT NULL);
        INSERT INTO workflow_changes VALUES (0);
        """,
        """
        ALTER TABLE runs ADD COLUMN name TEXT NOT NULL DEFAULT '';
        ALTER TABLE runs ADD COLUMN variables TEXT;
        ALTER TABLE runs ADD COLUMN expires INTEGER;
        CREATE INDEX runs_variables ON runs (variables) WHERE variables IS NOT NULL;
        CREATE TABLE variables (name TEXT PRIMARY KEY, value TEXT NOT NULL, etag INTEGER NOT NULL, updated INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE variable_changes (count INTEGER NOT NULL);
        INSERT INTO variable_changes VALUES (0);
        CREATE TABLE variable_sets (hash TEXT PRIMARY KEY, content TEXT NOT NULL);
        """,

        // Mailboxes (state: 0 new, 1 taken, 2 used) and what runs wait for (state: WaitState).
        """
        ALTER TABLE runs ADD COLUMN resume_key TEXT;
        ALTER TABLE runs ADD COLUMN caller TEXT;
        ALTER TABLE runs ADD COLUMN call TEXT;
        CREATE INDEX runs_called ON runs (caller) WHERE caller IS NOT NULL;
        CREATE TABLE mail (
            run TEXT NOT NULL, ordinal INTEGER NOT NULL, id TEXT NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, content BLOB,
            at INTEGER NOT NULL, state INTEGER NOT NULL, PRIMARY KEY (run, ordinal));
        CREATE UNIQUE INDEX mail_id ON mail (run, id);
        CREATE INDEX mail_new ON mail (run) WHERE state = 0;
        CREATE INDEX mail_kept ON mail (run, kind, name) WHERE state < 2;
        CREATE TABLE waits (
            run TEXT NOT NULL, node TEXT NOT NULL, iteration TEXT NOT NULL, number INTEGER NOT NULL, mode INTEGER NOT NULL, until INTEGER,
            signal TEXT, message TEXT, state INTEGER NOT NULL, PRIMARY KEY (run, node, iteration)) WITHOUT ROWID;
        CREATE INDEX waits_open ON waits (run) WHERE state = 0;
        """,
        """
        CREATE TABLE workflow_state (
            workflow TEXT NOT NULL, scope TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (workflow, scope, key));
        CREATE TABLE state_stamps (run TEXT NOT NULL, node TEXT NOT NULL, iteration TEXT NOT NULL, PRIMARY KEY (run, node, iteration)) WITHOUT ROWID;
        """,
        """
        CREATE TABLE credentials (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, origins TEXT NOT NULL, version INTEGER NOT NULL,
            created INTEGER NOT NULL, changed INTEGER NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE audit (
            number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL);
        CREATE INDEX audit_subject ON audit (subject, number);
        """,
        """
        CREATE TABLE schedules (
            workflow TEXT NOT NULL, node TEXT NOT NULL, definition TEXT NOT NULL, through INTEGER NOT NULL, last INTEGER, run TEXT, failure TEXT,
            PRIMARY KEY (workflow, node)) WITHOUT ROWID;
        """,

        // What has expired, and what is to be deleted piece by piece (kind: RemovalKind).
        """
        CREATE INDEX runs_ended ON runs (ended, id) WHERE ended IS NOT NULL AND expires IS NULL;
        CREATE INDEX runs_expire ON runs (expires, id) WHERE expires IS NOT NULL;
        CREATE INDEX runs_unsaved ON runs (hash) WHERE version = 0;
        CREATE INDEX versions_hash ON versions (hash);
        CREATE TABLE removals (kind INTEGER NOT NULL, id TEXT NOT NULL, workflow TEXT NOT NULL, PRIMARY KEY (kind, id, workflow)) WITHOUT ROWID;
        """,

        // Covers what segments are chosen by, so that a long run's contents are not read on the way to one of them.
        "CREATE INDEX segments_sequence ON segments (run, first, ordinal, last);",
        """
        ALTER TABLE runs ADD COLUMN ticket TEXT;
        """,
        """
        ALTER TABLE runs ADD COLUMN part TEXT;
        """,
        """
        CREATE TABLE custom_kinds (
            kind TEXT NOT NULL, version INTEGER NOT NULL, definition TEXT NOT NULL, created INTEGER NOT NULL, PRIMARY KEY (kind, version)) WITHOUT ROWID;
        """,
        """
        CREATE TABLE tokens (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, role INTEGER NOT NULL, hash TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER) WITHOUT ROWID;
        """,
    ];

    /// <summary>Brings the file up to this build's version, or refuses it: a foreign file, or one that a newer build wrote.</summary>
    public static void Upgrade(Session session, string path, TimeProvider clock)
    {
        var mark = Number(session, "PRAGMA application_id");
        var tables = Number(session, "SELECT count(*) FROM sqlite_schema");
        if (mark != ApplicationId && (mark != 0 || tables != 0))
        {
            throw new StoreFault($"{path} is an SQLite file of another program, not a FlowForge store.");
        }

        if (mark == 0)
        {
            session.Run("PRAGMA journal_mode=WAL");
            session.Run($"BEGIN IMMEDIATE; PRAGMA application_id={ApplicationId}; "
                + "CREATE TABLE schema (version INTEGER PRIMARY KEY, applied INTEGER NOT NULL); COMMIT");
        }

        var version = Number(session, "SELECT coalesce(max(version), 0) FROM schema");
        if (version > Steps.Length)
        {
            throw new StoreFault(
                $"{path} was written by a newer FlowForge (schema {version}; this one reads up to {Steps.Length}). Start the newer one.");
        }

        for (var step = (int)version; step < Steps.Length; step++)
        {
            session.Run($"BEGIN IMMEDIATE; {Steps[step]} INSERT INTO schema VALUES ({step + 1}, {clock.GetUtcNow().UtcTicks}); COMMIT");
        }
    }

    private static long Number(Session session, string sql) => session[sql].First(static row => row.Number(0));
}
