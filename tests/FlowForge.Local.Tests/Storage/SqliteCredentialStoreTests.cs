using FlowForge.Contracts.Credentials;
using FlowForge.Core.Ports;
using FlowForge.Local.Storage;

namespace FlowForge.Local.Tests.Storage;

public sealed class SqliteCredentialStoreTests : CredentialStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase? _database;

    public void Dispose()
    {
        _database?.Dispose();
        _folder.Dispose();
    }

    protected override ICredentialStore CreateStore() => new SqliteCredentialStore(_database = SqliteDatabase.Open(_folder["flowforge.db"], TimeProvider.System));
}

public sealed class SqliteAuditLogTests : AuditLogContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase? _database;

    public void Dispose()
    {
        _database?.Dispose();
        _folder.Dispose();
    }

    protected override IAuditLog CreateStore() => new SqliteAuditLog(_database = SqliteDatabase.Open(_folder["flowforge.db"], TimeProvider.System));
}
