using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Workflows;

public abstract partial class WorkflowStoreContract
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task List_PageAfterPage_GivesEachWorkflowOnceById(int limit)
    {
        foreach (var id in (string[])["b", "B", "_", "a", "-"])
        {
            await SavedAsync(id, id, null);
        }

        var seen = await AllAsync(after => Store.ListAsync(limit, after, default), limit);

        Assert.Equal(["-", "B", "_", "a", "b"], seen.Select(static row => row.Id));
        Assert.All(seen, static row => Assert.Equal(row.Id, row.Document));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task ListVersions_PageAfterPage_GivesNewestFirstWithoutText(int limit)
    {
        string? etag = null;
        for (var version = 1; version <= 12; version++)
        {
            etag = (await SavedAsync("a", $"{version}", etag)).ETag;
        }

        var seen = await AllAsync(after => Store.ListVersionsAsync("a", limit, after, default), limit);

        Assert.Equal(Enumerable.Range(1, 12).Reverse(), seen.Select(static row => row.Version));
        Assert.All(seen, static row => Assert.Equal(("", $"hash of {row.Version}"), (row.Document, row.Hash)));
        Assert.Empty((await Store.ListVersionsAsync("b", limit, null, default)).Items);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("🙂' OR 1=1 --")]
    public async Task List_GarbageCursor_GivesAPageAndNoFault(string cursor)
    {
        await SavedAsync("a", "1", null);

        Assert.InRange((await Store.ListAsync(9, cursor, default)).Items.Count, 0, 1);
        Assert.InRange((await Store.ListVersionsAsync("a", 9, cursor, default)).Items.Count, 0, 1);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(int.MaxValue, 3)]
    public async Task List_LimitOutOfRange_IsBroughtIntoIt(int limit, int rows)
    {
        foreach (var id in (string[])["a", "b", "c"])
        {
            await SavedAsync(id, id, null);
        }

        Assert.Equal(rows, (await Store.ListAsync(limit, null, default)).Items.Count);
    }

    private static async Task<List<T>> AllAsync<T>(Func<string?, ValueTask<Page<T>>> read, int limit)
    {
        var (seen, after) = (new List<T>(), (string?)null);
        do
        {
            var page = await read(after);
            Assert.InRange(page.Items.Count, 1, limit);
            seen.AddRange(page.Items);
            after = page.Next;
            Assert.True(after is null || Uri.EscapeDataString(after) == after);
        }
        while (after is not null);
        return seen;
    }
}
