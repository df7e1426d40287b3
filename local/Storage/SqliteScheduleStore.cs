using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>Where schedules stand, in the database.</summary>
public sealed class SqliteScheduleStore(SqliteDatabase database) : IScheduleStore
{
    private const string All = "SELECT workflow, node, definition, through, last, run, failure FROM schedules ORDER BY workflow, node";

    private const string Put = "INSERT OR REPLACE INTO schedules (workflow, node, definition, through, last, run, failure) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private const string Delete = "DELETE FROM schedules WHERE workflow = ? AND node = ?";

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ScheduleRow>> ReadAsync(CancellationToken cancellation) =>
        database.ReadAsync<object?, IReadOnlyList<ScheduleRow>>(null, static (session, _) => session[All].All(Row), cancellation);

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IReadOnlyList<ScheduleRow> put, IReadOnlyList<TriggerId> delete) =>
        await database.WriteAsync(session => Write(session, put, delete)).ConfigureAwait(false);

    private static bool Write(Session session, IReadOnlyList<ScheduleRow> put, IReadOnlyList<TriggerId> delete)
    {
        foreach (var trigger in delete)
        {
            session[Delete].Bind(trigger.WorkflowId).Bind(trigger.NodeId).Execute();
        }

        foreach (var row in put)
        {
            session[Put].Bind(row.Trigger.WorkflowId).Bind(row.Trigger.NodeId).Bind(row.Definition).Bind(row.Through)
                .Bind(row.Last?.At).Bind(row.Last?.RunId).Bind(RunRows.FailureText(row.Last?.Failure)).Execute();
        }

        return true;
    }

    private static ScheduleRow Row(Statement row) => new(
        new(row.Text(0), row.Text(1)), row.Text(2), row.Time(3),
        row.IsNull(4) ? null : new(row.Time(4), row.TextOrNull(5), RunRows.ReadFailure(row.TextOrNull(6))));
}
