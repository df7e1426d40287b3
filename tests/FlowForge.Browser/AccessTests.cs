using Deque.AxeCore.Playwright;
using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

[Collection(EditorCollection.Name)]
public sealed class AccessTests(EditorFixture editor)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_OnCanvasInspectorAndList_FindsNothingSerious(ColorScheme scheme)
    {
        await using var tab = await editor.OpenAsync($"axe-{scheme}", scheme);
        await tab.BeginAsync("example", nodes: 6);
        await tab.Card("Large order?").ClickAsync();
        await Expect(tab.Page.GetByLabel("Node Large order?")).ToBeVisibleAsync();
        await tab.PictureAsync();
        await AssertSoundAsync(tab.Page);

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Workflows" }).ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Workflows" })).ToBeVisibleAsync();
        await AssertSoundAsync(tab.Page);
        await tab.EndAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_OnRunsAndARun_FindsNothingSerious(ColorScheme scheme)
    {
        using var host = new HostApi(editor.Address);
        var run = await host.RunAsync(HostApi.Loop($"axe-{scheme}", rounds: 3, failAt: 1));
        await using var tab = await editor.OpenAsync($"axe-run-{scheme}", scheme);
        await tab.GoAsync("/runs");
        await Expect(tab.Page.Locator("[data-run-id]").First).ToBeVisibleAsync();
        await AssertSoundAsync(tab.Page);

        await tab.GoAsync($"/runs/{run.GetProperty("id").GetString()}");
        await Expect(tab.Page.GetByLabel("Node Check")).ToBeVisibleAsync();
        await AssertSoundAsync(tab.Page);
        await tab.Page.GetByRole(AriaRole.Tab, new() { Name = "Frames" }).ClickAsync();
        await AssertSoundAsync(tab.Page);
        await tab.EndAsync();
    }

    internal static async Task AssertSoundAsync(IPage page) => Assert.Empty(await SeriousAsync(page));

    /// <summary>What axe finds that keeps people out, with where it is.</summary>
    internal static async Task<IReadOnlyList<string>> SeriousAsync(IPage page)
    {
        var found = await page.RunAxe();
        return [.. found.Violations.Where(one => one.Impact is "serious" or "critical").Select(one => $"{one.Id}: {string.Join(" | ", one.Nodes.Select(node => node.Html))}")];
    }
}
