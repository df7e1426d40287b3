using FlowForge.Contracts.Workflows;
using FlowForge.Core.Ports;
using FlowForge.Local.Storage;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Local.Tests.Storage;

public sealed class SqliteWorkflowStoreTests : WorkflowStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase? _database;

    public void Dispose()
    {
        _database?.Dispose();
        _folder.Dispose();
    }

    protected override IWorkflowStore CreateStore()
    {
        var clock = new FakeTimeProvider(Noon);
        _database = SqliteDatabase.Open(_folder["flowforge.db"], clock);
        return new SqliteWorkflowStore(_database, clock);
    }
}
