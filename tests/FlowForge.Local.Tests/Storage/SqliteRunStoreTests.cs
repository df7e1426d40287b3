using FlowForge.Contracts.Runs;
using FlowForge.Core.Ports;
using FlowForge.Local.Storage;

namespace FlowForge.Local.Tests.Storage;

public sealed class SqliteRunStoreTests : RunStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase? _database;

    public void Dispose()
    {
        _database?.Dispose();
        _folder.Dispose();
    }

    protected override IRunStore CreateStore() =>
        new SqliteRunStore(_database = SqliteDatabase.Open(_folder["flowforge.db"], TimeProvider.System));
}
