using System.Text.RegularExpressions;
using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

[Collection(EditorCollection.Name)]
public sealed class FirstMinuteTests(EditorFixture editor)
{
    [Fact]
    public async Task Example_RunByTheButton_ShowsItsData()
    {
        await using var tab = await editor.OpenAsync("first-minute");
        await tab.GoAsync();
        await Expect(tab.Page.GetByText("What starts your workflow?")).ToBeVisibleAsync();
        await tab.PictureAsync();

        await tab.Page.Locator("[data-start=example]").ClickAsync();
        await Expect(tab.Cards).ToHaveCountAsync(6);
        await tab.PictureAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();

        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();
        await Expect(tab.Card("All orders").Locator(".node.is-completed")).ToBeVisibleAsync();
        var output = tab.Page.GetByRole(AriaRole.Table);
        await Expect(output.GetByText("Grace")).ToBeVisibleAsync();
        await Expect(output.GetByText("279")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator(".edge-count", new() { HasText = "2 items" })).ToHaveCountAsync(2);
        await tab.EndAsync();
    }

    [Fact]
    public async Task Page_AsServed_HasAStrictPolicy()
    {
        await using var tab = await editor.OpenAsync("policy", isFirstVisit: true);
        var html = await tab.VisitAsync();
        var headers = await html.AllHeadersAsync();
        var policy = headers["content-security-policy"];

        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-eval'", policy, StringComparison.Ordinal);
        var meta = Regex.Match(await html.TextAsync(), "Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal($"{meta}; frame-ancestors 'none'", policy);
        Assert.Equal("no-cache", headers["cache-control"]);

        await tab.Page.GetByText("What starts your workflow?").WaitForAsync();
        await tab.EndAsync();
    }

    [Fact]
    public async Task Visits_FirstAndSecond_StayWithinTheBudget()
    {
        await using var tab = await editor.OpenAsync("visits", isFirstVisit: true);
        var first = await VisitAsync(tab);
        var second = await VisitAsync(tab);

        // The aim is 4 MB, and the first visit takes about 3.65 MB today; a bound in a test is looser than the aim.
        Assert.InRange(first, 1_000_000, 6_000_000);
        // The second one takes about 145 KB, of which the catalogue of kinds is 80.
        Assert.InRange(second, 0, 300_000);
        await tab.EndAsync();
    }

    [Fact]
    public async Task FirstVisit_PressedBeforeTheEditorIsThere_BeginsWithThat()
    {
        await using var tab = await editor.OpenAsync("early", isFirstVisit: true);
        await HoldBackAsync(tab.Page, async () =>
        {
            await tab.VisitAsync();
            await Expect(tab.Page.Locator(".early")).ToBeVisibleAsync();
            await tab.PictureAsync();
            var early = await tab.Page.Locator(".early [data-start]").AllInnerTextsAsync();
            Assert.Equal(4, early.Count);
            await tab.Page.Locator("[data-start=webhook]").ClickAsync();
            await Expect(tab.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("begins with what you chose");
            await tab.Page.Keyboard.PressAsync("Control+k");
        });

        await Expect(tab.Cards).ToHaveCountAsync(2);
        await Expect(tab.Page.GetByLabel("Search commands")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator(".early")).ToHaveCountAsync(0);
        await tab.EndAsync();
    }

    [Fact]
    public async Task FirstVisit_BeforeAndAfter_OfferTheSame()
    {
        await using var tab = await editor.OpenAsync("early-same", isFirstVisit: true);
        IReadOnlyList<string> early = [];
        await HoldBackAsync(tab.Page, async () =>
        {
            await tab.VisitAsync();
            await Expect(tab.Page.Locator(".early [data-start]")).ToHaveCountAsync(4);
            early = await OfferedAsync(".early");
            await tab.Page.Locator(".early [data-start=manual]").FocusAsync();
        });

        await Expect(tab.Page.Locator("#app [data-start]")).ToHaveCountAsync(4);
        Assert.Equal(early, await OfferedAsync("#app"));
        await Expect(tab.Page.Locator("#app [data-start=manual]")).ToBeFocusedAsync();
        await tab.EndAsync();

        async Task<IReadOnlyList<string>> OfferedAsync(string where) =>
            await tab.Page.Locator($"{where} [data-start]").EvaluateAllAsync<string[]>("all => all.map(one => `${one.dataset.start} ${one.dataset.group} ${one.innerText}`)");
    }

    /// <summary>Does something while the runtime is held back, so that the editor itself cannot be there.</summary>
    private static async Task HoldBackAsync(IPage page, Func<Task> meanwhile)
    {
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/_framework/dotnet.native*.wasm", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        try
        {
            await meanwhile();
        }
        finally
        {
            held.SetResult();
        }
    }

    /// <summary>Bytes that come over the network until the canvas stands.</summary>
    private static async Task<long> VisitAsync(EditorTab tab)
    {
        await using var session = await OpenProtocolAsync(tab.Page);
        var bytes = 0L;
        session.Protocol.Event("Network.loadingFinished").OnEvent += (_, happened) => bytes += (long)happened!.Value.GetProperty("encodedDataLength").GetDouble();
        await tab.GoAsync();
        await tab.Page.GetByText("What starts your workflow?").WaitForAsync();
        await tab.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return bytes;
    }

    private static async Task<ProtocolSession> OpenProtocolAsync(IPage page)
    {
        var protocol = await page.Context.NewCDPSessionAsync(page);
        await protocol.SendAsync("Network.enable");
        return new(protocol);
    }

    private sealed record ProtocolSession(ICDPSession Protocol) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Protocol.DetachAsync();
    }
}
