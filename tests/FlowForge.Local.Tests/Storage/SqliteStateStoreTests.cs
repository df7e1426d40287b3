using FlowForge.Contracts.State;
using FlowForge.Core.Ports;
using FlowForge.Local.Storage;

namespace FlowForge.Local.Tests.Storage;

public sealed class SqliteStateStoreTests : StateStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase? _database;

    public void Dispose()
    {
        _database?.Dispose();
        _folder.Dispose();
    }

    protected override (IRunStore Runs, IStateStore State) CreateStore()
    {
        _database = SqliteDatabase.Open(_folder["flowforge.db"], TimeProvider.System);
        return (new SqliteRunStore(_database), new SqliteStateStore(_database));
    }
}
