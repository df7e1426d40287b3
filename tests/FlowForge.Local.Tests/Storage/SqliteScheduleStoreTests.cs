using FlowForge.Contracts.Schedules;
using FlowForge.Core.Ports;
using FlowForge.Local.Storage;

namespace FlowForge.Local.Tests.Storage;

public sealed class SqliteScheduleStoreTests : ScheduleStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase? _database;

    public void Dispose()
    {
        _database?.Dispose();
        _folder.Dispose();
    }

    protected override IScheduleStore CreateStore() =>
        new SqliteScheduleStore(_database = SqliteDatabase.Open(_folder["flowforge.db"], TimeProvider.System));
}
