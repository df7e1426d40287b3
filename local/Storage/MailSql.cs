using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>The statements about mailboxes and waits. Parameters are bound in the order in which they stand.</summary>
internal static class MailSql
{
    private const string WaitColumns = "run, node, iteration, number, mode, until, signal, message, state";

    public const string StatusOfRun = "SELECT status FROM runs WHERE id = ?";

    public const string HasMail = "SELECT 1 FROM mail WHERE run = ? AND id = ?";

    /// <summary>Whether too much is unread; spelt as the partial index spells it.</summary>
    public static readonly string IsFull =
        $"""
        SELECT 1 WHERE (SELECT count(*) FROM mail WHERE run = ? AND state < 2 AND kind <> {(int)MailKind.ChildEnded}) >= {Limits.MailKept}
            OR (SELECT count(*) FROM mail WHERE run = ? AND kind = ? AND name = ? AND state < 2) >= {Limits.SignalsKept}
        """;

    public const string PutMail =
        """
        INSERT INTO mail (run, ordinal, id, kind, name, content, at, state)
        SELECT r.id, coalesce((SELECT max(ordinal) FROM mail WHERE run = r.id), 0) + 1, ?, ?, ?, ?, ?, 0 FROM runs AS r WHERE r.id = ?
        ON CONFLICT DO NOTHING
        """;

    public const string Mail = "SELECT run, ordinal, id, kind, name, content, at FROM mail WHERE run = ? AND ordinal > ? ORDER BY ordinal LIMIT ?";

    public const string RunsWithMail =
        "SELECT DISTINCT m.run FROM mail AS m INDEXED BY mail_new JOIN runs AS r ON r.id = m.run WHERE m.state = 0 AND r.status < 4";

    public const string TakeMail = "UPDATE mail SET state = 1 WHERE run = ? AND ordinal <= ? AND state = 0";

    public const string UseMail = "UPDATE mail SET state = 2, content = NULL WHERE run = ? AND ordinal = ?";

    public const string PutWait =
        $"""
        INSERT INTO waits ({WaitColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (run, node, iteration) DO UPDATE SET number = excluded.number, mode = excluded.mode, until = excluded.until,
            signal = excluded.signal, message = excluded.message, state = excluded.state
        """;

    public const string GetWait = $"SELECT {WaitColumns} FROM waits WHERE run = ? AND node = ? AND iteration = ?";

    /// <summary>The open ones; the index is named, for all others are over and many.</summary>
    public const string OpenWaits = $"SELECT {WaitColumns} FROM waits INDEXED BY waits_open WHERE state = 0 ORDER BY run";

    public const string SetWaitState = "UPDATE waits SET state = ? WHERE run = ? AND node = ? AND iteration = ? AND state = 0";

    public const string DeleteWait = "DELETE FROM waits WHERE run = ? AND node = ? AND iteration = ?";
}
