using System.Net;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Web.Client;
using FlowForge.Web.Shell;
using FlowForge.Web.Storage;
using FlowForge.Web.Tests.Support;

namespace FlowForge.Web.Tests.Storage;

/// <summary>The editor keeps a change a little later than it was made, so that a save may come first.</summary>
public sealed class DocumentKeeperTests
{
    private readonly LocalWorkflows local = new(new BrowserStore(new PageModule(new PageStore())));
    private readonly DocumentKeeper keeper;

    public DocumentKeeperTests()
    {
        var api = new ApiClient(new HttpMessageInvoker(new SavingServer()), new Uri("http://localhost"));
        keeper = new(local, new WorkflowApi(api), new ServerPresence(api, new(new PageModule(new PageStore()))), TimeProvider.System);
    }

    [Fact]
    public async Task Keep_WhatASaveHasOvertaken_StaysSaved()
    {
        var draft = Drafts.Row();
        await keeper.BeginAsync();

        Assert.Equal(5, await keeper.SaveAsync(draft));
        await keeper.KeepAsync(draft);

        Assert.Equal(new Keeping.Saved(5), keeper.State);
        Assert.False((await local.ReadAsync(draft.Id))!.IsUnsaved);
    }

    [Fact]
    public async Task Keep_AChangeAfterTheSave_IsUnsaved()
    {
        var draft = Drafts.Row();
        await keeper.BeginAsync();
        await keeper.SaveAsync(draft);

        await keeper.KeepAsync(draft with { Name = "Renamed" });

        Assert.Equal(new Keeping.Unsaved(), keeper.State);
        Assert.True((await local.ReadAsync(draft.Id))! is { IsUnsaved: true, Workflow.Name: "Renamed" });
    }

    [Fact]
    public async Task Keep_BackToWhatWasSaved_IsKeptOverWhatCameBetween()
    {
        var draft = Drafts.Row();
        await keeper.BeginAsync();
        await keeper.SaveAsync(draft);

        await keeper.KeepAsync(draft with { Name = "Renamed" });
        await keeper.KeepAsync(draft);

        Assert.Equal(draft.Name, (await local.ReadAsync(draft.Id))!.Workflow.Name);
    }

    /// <summary>Saves every document as the next version.</summary>
    private sealed class SavingServer : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is null)
            {
                return new(HttpStatusCode.OK) { Content = new StringContent("""{ "actor": "local", "role": "admin" }""") };
            }

            var sent = WorkflowJson.Read(await request.Content.ReadAsByteArrayAsync(cancellationToken)).Workflow!;
            return new(HttpStatusCode.OK)
            {
                Content = new ByteArrayContent(WorkflowJson.Write(sent with { Version = sent.Version + 1 }).ToArray()),
                Headers = { { "ETag", $"\"{sent.Version + 1}\"" } },
            };
        }
    }
}
