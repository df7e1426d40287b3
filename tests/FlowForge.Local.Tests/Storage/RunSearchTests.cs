using FlowForge.Core.Ports;
using FlowForge.Local.Storage;

namespace FlowForge.Local.Tests.Storage;

public sealed class RunSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_TextBeyondWhatOnePageLooksAt_GoesOnWithTheNext()
    {
        await using var database = SqliteDatabase.Open(_folder["flowforge.db"], TimeProvider.System, new() { SearchRuns = 10 });
        var runs = new SqliteRunStore(database);
        foreach (var n in Enumerable.Range(10, 45))
        {
            await runs.WriteAsync(Samples.ShortRun($"r{n}", bytes: 0));
        }

        var (pages, seen, after) = (0, new List<string>(), (string?)null);
        do
        {
            var page = await runs.ListRunsAsync(new(Limit: 2, After: after, Text: "r1"), default);
            seen.AddRange(page.Items.Select(run => run.Id));
            (pages, after) = (pages + 1, page.Next);
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(10, 10).Reverse().Select(n => $"r{n}"), seen);
        Assert.InRange(pages, 8, 10);
        Assert.Empty((await runs.ListRunsAsync(new(Text: "r1"), default)).Items);
    }
}
