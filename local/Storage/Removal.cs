using FlowForge.Core;
using FlowForge.Core.Execution;
using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>What is deleted piece by piece.</summary>
internal enum RemovalKind
{
    /// <summary>All that belongs to one run.</summary>
    Run,

    /// <summary>What a family's members share.</summary>
    Family,

    /// <summary>A document, when it was the last run's that had it.</summary>
    Document,
}

/// <summary>
/// Deletes runs inside the writer's transaction. The row goes at once, and with it the run from every list; what belonged to it is noted and goes
/// in pieces, in this transaction or in later ones, so that a run of a gigabyte does not hold up the writer.
/// </summary>
internal sealed class Removal(Session session)
{
    private int _rowsLeft = Limits.RetentionRows;
    private long _bytesLeft = Limits.RetentionBytes;

    /// <summary>Rows deleted besides those of runs.</summary>
    public int Rows => Limits.RetentionRows - _rowsLeft;

    /// <summary>Bytes in them.</summary>
    public long Bytes => Limits.RetentionBytes - _bytesLeft;

    private bool IsSpent => _rowsLeft <= 0 || _bytesLeft <= 0;

    /// <summary>Takes the run's row out and notes the rest.</summary>
    public void Begin(RunRecord run)
    {
        session[RunSql.DeleteRun].Bind(run.Id).Execute();
        if (run.Caller is { } caller)
        {
            session[RunSql.DeleteStart].Bind(StartKeys.Call(caller)).Bind(run.Id).Execute();
        }

        Note(RemovalKind.Run, run.Id, "");
        Note(RemovalKind.Document, run.Hash, run.WorkflowId);
        BeginFamily(run.Family);
    }

    /// <summary>Notes what a family's members share when none is left; false when one is.</summary>
    public bool BeginFamily(string family)
    {
        if (session[RunSql.HasFamily].Bind(family).Bind(family).First(static row => row.Number(0)) != 0)
        {
            return false;
        }

        Note(RemovalKind.Family, family, "");
        return true;
    }

    /// <summary>Deletes a piece of what is noted; true when nothing is left.</summary>
    public bool GoOn()
    {
        while (session[RetentionSql.Noted].First(static row => ((RemovalKind)row.Number(0), row.Text(1), row.Text(2))) is var (kind, id, workflow) && id is not null)
        {
            if (IsSpent || !Delete(kind, id, workflow))
            {
                return false;
            }

            session[RetentionSql.Forget].Bind((long)kind).Bind(id).Bind(workflow).Execute();
        }

        return true;
    }

    /// <summary>Deletes what belongs to a thing; false when the step is spent before it is done.</summary>
    private bool Delete(RemovalKind kind, string id, string workflow)
    {
        switch (kind)
        {
            case RemovalKind.Run:
                _rowsLeft -= session[RunSql.DeleteSnapshot].Bind(id).Execute();
                return Contents(RetentionSql.Segments, RetentionSql.DeleteSegment, id) && Contents(RetentionSql.Mail, RetentionSql.DeleteMail, id)
                    && Keys(RetentionSql.DeleteStamps, id) && Keys(RetentionSql.DeleteWaits, id);
            case RemovalKind.Family:
                return Contents(RetentionSql.Payloads, RetentionSql.DeletePayload, id);
            default:
                _rowsLeft -= session[RetentionSql.DeleteDocument].Bind(id).Bind(workflow).Execute();
                return true;
        }
    }

    /// <summary>Rows whose content may be large.</summary>
    private bool Contents(string list, string delete, string id)
    {
        while (!IsSpent)
        {
            var rows = session[list].Bind(id).Bind(Math.Min(_rowsLeft, 64)).All(static row => (Row: row.Number(0), Bytes: row.Number(1)));
            foreach (var (row, bytes) in rows)
            {
                if (IsSpent)
                {
                    return false;
                }

                session[delete].Bind(row).Execute();
                _rowsLeft--;
                _bytesLeft -= bytes;
            }

            if (rows.Count == 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool Keys(string delete, string id)
    {
        if (IsSpent)
        {
            return false;
        }

        var asked = _rowsLeft;
        var deleted = session[delete].Bind(id).Bind(id).Bind(asked).Execute();
        _rowsLeft -= deleted;
        return deleted < asked;
    }

    private void Note(RemovalKind kind, string id, string workflow) =>
        session[RetentionSql.Note].Bind((long)kind).Bind(id).Bind(workflow).Execute();
}
