using FlowForge.Contracts.Credentials;
using FlowForge.Core.Ports;
using FlowForge.Local.Storage;

namespace FlowForge.Local.Tests.Storage;

public sealed class SqliteTokenStoreTests : TokenStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase? _database;

    public void Dispose()
    {
        _database?.Dispose();
        _folder.Dispose();
    }

    protected override ITokenStore CreateStore() => new SqliteTokenStore(_database = SqliteDatabase.Open(_folder["flowforge.db"], TimeProvider.System));
}
