using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

[Collection(EditorCollection.Name)]
public sealed class WorkflowsTests(EditorFixture editor)
{
    [Fact]
    public async Task Import_AFileOfN8n_SaysWhatIsToBeDoneAndOpens()
    {
        await using var tab = await editor.OpenAsync("workflows-n8n");
        await tab.GoAsync("/workflows");
        await tab.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "from-n8n.json", MimeType = "application/json", Buffer = """
            { "name": "From elsewhere", "nodes": [
                { "id": "1", "name": "Start", "type": "n8n-nodes-base.manualTrigger", "typeVersion": 1, "position": [0, 0], "parameters": {} },
                { "id": "2", "name": "Tell", "type": "n8n-nodes-base.telegram", "typeVersion": 1, "position": [220, 0], "parameters": {} } ],
              "connections": { "Start": { "main": [[{ "node": "Tell", "type": "main", "index": 0 }]] } } }
            """u8.ToArray() });
        var imported = tab.Page.GetByLabel("Imported");
        await Expect(imported).ToContainTextAsync("Tell has no kind here (n8n-nodes-base.telegram)");
        await tab.PictureAsync();
        await imported.GetByRole(AriaRole.Link, new() { Name = "Open it" }).ClickAsync();
        await Expect(tab.Cards).ToHaveCountAsync(2);
        await tab.EndAsync();
    }

    [Fact]
    public async Task Save_ThenList_HasItWithItsVersion()
    {
        await using var tab = await editor.OpenAsync("workflows-list");
        await tab.BeginAsync("example", nodes: 6);
        await tab.Page.GetByLabel("Name of the workflow").FillAsync("Saved from the canvas");
        await tab.Page.GetByLabel("Name of the workflow").PressAsync("Tab");
        await tab.Page.Keyboard.PressAsync("Control+s");
        await Expect(tab.Page.GetByText("Saved · version 1")).ToBeVisibleAsync();

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Workflows" }).ClickAsync();
        var line = tab.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Saved from the canvas" });
        await Expect(line).ToContainTextAsync("version 1");
        await line.GetByRole(AriaRole.Checkbox).CheckAsync();
        await Expect(line.GetByText("Active", new() { Exact = true })).ToBeVisibleAsync();
        await tab.PictureAsync();

        await line.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(tab.Cards).ToHaveCountAsync(6);
        await tab.EndAsync();
    }

    [Fact]
    public async Task Save_WhatSomebodyElseHasSaved_ShowsBothAndLosesNeither()
    {
        await using var mine = await editor.OpenAsync("conflict-mine");
        await mine.BeginAsync("manual", nodes: 1);
        await mine.Page.Keyboard.PressAsync("Control+s");
        await Expect(mine.Page.GetByText("Saved · version 1")).ToBeVisibleAsync();
        var address = new Uri(mine.Page.Url).AbsolutePath;

        await using var theirs = await editor.OpenAsync("conflict-theirs");
        await theirs.GoAsync(address);
        await theirs.Page.GetByLabel("Name of the workflow").FillAsync("Theirs");
        await theirs.Page.GetByLabel("Name of the workflow").PressAsync("Tab");
        await theirs.Page.Keyboard.PressAsync("Control+s");
        await Expect(theirs.Page.GetByText("Saved · version 2")).ToBeVisibleAsync();

        await mine.Page.GetByLabel("Name of the workflow").FillAsync("Mine");
        await mine.Page.GetByLabel("Name of the workflow").PressAsync("Tab");
        await mine.Page.Keyboard.PressAsync("Control+s");
        await Expect(mine.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("version 2");
        await mine.PictureAsync();
        await mine.Page.GetByRole(AriaRole.Button, new() { Name = "Show the difference" }).ClickAsync();
        await Expect(mine.Page.GetByRole(AriaRole.Button, new() { Name = "Hide the difference" })).ToBeVisibleAsync();
        await mine.PictureAsync();
        await mine.Page.GetByRole(AriaRole.Button, new() { Name = "Take the server's" }).ClickAsync();
        await Expect(mine.Page.GetByLabel("Name of the workflow")).ToHaveValueAsync("Theirs");
        await mine.Page.Keyboard.PressAsync("Control+z");
        await Expect(mine.Page.GetByLabel("Name of the workflow")).ToHaveValueAsync("Mine");
        await mine.Page.Keyboard.PressAsync("Control+s");
        await Expect(mine.Page.GetByText("Saved · version 3")).ToBeVisibleAsync();

        mine.Forgive("412");
        await mine.EndAsync();
        await theirs.EndAsync();
    }
}
