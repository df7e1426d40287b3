using FlowForge.Local.Storage;

namespace FlowForge.Local.Tests.Storage;

public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(3_000)]
    public async Task Write_ProcessIsKilled_AllThatWasAnsweredIsThere(int answers)
    {
        var file = _folder["flowforge.db"];
        var answered = new List<string>();
        using (var writer = SecondProcess.Start("write", file))
        {
            while (answered.Count < answers)
            {
                answered.Add((await writer.ReadLineAsync())!);
            }

            await writer.KillAsync();
        }

        await using var database = SqliteDatabase.Open(file, TimeProvider.System);
        var runs = new SqliteRunStore(database);
        foreach (var id in answered)
        {
            Assert.Equal(Samples.Run(id), await runs.GetRunAsync(id, default));
            Assert.Equal(1_000, Assert.Single(await runs.ReadSegmentsAsync(id, 0, 9, default)).Content.Length);
        }
    }
}
