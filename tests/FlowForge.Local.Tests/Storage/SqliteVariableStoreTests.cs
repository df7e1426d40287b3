using System.Text.Json;
using FlowForge.Contracts.Variables;
using FlowForge.Core.Ports;
using FlowForge.Local.Storage;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Local.Tests.Storage;

public sealed class SqliteVariableStoreTests : VariableStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Noon);
    private SqliteDatabase? _database;
    private SqliteVariableStore? _variables;

    public void Dispose()
    {
        _variables?.Dispose();
        _database?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Current_AfterTheFileWasClosed_IsWhatWasSet()
    {
        await Store.SetAsync("a", JsonElement.Parse("[1]"), WriteCondition.None, default);
        var before = await Store.CurrentAsync(default);
        _database!.Dispose();
        using var database = SqliteDatabase.Open(_folder["flowforge.db"], _clock);
        using var again = new SqliteVariableStore(database, _clock);

        Assert.Equal(before, await again.CurrentAsync(default));
        Assert.Equal("[1]", (await again.GetAsync("a", default))!.Value.GetRawText());
    }

    [Fact]
    public async Task Current_AfterAChangeWhoseAnswerWasLost_IsWhatIsInTheFile()
    {
        var isBroken = false;
        await using var database = SqliteDatabase.Open(_folder["points.db"], _clock, new()
        {
            Points = new() { AfterCommit = () => _ = isBroken ? throw new IOException("struck") : 0 },
        });
        using var variables = new SqliteVariableStore(database, _clock);
        Assert.Null((await variables.CurrentAsync(default)).Hash);
        isBroken = true;
        await Assert.ThrowsAsync<StoreFault>(async () => await variables.SetAsync("a", JsonElement.Parse("1"), WriteCondition.None, default));
        isBroken = false;

        Assert.Equal("""{"a":1}""", (await variables.CurrentAsync(default)).Values.GetRawText());
    }

    protected override IVariableStore CreateStore()
    {
        _database = SqliteDatabase.Open(_folder["flowforge.db"], _clock);
        return _variables = new(_database, _clock);
    }
}
