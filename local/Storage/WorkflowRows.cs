using System.Globalization;
using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>Rows about workflows.</summary>
internal static class WorkflowRows
{
    public static StoredWorkflow Workflow(Statement row) => new(
        row.Text(0), row.Text(1), (int)row.Number(2), row.IsNull(3) ? null : (int)row.Number(3),
        row.Number(4).ToString("x", CultureInfo.InvariantCulture), row.Text(5), row.Text(6), row.Time(7));

    public static StoredVersion Version(Statement row) =>
        new(row.Text(0), (int)row.Number(1), row.Text(2), row.Text(3), row.Time(4));

    public static StoredWorkflow? Find(Session session, string id) => session[WorkflowSql.Get].Bind(id).First(Workflow);
}
