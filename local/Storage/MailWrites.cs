using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>What is written about mailboxes and waits, inside the writer's transaction.</summary>
internal static class MailWrites
{
    /// <summary>The part of a journal's write that is about messages and waits.</summary>
    public static void Write(Session session, JournalWrite write)
    {
        foreach (var wait in write.Waits)
        {
            Put(session, wait);
        }

        foreach (var wait in write.WaitsOver)
        {
            End(session, wait);
        }

        foreach (var mail in write.Mail)
        {
            Put(session, mail);
        }

        if (write.MailTaken is { } progress)
        {
            Take(session, progress);
        }
    }

    /// <summary>A message from outside: taken only by a run that can still get it.</summary>
    public static MailResult Post(Session session, MailRow mail, DateTimeOffset now)
    {
        if (session[MailSql.StatusOfRun].Bind(mail.RunId).First(static row => new Found((RunStatus)row.Number(0))) is not { Status: var status })
        {
            return MailResult.UnknownRun;
        }

        if (MailRows.Has(session, mail.RunId, mail.Id))
        {
            return MailResult.Repeated;
        }

        var wait = mail.Kind == MailKind.Answer ? Answered(session, mail) : null;
        if (wait is { State: WaitState.Expired } || wait?.Until <= now)
        {
            return MailResult.Expired;
        }

        if (status >= RunStatus.Completed)
        {
            return MailResult.EndedRun;
        }

        if (mail.Kind != MailKind.ChildEnded && IsFull(session, mail))
        {
            return MailResult.Full;
        }

        Put(session, mail);
        if (wait is not null)
        {
            SetState(session, new(wait.RunId, wait.Node, wait.Iteration), WaitState.Answered);
        }

        return MailResult.Added;
    }

    /// <summary>Claims a wait for its deadline.</summary>
    public static bool Expire(Session session, WaitKey wait)
    {
        SetState(session, wait, WaitState.Expired);
        return MailRows.Find(session, wait) is { State: WaitState.Expired };
    }

    private static WaitRow? Answered(Session session, MailRow mail)
    {
        var at = mail.Name.IndexOf('@', StringComparison.Ordinal);
        return MailRows.Find(session, new(mail.RunId, mail.Name[..at], mail.Name[(at + 1)..]));
    }

    private static bool IsFull(Session session, MailRow mail) =>
        session[MailSql.IsFull].Bind(mail.RunId).Bind(mail.RunId).Bind((long)mail.Kind).Bind(mail.Name).First(static row => row.Number(0)) == 1;

    private static void Put(Session session, MailRow mail) => session[MailSql.PutMail]
        .Bind(mail.Id).Bind((long)mail.Kind).Bind(mail.Name).Bind(mail.Content).Bind(mail.At).Bind(mail.RunId).Execute();

    private static void Put(Session session, WaitRow wait)
    {
        var isAnswered = wait.HasAddress && MailRows.Has(session, wait.RunId, MailRow.AnswerId(wait.Node, wait.Iteration));
        session[MailSql.PutWait].Bind(wait.RunId).Bind(wait.Node).Bind(wait.Iteration).Bind(wait.Number).Bind((long)wait.Mode).Bind(wait.Until)
            .Bind(wait.Signal).Bind(wait.Message).Bind((long)(isAnswered ? WaitState.Answered : wait.State)).Execute();
    }

    private static void End(Session session, WaitKey wait)
    {
        if (MailRows.Find(session, wait) is { HasAddress: false })
        {
            session[MailSql.DeleteWait].Bind(wait.RunId).Bind(wait.Node).Bind(wait.Iteration).Execute();
        }
        else
        {
            SetState(session, wait, WaitState.Closed);
        }
    }

    private static void SetState(Session session, WaitKey wait, WaitState state) =>
        session[MailSql.SetWaitState].Bind((long)state).Bind(wait.RunId).Bind(wait.Node).Bind(wait.Iteration).Execute();

    private static void Take(Session session, MailProgress progress)
    {
        if (progress.TakenTo > 0)
        {
            session[MailSql.TakeMail].Bind(progress.RunId).Bind(progress.TakenTo).Execute();
        }

        foreach (var ordinal in progress.Used)
        {
            session[MailSql.UseMail].Bind(progress.RunId).Bind(ordinal).Execute();
        }
    }

    private sealed record Found(RunStatus Status);
}
