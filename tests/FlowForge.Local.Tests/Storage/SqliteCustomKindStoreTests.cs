using FlowForge.Contracts.Kinds;
using FlowForge.Core.Ports;
using FlowForge.Local.Storage;

namespace FlowForge.Local.Tests.Storage;

public sealed class SqliteCustomKindStoreTests : CustomKindStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase? _database;

    public void Dispose()
    {
        _database?.Dispose();
        _folder.Dispose();
    }

    protected override ICustomKindStore CreateStore() => new SqliteCustomKindStore(_database = SqliteDatabase.Open(_folder["flowforge.db"], TimeProvider.System));
}
