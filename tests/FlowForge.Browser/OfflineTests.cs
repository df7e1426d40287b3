using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

[Collection(EditorCollection.Name)]
public sealed class OfflineTests(EditorFixture editor)
{
    [Fact]
    public async Task Visit_WithoutANetwork_OpensTheWorkflowAndRunsIt()
    {
        await using var tab = await editor.OpenAsync("offline", isInstalled: true);
        await tab.BeginAsync("example", nodes: 6);
        var manifest = await tab.Page.EvaluateAsync<string>("async () => (await (await fetch(document.querySelector('link[rel=manifest]').href)).json()).display");
        Assert.Equal("standalone", manifest);

        // It is active when every file is kept.
        await tab.Page.EvaluateAsync("() => { void navigator.serviceWorker.ready.then(() => { window.isKept = true; }); }");
        await tab.Page.WaitForFunctionAsync("() => window.isKept === true", null, new() { Timeout = 60_000 });
        await Expect(tab.Page.GetByText("Not saved to the server")).ToBeVisibleAsync();
        await tab.Page.Context.SetOfflineAsync(true);
        await tab.GoAsync();
        await Expect(tab.Cards).ToHaveCountAsync(6);
        await Expect(tab.Page.GetByText("In this browser", new() { Exact = true })).ToBeVisibleAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();
        await tab.PictureAsync();

        // The network is back: the bar says that there is a server again.
        await tab.Page.Context.SetOfflineAsync(false);
        await Expect(tab.Page.GetByText("Not saved to the server")).ToBeVisibleAsync();
        tab.Forgive("ERR_INTERNET_DISCONNECTED");
        await tab.EndAsync();
    }
}
