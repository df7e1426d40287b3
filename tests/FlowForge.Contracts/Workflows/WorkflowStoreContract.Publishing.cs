using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Workflows;

public abstract partial class WorkflowStoreContract
{
    [Fact]
    public async Task Publish_AVersion_MakesItLiveUntilNoneIs()
    {
        var first = await SavedAsync("a", "1", null);
        await SavedAsync("a", "2", first.ETag);
        await SavedAsync("b", "3", null);

        var live = await Store.PublishAsync("a", 1, default);
        Assert.Equal((1, 2, "2"), (live!.PublishedVersion, live.Version, live.Document));
        Assert.Equal([new("a", 1, "hash of 1", "1", Noon)], await Store.PublishedAsync(default));

        var stopped = await Store.PublishAsync("a", null, default);
        Assert.Null(stopped!.PublishedVersion);
        Assert.Equal(stopped, await Store.GetAsync("a", default));
        Assert.Empty(await Store.PublishedAsync(default));
    }

    [Fact]
    public async Task Publish_ETagOfTheSave_StillHolds()
    {
        var saved = await SavedAsync("a", "1", null);
        var live = await Store.PublishAsync("a", 1, default);

        Assert.Equal(saved.ETag, live!.ETag);
        Assert.Equal(1, (await SavedAsync("a", "2", saved.ETag)).PublishedVersion);
        Assert.IsType<SaveResult.Conflict>(await Store.SaveAsync(Save("a", "3"), saved.ETag, default));
    }

    [Fact]
    public async Task Publish_UnknownWorkflowOrVersion_GivesNullAndChangesNothing()
    {
        var saved = await SavedAsync("a", "1", null);

        Assert.Null(await Store.PublishAsync("b", 1, default));
        Assert.Null(await Store.PublishAsync("b", null, default));
        Assert.Null(await Store.PublishAsync("a", 2, default));
        Assert.Null(await Store.PublishAsync("a", 0, default));
        Assert.Equal(saved, await Store.GetAsync("a", default));
    }

    [Fact]
    public async Task Save_Published_LeavesThePublishedVersion()
    {
        await SavedAsync("a", "1", null);
        var live = await Store.PublishAsync("a", 1, default);
        var saved = await SavedAsync("a", "2", live!.ETag);

        Assert.Equal((2, 1), (saved.Version, saved.PublishedVersion));
        Assert.Equal("1", Assert.Single(await Store.PublishedAsync(default)).Document);
    }

    [Fact]
    public async Task Delete_WithItsETag_TakesVersionsAndKeepsPinnedDocuments()
    {
        await Store.PinAsync("hash of 1", "1", default);
        var saved = await SavedAsync("a", "1", null);
        await Store.PublishAsync("a", 1, default);
        var live = await Store.GetAsync("a", default);

        Assert.Equal(new SaveResult.Conflict(live), await Store.DeleteAsync("a", saved.ETag + "0", default));
        Assert.Equal(new SaveResult.Saved(live!), await Store.DeleteAsync("a", live!.ETag, default));

        Assert.Null(await Store.GetAsync("a", default));
        Assert.Null(await Store.GetVersionAsync("a", 1, default));
        Assert.Empty(await Store.PublishedAsync(default));
        Assert.Empty((await Store.ListVersionsAsync("a", 9, null, default)).Items);
        Assert.Equal("1", await Store.GetDocumentAsync("hash of 1", default));
        Assert.Equal(new SaveResult.Conflict(null), await Store.DeleteAsync("a", live.ETag, default));
    }

    [Fact]
    public async Task Save_AfterDelete_BeginsAnewWithAnotherETag()
    {
        var before = await SavedAsync("a", "1", null);
        await Store.DeleteAsync("a", before.ETag, default);

        var after = await SavedAsync("a", "1", null);

        Assert.Equal(1, after.Version);
        Assert.NotEqual(before.ETag, after.ETag);
        Assert.IsType<SaveResult.Conflict>(await Store.SaveAsync(Save("a", "2"), before.ETag, default));
    }

    [Fact]
    public async Task Pin_Twice_KeepsTheFirst()
    {
        Assert.Null(await Store.GetDocumentAsync("h", default));
        await Store.PinAsync("h", "{\"text\":\"größe\"}", default);
        await Store.PinAsync("h", "other", default);

        Assert.Equal("{\"text\":\"größe\"}", await Store.GetDocumentAsync("h", default));
    }
}
