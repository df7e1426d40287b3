using System.Text.Json;
using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

[Collection(EditorCollection.Name)]
public sealed class HereTests(EditorFixture editor)
{
    private const string Endless = """
        { "flowforge": 1, "id": "endless", "name": "endless", "graph": { "nodes": [
          { "id": "start", "kind": "trigger.manual", "name": "Start", "position": { "x": 0, "y": 0 } },
          { "id": "spin", "kind": "code", "name": "Spin", "position": { "x": 300, "y": 0 }, "parameters": { "mode": "allItems", "source": "while (true) {}" } } ],
        "edges": [ { "from": "start", "to": "spin" } ] } }
        """;

    [Fact]
    public async Task Run_Here_GivesTheFramesOfTheServerAndIsKept()
    {
        var workflow = HostApi.Loop("here-and-there", rounds: 4);
        using var host = new HostApi(editor.Address);
        var there = await host.RunAsync(workflow);
        var expected = await host.GetAsync($"/runs/{there.GetProperty("id").GetString()}/frames?limit=500");

        await using var tab = await editor.OpenAsync("here");
        await BeginAsync(tab, workflow);
        await RunHereAsync(tab);
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("[data-run]").GetByText("Here", new() { Exact = true })).ToBeVisibleAsync();
        await tab.PictureAsync();

        // The page is left and opened again: what is seen then comes from what the browser has kept.
        await tab.GoAsync("/runs?place=here");
        await tab.Page.Locator("[data-run-id] a").First.ClickAsync();
        await Expect(tab.Card("Check").Locator(".node.is-completed")).ToBeVisibleAsync();
        await tab.PictureAsync();
        var id = tab.Page.Url.Split('/')[^1];
        var found = await tab.Page.EvaluateAsync<string>("async id => (await (await import('/dist/engine.js')).create(null).ask('GET', `/runs/${id}/frames?limit=500`, '')).slice(4)", id);

        Assert.Equal(Frames(expected), Frames(JsonElement.Parse(found)));
        await tab.EndAsync();
    }

    [Fact]
    public async Task Stop_InAnEndlessScriptHere_EndsItAtOnceAndTheNextRunWorks()
    {
        await using var tab = await editor.OpenAsync("here-stop");
        await BeginAsync(tab, Endless);
        await RunHereAsync(tab);
        await Expect(tab.Card("Spin").Locator(".node.is-running")).ToBeVisibleAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();

        await Expect(tab.Page.Locator("[data-run=CANCELLED]")).ToBeVisibleAsync();
        await Expect(tab.Card("Spin").Locator(".node.is-running")).ToHaveCountAsync(0);
        await tab.EndAsync();
    }

    [Fact]
    public async Task Call_Here_GoesThroughTheServerAndItsPolicy()
    {
        await using var tab = await editor.OpenAsync("here-call");
        await BeginAsync(tab, $$"""
            { "flowforge": 1, "id": "call", "name": "call", "graph": { "nodes": [
              { "id": "start", "kind": "trigger.manual", "name": "Start", "position": { "x": 0, "y": 0 } },
              { "id": "get", "kind": "http", "name": "Get", "position": { "x": 300, "y": 0 }, "parameters": { "method": "GET", "url": "{{editor.Address}}api/health/live" } } ],
            "edges": [ { "from": "start", "to": "get" } ] } }
            """);
        await RunHereAsync(tab);

        // The server may not call itself for a workflow; had the browser made the call, it would have been answered.
        await Expect(tab.Page.Locator("[data-run=FAILED]")).ToContainTextAsync("not allowed");
        using var host = new HostApi(editor.Address);
        Assert.Equal("proxy.called", (await host.GetAsync("/audit")).GetProperty("items")[0].GetProperty("action").GetString());

        await tab.GoAsync("/settings");
        await Expect(tab.Page.Locator("[data-storage]")).ToContainTextAsync("Runs1");
        await AccessTests.AssertSoundAsync(tab.Page);
        await tab.PictureAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Delete the runs" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(tab.Page.Locator("[data-storage]")).ToContainTextAsync("Runs0");
        await tab.EndAsync();
    }

    /// <summary>Opens a document as if it had been drawn in this profile.</summary>
    internal static async Task BeginAsync(EditorTab tab, string workflow)
    {
        await tab.GoAsync();
        var id = JsonElement.Parse(workflow).GetProperty("id").GetString();
        await tab.Page.EvaluateAsync("async text => { const document = JSON.parse(text); await (await import('/dist/page.js')).write('workflows', document.id, JSON.stringify({ etag: null, unsaved: true, changedAt: '2026-01-01T00:00:00+00:00', document })); }", workflow);
        await tab.GoAsync($"/workflows/{id}");
        await Expect(tab.Cards.First).ToBeVisibleAsync();
    }

    internal static async Task RunHereAsync(EditorTab tab)
    {
        await tab.Page.GetByLabel("Where it runs").ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run here" }).ClickAsync();
    }

    /// <summary>Frames without ids, order and times: what two runs must have in common.</summary>
    private static List<string> Frames(JsonElement list) =>
    [
        .. list.GetProperty("items").EnumerateArray().Select(frame =>
            $"{frame.GetProperty("nodeId")} {frame.GetProperty("iteration")} {frame.GetProperty("attempt")} {frame.GetProperty("side")} {frame.GetProperty("status")} {frame.GetProperty("input")} {frame.GetProperty("output")}").Order(StringComparer.Ordinal),
    ];
}
