using FlowForge.Local.Hosting;

namespace FlowForge.Local.Storage;

/// <summary>All stores over one database file. The lock of its folder is what makes this host its owner.</summary>
internal sealed class SqliteStores : StoreSet
{
    private readonly SqliteDatabase _database;
    private readonly SqliteVariableStore _variables;

    private SqliteStores(SqliteDatabase database, SqliteVariableStore variables) => (_database, _variables) = (database, variables);

    /// <summary>The stores of a database, which they own.</summary>
    public static SqliteStores Over(SqliteDatabase database, TimeProvider clock)
    {
        var variables = new SqliteVariableStore(database, clock);
        return new(database, variables)
        {
            Runs = new SqliteRunStore(database),
            Workflows = new SqliteWorkflowStore(database, clock),
            State = new SqliteStateStore(database),
            Variables = variables,
            Credentials = new SqliteCredentialStore(database),
            CustomKinds = new SqliteCustomKindStore(database),
            Audit = new SqliteAuditLog(database),
            Tokens = new SqliteTokenStore(database),
            Schedules = new SqliteScheduleStore(database),
            Retention = new SqliteRetention(database),
            Report = new SqliteStorageReport(database),
        };
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _variables.Dispose();
        _database.Dispose();
        return ValueTask.CompletedTask;
    }
}
