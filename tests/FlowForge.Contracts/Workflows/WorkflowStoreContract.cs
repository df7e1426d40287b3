using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Workflows;

/// <summary>What every <see cref="IWorkflowStore"/> does. An adapter's tests derive from this and hand in an empty store.</summary>
public abstract partial class WorkflowStoreContract : StoreContract<IWorkflowStore>
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A store whose clock stands at <see cref="Noon"/>.</summary>
    protected abstract override IWorkflowStore CreateStore();

    [Fact]
    public async Task Save_New_GivesVersionOne()
    {
        var saved = await SavedAsync("a", "{\"n\":1}", null);

        Assert.Equal(new("a", "name of a", 1, null, saved.ETag, "hash of {\"n\":1}", "{\"n\":1}", Noon), saved);
        Assert.Equal(saved, await Store.GetAsync("a", default));
        Assert.Null(await Store.GetAsync("A", default));
    }

    [Fact]
    public async Task Save_WithItsETag_GivesTheNextVersionAndKeepsTheOneBefore()
    {
        var first = await SavedAsync("a", "1", null);
        var second = await SavedAsync("a", "2", first.ETag);

        Assert.Equal((2, "2"), (second.Version, second.Document));
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equal(new("a", 1, "hash of 1", "1", Noon), await Store.GetVersionAsync("a", 1, default));
        Assert.Equal("2", (await Store.GetVersionAsync("a", 2, default))!.Document);
        Assert.Null(await Store.GetVersionAsync("a", 3, default));
    }

    [Fact]
    public async Task Save_SameDocumentAgain_IsAVersionOfItsOwn()
    {
        var first = await SavedAsync("a", "1", null);
        var second = await SavedAsync("a", "1", first.ETag);

        Assert.Equal(2, second.Version);
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equal("1", (await Store.GetVersionAsync("a", 1, default))!.Document);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ffff")]
    [InlineData("' OR 1=1 --")]
    public async Task Save_ConditionThatDoesNotHold_ChangesNothingAndGivesWhatIsThere(string? etag)
    {
        var present = await SavedAsync("a", "1", null);

        Assert.Equal(new SaveResult.Conflict(present), await Store.SaveAsync(Save("a", "2"), etag, default));
        Assert.Equal(present, await Store.GetAsync("a", default));
        Assert.Null(await Store.GetDocumentAsync("hash of 2", default));
    }

    [Fact]
    public async Task Save_ETagForNothing_IsAConflictWithNothing() =>
        Assert.Equal(new SaveResult.Conflict(null), await Store.SaveAsync(Save("a", "1"), "1", default));

    [Fact]
    public async Task Save_ManyWritersWithOneETag_OneWins()
    {
        var present = await SavedAsync("a", "0", null);

        var results = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Task.Run(async () =>
            await Store.SaveAsync(Save("a", $"{n}"), present.ETag, default))));

        var won = Assert.Single(results.OfType<SaveResult.Saved>()).Workflow;
        Assert.Equal(won, await Store.GetAsync("a", default));
        Assert.Equal(2, won.Version);
        Assert.All(results.OfType<SaveResult.Conflict>(), conflict => Assert.Equal(won, conflict.Current));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a\0b")]
    [InlineData("größe-日本-🙂")]
    [InlineData("'; DROP TABLE workflows; --")]
    public async Task Save_HostileIdAndDocument_ComeBackAsTheyAre(string id)
    {
        await SavedAsync("other", "1", null);
        var saved = await SavedAsync(id, $"{{\"text\":\"{id}\"}}", null);

        Assert.Equal(saved, await Store.GetAsync(id, default));
        Assert.Equal($"{{\"text\":\"{id}\"}}", (await Store.GetVersionAsync(id, 1, default))!.Document);
    }

    protected static WorkflowSave Save(string id, string document) => new(id, $"name of {id}", $"hash of {document}", document);

    protected async Task<StoredWorkflow> SavedAsync(string id, string document, string? etag) =>
        Assert.IsType<SaveResult.Saved>(await Store.SaveAsync(Save(id, document), etag, default)).Workflow;
}
