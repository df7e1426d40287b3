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
