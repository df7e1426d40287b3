using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>Changes of workflows, inside the writer's transaction: what they compare with cannot change under them.</summary>
internal static class WorkflowWrites
{
    public static SaveResult Save(Session session, WorkflowSave save, string? expectedETag, DateTimeOffset now)
    {
        var present = WorkflowRows.Find(session, save.Id);
        if (present?.ETag != expectedETag)
        {
            return new SaveResult.Conflict(present);
        }

        var version = (present?.Version ?? 0) + 1;
        session[WorkflowSql.PutDocument].Bind(save.Hash).Bind(save.Document).Execute();
        session[WorkflowSql.PutVersion].Bind(save.Id).Bind(version).Bind(save.Hash).Bind(now).Execute();
        session[WorkflowSql.PutWorkflow].Bind(save.Id).Bind(save.Name).Bind(version).Bind(NextChange(session)).Execute();
        return new SaveResult.Saved(WorkflowRows.Find(session, save.Id)!);
    }

    public static StoredWorkflow? Publish(Session session, string id, int? version)
    {
        if (version is not null && session[WorkflowSql.GetVersion].Bind(id).Bind(version).First(WorkflowRows.Version) is null)
        {
            return null;
        }

        session[WorkflowSql.Publish].Bind(version).Bind(id).Execute();
        return WorkflowRows.Find(session, id);
    }

    public static SaveResult Delete(Session session, string id, string expectedETag)
    {
        var present = WorkflowRows.Find(session, id);
        if (present is null || present.ETag != expectedETag)
        {
            return new SaveResult.Conflict(present);
        }

        // Documents stay by their hash for as long as runs have them.
        session[WorkflowSql.NoteDocuments].Bind(id).Execute();
        session[WorkflowSql.DeleteWorkflow].Bind(id).Execute();
        session[WorkflowSql.DeleteVersions].Bind(id).Execute();
        return new SaveResult.Saved(present);
    }

    private static long NextChange(Session session) => session[WorkflowSql.NextChange].First(static row => row.Number(0));
}
