using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

/// <summary>Little room: narrow windows, and data that is wider than its panel.</summary>
[Collection(EditorCollection.Name)]
public sealed class RoomTests(EditorFixture editor)
{
    [Fact]
    public async Task Window_OfSevenHundredPixels_HasAllThatIsNeededToDrawAndRun()
    {
        await using var tab = await editor.OpenAtAsync(editor.Address, "room-narrow", width: 700, height: 900);
        await tab.GoAsync();
        var starts = tab.Page.Locator("#app [data-group][data-start]");
        await Expect(starts).ToHaveCountAsync(3);
        foreach (var start in await starts.AllAsync())
        {
            await Expect(start).ToBeInViewportAsync(new() { Ratio = 1 });
        }

        await tab.Page.Locator("[data-start=example]").ClickAsync();
        await Expect(tab.Page.GetByLabel("Where it runs")).ToBeInViewportAsync(new() { Ratio = 1 });
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeAttachedAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Table).GetByText("Grace")).ToBeInViewportAsync();
        await tab.PictureAsync();

        // The panel lies over the canvas, which is as wide as before when it is closed.
        await tab.Page.GetByLabel("Close", new() { Exact = true }).First.ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]").GetByRole(AriaRole.Link, new() { Name = "Open the run" })).ToBeInViewportAsync(new() { Ratio = 1 });
        await AccessTests.AssertSoundAsync(tab.Page);
        await tab.EndAsync();
    }

    [Fact]
    public async Task Items_WiderThanTheirPanel_LeaveItsButtonsInView()
    {
        using var host = new HostApi(editor.Address);
        var run = await host.RunAsync("""
            { "flowforge": 1, "id": "room-wide", "name": "room-wide", "graph": { "nodes": [
              { "id": "start", "kind": "trigger.manual", "name": "Start", "position": { "x": 0, "y": 0 } },
              { "id": "make", "kind": "code", "name": "Make", "position": { "x": 300, "y": 0 }, "parameters": { "mode": "allItems", "source": "return Array.from({ length: 80 }, (_, n) => ({ json: Object.fromEntries(Array.from({ length: 12 }, (_, k) => ['column' + k, 'x'.repeat(200) + n])) }));" } } ],
            "edges": [ { "from": "start", "to": "make" } ] } }
            """);
        await using var tab = await editor.OpenAsync("room-wide", ColorScheme.Dark);
        await tab.GoAsync($"/runs/{run.GetProperty("id").GetString()}");
        await tab.Card("Make").ClickAsync();
        var output = tab.Page.GetByLabel("Output");
        await Expect(output.GetByRole(AriaRole.Cell).First).ToBeVisibleAsync();
        await Expect(output.GetByRole(AriaRole.Tab, new() { Name = "Raw" })).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(output.GetByLabel("Next page")).ToBeInViewportAsync(new() { Ratio = 1 });
        await tab.EndAsync();
    }
}
