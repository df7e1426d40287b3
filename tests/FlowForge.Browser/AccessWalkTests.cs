using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

/// <summary>Every page and panel once, as axe sees it. The other tests look at some of them in both themes; this one walks past all.</summary>
[Collection(EditorCollection.Name)]
public sealed class AccessWalkTests(EditorFixture editor)
{
    private const string Agent = """
        { "flowforge": 1, "id": "walked", "name": "Walked", "graph": { "nodes": [
          { "id": "ask", "kind": "ai.agent", "name": "Answer", "position": { "x": 0, "y": 300 }, "parameters": { "prompt": "={{ $json.question }}", "schema": { "type": "object", "properties": { "answer": { "type": "string", "description": "In a sentence." } }, "required": ["answer"], "additionalProperties": false } } },
          { "id": "find", "kind": "workflow", "name": "Find an order", "position": { "x": 0, "y": 460 }, "parameters": { "id": "walked" } },
          { "id": "hook", "kind": "trigger.webhook", "name": "Hook", "position": { "x": -300, "y": 300 }, "parameters": { "path": "walk", "method": "POST" } },
          { "id": "call", "kind": "http", "name": "Call", "position": { "x": 300, "y": 300 }, "parameters": { "url": "https://api.example.com", "body": { "a": 1 } } },
          { "id": "blob", "kind": "azure.blob", "name": "Blob", "position": { "x": 600, "y": 300 }, "parameters": { "operation": "upload", "credential": { "id": "store" }, "container": "c", "blob": "b" } } ],
          "edges": [ { "from": "hook", "to": "ask" }, { "from": "find", "to": "ask", "kind": "ai_tool" }, { "from": "ask", "to": "call" }, { "from": "call", "to": "blob" } ] } }
        """;

    [Fact]
    public async Task Editor_InEveryState_HasNothingSerious()
    {
        await using var tab = await editor.OpenAsync("walk", ColorScheme.Dark);
        var page = tab.Page;
        await tab.GoAsync();
        await Expect(page.GetByText("What starts your workflow?")).ToBeVisibleAsync();
        await SoundAsync("first steps");
        await page.Locator("[data-start=example]").ClickAsync();
        await Expect(tab.Cards).ToHaveCountAsync(6);
        await page.Keyboard.PressAsync("n");
        await Expect(page.GetByLabel("Search kinds")).ToBeFocusedAsync();
        await SoundAsync("palette");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByLabel("Search commands")).ToBeVisibleAsync();
        await SoundAsync("commands");
        await page.Keyboard.PressAsync("Escape");

        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", Agent);
        await page.Locator("body").PressAsync("Control+v");
        await Expect(tab.Cards).ToHaveCountAsync(11);
        await Expect(page.Locator(".react-flow__edge.is-tool")).ToHaveCountAsync(1);
        foreach (var name in new[] { "Answer", "Find an order", "Hook", "Call", "Blob" })
        {
            await page.GetByLabel("Commands and keys").FocusAsync();
            await page.Keyboard.PressAsync("Control+k");
            await page.GetByLabel("Search commands").FillAsync(name);
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByLabel($"Node {name}")).ToBeVisibleAsync();
            await SoundAsync(name);
        }

        await page.GetByRole(AriaRole.Tab, new() { Name = "Settings" }).ClickAsync();
        await SoundAsync("settings of a node");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Help" }).ClickAsync();
        await SoundAsync("help of a node");
        await tab.EndAsync();

        async Task SoundAsync(string where) => await AssertAsync(page, where);
    }

    [Fact]
    public async Task Runs_VersionsAndPages_HaveNothingSerious()
    {
        await using var tab = await editor.OpenAsync("walk-runs");
        var page = tab.Page;
        await tab.BeginAsync("example", nodes: 6);
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.GetByText("Saved · version 1")).ToBeVisibleAsync();
        await tab.Card("All orders").ClickAsync();
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.GetByText("Saved · version 2")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+h");
        await page.GetByRole(AriaRole.Button, new() { Name = "Version 1" }).ClickAsync();
        await Expect(page.Locator(".node.has-mark").First).ToBeVisibleAsync();
        await AssertAsync(page, "versions");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+j");
        await AssertAsync(page, "assistant");
        await page.GetByLabel("Close the assistant").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();
        await AssertAsync(page, "a run in the editor");

        await page.GetByRole(AriaRole.Link, new() { Name = "Open the run" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await AssertAsync(page, "compare");
        await page.GetByRole(AriaRole.Button, new() { Name = "Fork from here" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await AssertAsync(page, "fork");
        await tab.GoAsync("/credentials");
        await page.GetByRole(AriaRole.Button, new() { Name = "New credential" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await AssertAsync(page, "credentials");
        await tab.GoAsync("/settings");
        await Expect(page.Locator("[data-storage]")).ToBeVisibleAsync();
        await AssertAsync(page, "settings");
        await tab.EndAsync();
    }

    private static async Task AssertAsync(IPage page, string where)
    {
        var found = await AccessTests.SeriousAsync(page);
        Assert.True(found.Count == 0, $"{where}: {string.Join('\n', found)}");
    }
}
