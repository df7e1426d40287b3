using FlowForge.Web.Storage;
using FlowForge.Web.Tests.Support;
using FlowForge.Web.Workflows;

namespace FlowForge.Web.Tests.Storage;

public sealed class StoredWorkflowTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var stored = new StoredWorkflow(Drafts.Row(), "\"7\"", IsUnsaved: true, Now);
        var read = StoredWorkflow.Read(System.Text.Encoding.UTF8.GetString(stored.Write()))!;

        Assert.Equal(stored.Write(), read.Write());
        Assert.Equal(("\"7\"", true, Now), (read.ETag, read.IsUnsaved, read.ChangedAt));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "etag": null, "unsaved": true, "changedAt": "2026-01-01T00:00:00Z", "document": { "flowforge": 99 } }""")]
    public void Read_WhatAnotherBuildWrote_IsNothing(string text) => Assert.Null(StoredWorkflow.Read(text));

    [Fact]
    public void Join_OfBothSides_IsByIdWithTheUnsavedName()
    {
        var here = new StoredWorkflow(Drafts.Row() with { Name = "Mine" }, "\"7\"", IsUnsaved: true, Now);
        var entries = WorkflowEntry.Join([here], [new("row", "Theirs", 3, true, "\"7\"", Now), new("other", "Other", 1, false, "\"1\"", Now.AddDays(1))]);

        Assert.Equal(["Other", "Mine"], entries.Select(entry => entry.Name));
        Assert.True(entries[1].IsActive);
    }

    [Fact]
    public void Join_SavedOnceAndGoneFromTheServer_IsLeftOut()
    {
        var here = new StoredWorkflow(Drafts.Row(), "\"7\"", IsUnsaved: false, Now);

        Assert.Equal(["other"], WorkflowEntry.Join([here], [new("other", "Other", 1, false, "\"1\"", Now)]).Select(entry => entry.Id));
        Assert.Single(WorkflowEntry.Join([here], []));
    }
}
