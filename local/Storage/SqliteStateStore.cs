using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Local.Storage;

/// <summary>What workflows keep between their runs, a row for each key.</summary>
public sealed class SqliteStateStore(SqliteDatabase database) : IStateStore
{
    /// <inheritdoc/>
    public ValueTask<OrderedDictionary<string, JsonElement>> ReadAsync(string workflowId, StateScope scope, CancellationToken cancellation) =>
        database.ReadAsync((workflowId, Scope: scope.NodeId ?? ""), static (session, of) => new OrderedDictionary<string, JsonElement>(
            session[StateSql.Read].Bind(of.workflowId).Bind(of.Scope).All(static row => KeyValuePair.Create(row.Text(0), JsonElement.Parse(row.Text(1)))),
            StringComparer.Ordinal), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StateScope>> ScopesAsync(string workflowId, CancellationToken cancellation) =>
        database.ReadAsync<string, IReadOnlyList<StateScope>>(workflowId, static (session, of) =>
            session[StateSql.Scopes].Bind(of).All(static row => new StateScope(row.Text(0) is { Length: > 0 } node ? node : null)), cancellation);

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string workflowId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return await database.WriteAsync(session => session[StateSql.Delete].Bind(workflowId).Execute() > 0).ConfigureAwait(false);
    }

    /// <summary>Makes the changes of a node run, unless they were made before; inside the writer's transaction.</summary>
    internal static void Apply(Session session, StateWrite write)
    {
        if (session[StateSql.PutStamp].Bind(write.RunId).Bind(write.NodeId).Bind(write.Iteration).Execute() == 0)
        {
            return;
        }

        foreach (var change in write.Changes)
        {
            var scope = change.Scope.NodeId ?? "";
            foreach (var key in change.Removed)
            {
                session[StateSql.Remove].Bind(write.WorkflowId).Bind(scope).Bind(key).Execute();
            }

            foreach (var (key, value) in change.Set)
            {
                session[StateSql.Put].Bind(write.WorkflowId).Bind(scope).Bind(key).Bind(value.GetRawText()).Execute();
            }
        }
    }
}
