using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

[Collection(EditorCollection.Name)]
public sealed class BreakpointTests(EditorFixture editor)
{
    [Fact]
    public async Task Breakpoint_Run_PausesBeforeTheNodeAndContinues()
    {
        await using var tab = await editor.OpenAsync("breakpoint");
        await tab.BeginAsync("example", nodes: 6);
        await tab.Card("All orders").ClickAsync();
        await tab.Page.Keyboard.PressAsync("b");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();

        await Expect(tab.Page.Locator("[data-run=PAUSED]")).ToContainTextAsync("Paused before All orders");
        await tab.PictureAsync();
        await tab.Page.Locator("[data-run=PAUSED]").GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();
        await tab.EndAsync();
    }
}
