using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>Rows about mailboxes and waits, to and fro.</summary>
internal static class MailRows
{
    public static MailRow Mail(Statement row) =>
        new(row.Text(0), row.Text(2), (MailKind)row.Number(3), row.Text(4), row.IsNull(5) ? default : row.Bytes(5), row.Time(6)) { Ordinal = (int)row.Number(1) };

    public static WaitRow Wait(Statement row) =>
        new(row.Text(0), row.Text(1), row.Text(2), (int)row.Number(3), (WaitMode)row.Number(4), row.IsNull(5) ? null : row.Time(5))
        {
            Signal = row.TextOrNull(6),
            Message = row.TextOrNull(7),
            State = (WaitState)row.Number(8),
        };

    public static WaitRow? Find(Session session, WaitKey wait) =>
        session[MailSql.GetWait].Bind(wait.RunId).Bind(wait.Node).Bind(wait.Iteration).First(Wait);

    /// <summary>Whether the run has had a message with this id.</summary>
    public static bool Has(Session session, string runId, string id) =>
        session[MailSql.HasMail].Bind(runId).Bind(id).First(static row => row.Number(0)) == 1;
}
