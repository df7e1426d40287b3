using FlowForge.Core.Ports;
using FlowForge.Local.Storage;

namespace FlowForge.Local.Tests.Storage;

public sealed class StorageLimitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_DiskIsFull_IsAFaultAndWhatFitsIsStillWritten()
    {
        await using (var database = Open(new() { MaxPages = 100 }))
        {
            var runs = new SqliteRunStore(database);
            var large = await Record.ExceptionAsync(async () => await runs.WriteAsync(Samples.ShortRun("large", 1_000_000)));
            Assert.Contains("full", Assert.IsType<StoreFault>(large).Message, StringComparison.Ordinal);
            Assert.Null(await runs.GetRunAsync("large", default));

            var writes = Enumerable.Range(0, 20).Select(n => runs.WriteAsync(Samples.ShortRun($"r{n:00}", n == 7 ? 1_000_000 : 100)).AsTask()).ToList();
            await Task.WhenAll(writes.Where((_, n) => n != 7));
            await Assert.ThrowsAsync<StoreFault>(() => writes[7]);
        }

        await using var roomier = Open(new());
        await new SqliteRunStore(roomier).WriteAsync(Samples.ShortRun("large", 1_000_000));
        Assert.Equal(20, (await new SqliteRunStore(roomier).ListRunsAsync(new(), default)).Items.Count);
    }

    [Fact]
    public async Task Write_SteadyLoad_KeepsTheLogBounded()
    {
        await using var database = Open(new() { CheckpointPages = 50 });
        var runs = new SqliteRunStore(database);
        var largest = 0L;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; n < 150; n++)
            {
                await runs.WriteAsync(Samples.ShortRun($"r{writer}-{n}", 20_000));
                largest = Math.Max(largest, new FileInfo(_folder["flowforge.db-wal"]).Length);
            }
        })));

        // 12 MB and more were written through it.
        Assert.InRange(largest, 1, 6_000_000);
    }

    private SqliteDatabase Open(DatabaseOptions options) => SqliteDatabase.Open(_folder["flowforge.db"], TimeProvider.System, options);
}
