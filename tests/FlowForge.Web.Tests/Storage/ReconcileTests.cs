using System.Net;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Web.Client;
using FlowForge.Web.Shell;
using FlowForge.Web.Storage;
using FlowForge.Web.Tests.Support;

namespace FlowForge.Web.Tests.Storage;

/// <summary>When a server can be reached again, versions decide: nothing that was changed on either side is lost.</summary>
public sealed class ReconcileTests : IDisposable
{
    private readonly LocalWorkflows local = new(new BrowserStore(new PageModule(new PageStore())));
    private readonly VersionServer server = new();
    private readonly DocumentKeeper keeper;
    private readonly Workflow draft = Drafts.Row();

    public ReconcileTests()
    {
        var api = new ApiClient(new HttpMessageInvoker(server), new Uri("http://localhost"));
        keeper = new(local, new WorkflowApi(api), new ServerPresence(api, new(new PageModule(new PageStore()))), TimeProvider.System);
    }

    [Fact]
    public async Task Reconcile_NewerThereAndNothingChangedHere_GivesTheirs()
    {
        await OpenAsync();
        server.Stored = draft with { Version = 9, Name = "Theirs" };

        var taken = await keeper.ReconcileAsync(draft);

        Assert.Equal("Theirs", taken?.Name);
        Assert.Equal(new Keeping.Saved(9), keeper.State);
        Assert.Equal("Theirs", (await local.ReadAsync(draft.Id))!.Workflow.Name);
    }

    [Fact]
    public async Task Reconcile_ChangedOnBothSides_IsAConflictThatHasTheirs()
    {
        await OpenAsync();
        var mine = draft with { Name = "Mine" };
        await keeper.KeepAsync(mine);
        server.Stored = draft with { Version = 9, Name = "Theirs" };

        Assert.Null(await keeper.ReconcileAsync(mine));

        Assert.Equal("Theirs", Assert.IsType<Keeping.Conflict>(keeper.State).Theirs.Name);
        Assert.Equal("Mine", (await local.ReadAsync(draft.Id))!.Workflow.Name);
    }

    [Fact]
    public async Task Reconcile_AfterASaveThatDidNotReachTheServer_IsUnsavedAgain()
    {
        await OpenAsync();
        var mine = draft with { Name = "Mine" };
        await keeper.KeepAsync(mine);
        server.IsGone = true;
        Assert.Null(await keeper.SaveAsync(mine));
        Assert.IsType<Keeping.NotSaved>(keeper.State);
        Assert.Null(await keeper.ReconcileAsync(mine));
        Assert.IsType<Keeping.NotSaved>(keeper.State);

        server.IsGone = false;
        Assert.Null(await keeper.ReconcileAsync(mine));

        Assert.Equal(new Keeping.Unsaved(), keeper.State);
    }

    [Fact]
    public async Task Reconcile_SavedWhileTheAnswerIsUnderWay_StaysSaved()
    {
        await OpenAsync();
        var mine = draft with { Name = "Mine" };
        await keeper.KeepAsync(mine);
        server.Held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var reconciling = keeper.ReconcileAsync(mine);
        var before = server.Held;
        server.Held = null;
        server.Stored = mine with { Version = 9 };
        Assert.Equal(9, await keeper.SaveAsync(mine));

        before.SetResult();

        Assert.Null(await reconciling);
        Assert.Equal(new Keeping.Saved(9), keeper.State);
        Assert.Equal("Mine", (await local.ReadAsync(draft.Id))!.Workflow.Name);
    }

    public void Dispose() => server.Dispose();

    private async Task OpenAsync()
    {
        server.Stored = draft;
        Assert.NotNull(await keeper.OpenAsync(draft.Id));
        Assert.Equal(new Keeping.Saved(draft.Version), keeper.State);
    }

    /// <summary>A server with one workflow, which may be out of reach.</summary>
    private sealed class VersionServer : HttpMessageHandler
    {
        public Workflow? Stored { get; set; }

        public bool IsGone { get; set; }

        /// <summary>Holds back answers, which say how it stood when it was asked, until this is done.</summary>
        public TaskCompletionSource? Held { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (IsGone)
            {
                throw new HttpRequestException("out of reach");
            }

            var stored = Stored!;
            await (Held?.Task ?? Task.CompletedTask);
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new ByteArrayContent(WorkflowJson.Write(stored).ToArray()),
                Headers = { { "ETag", $"\"{stored.Version}\"" } },
            };
        }
    }
}
