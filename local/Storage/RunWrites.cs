using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>What is written about runs, inside the writer's transaction.</summary>
internal static class RunWrites
{
    /// <summary>All of the write, or nothing when another run holds its start.</summary>
    public static JournalResult Write(Session session, JournalWrite write)
    {
        if (write.Start is { } start && HolderOf(session, start) is { } holder && holder.RunId != start.RunId)
        {
            return new(holder);
        }

        if (write.Run is { } run)
        {
            RunRows.Put(session, run);
        }

        if (write.Variables is { Hash: { } hash, Values: var values })
        {
            session[VariableSql.PutSet].Bind(hash).Bind(values.GetRawText()).Execute();
        }

        foreach (var segment in write.Segments)
        {
            Put(session, segment);
        }

        foreach (var change in write.State)
        {
            SqliteStateStore.Apply(session, change);
        }

        foreach (var payload in write.Payloads)
        {
            session[RunSql.PutPayload].Bind(payload.Family).Bind(payload.Hash).Bind(payload.Content).Execute();
        }

        if (write.Snapshot is { } snapshot)
        {
            session[RunSql.PutSnapshot].Bind(snapshot.RunId).Bind(snapshot.Ordinal).Bind(snapshot.Content).Execute();
        }

        MailWrites.Write(session, write);
        return default;
    }

    /// <summary>An ended run, and what its family shares when it is the last member. What is left of a large one goes with the next sweep.</summary>
    public static bool Delete(Session session, string runId)
    {
        if (session[RunSql.GetRun].Bind(runId).First(RunRows.Run) is not { HasEnded: true } run)
        {
            return false;
        }

        var removal = new Removal(session);
        removal.Begin(run);
        removal.GoOn();
        return true;
    }

    /// <summary>Payloads of a family without a run; what is left of many goes with the next sweep.</summary>
    public static bool DropPayloads(Session session, string family)
    {
        var removal = new Removal(session);
        return !removal.BeginFamily(family) || removal.GoOn();
    }

    /// <summary>Payloads that a process wrote for a start and died before it. Done when the file is opened: then nothing is being started.</summary>
    public static void DropOrphans(Session session)
    {
        var families = session[RunSql.NewFamiliesWithoutRun].All(static row => row.Text(0));
        if (families.Count == 0)
        {
            return;
        }

        session["BEGIN IMMEDIATE"].Execute();
        var removal = new Removal(session);
        families.ForEach(family => removal.BeginFamily(family));
        removal.GoOn();
        session["COMMIT"].Execute();
    }

    /// <summary>Takes the key; gives who held it before, or null.</summary>
    private static StartRow? HolderOf(Session session, StartRow start) =>
        session[RunSql.PutStart].Bind(start.Key).Bind(start.BodyHash).Bind(start.RunId).Bind(start.At).Execute() > 0
            ? null
            : session[RunSql.GetStart].Bind(start.Key).First(RunRows.Start);

    private static void Put(Session session, SegmentRow segment)
    {
        var isNew = session[RunSql.PutSegment]
            .Bind(segment.RunId).Bind(segment.Ordinal).Bind(segment.FirstSequence).Bind(segment.LastSequence).Bind(segment.Content).Execute() > 0;
        if (isNew)
        {
            return;
        }

        // The same write again, after an answer that was lost.
        var isSame = session[RunSql.IsSegment].Bind(segment.RunId).Bind(segment.Ordinal)
            .Bind(segment.FirstSequence).Bind(segment.LastSequence).Bind(segment.Content).First(static row => row.Number(0)) == 1;
        if (!isSame)
        {
            throw new StoreFault($"Run {segment.RunId} has another segment {segment.Ordinal}.") { IsTaken = true };
        }
    }
}
