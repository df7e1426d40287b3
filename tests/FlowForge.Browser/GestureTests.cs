using System.Text;
using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

/// <summary>What hands do faster than panels open: typing ahead, pressing twice, and looking at a graph while its surroundings change.</summary>
[Collection(EditorCollection.Name)]
public sealed class GestureTests(EditorFixture editor)
{
    [Fact]
    public async Task Typing_BeforeThePaletteStands_GoesIntoItsField()
    {
        await using var tab = await editor.OpenAsync("gesture-ahead");
        await tab.BeginAsync("manual", nodes: 1);
        await tab.Page.GetByLabel("Add a node after Start by hand").ClickAsync();
        await tab.Page.Keyboard.TypeAsync("ai.agent");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(tab.Card("Agent")).ToBeVisibleAsync();

        // "d" would disable the node that is selected, and "b" would set a breakpoint.
        await tab.Page.Keyboard.PressAsync("Escape");
        await tab.Card("Agent").ClickAsync();
        await tab.Page.Locator("body").PressAsync("n");
        await tab.Page.Keyboard.TypeAsync("dedb");
        await Expect(tab.Page.GetByLabel("Search kinds")).ToHaveValueAsync("dedb");
        await tab.Page.Keyboard.PressAsync("Escape");
        await Expect(tab.Page.Locator(".node.is-disabled")).ToHaveCountAsync(0);
        await Expect(tab.Page.GetByLabel("Breakpoint", new() { Exact = true }).And(tab.Page.Locator("[role=img]"))).ToHaveCountAsync(0);
        await tab.EndAsync();
    }

    [Fact]
    public async Task PressingTwice_WhereTheInspectorOpens_OpensTheNode()
    {
        await using var tab = await editor.OpenAtAsync(editor.Address, "gesture-twice", width: 1280, height: 800);
        await tab.BeginAsync("example", nodes: 6);
        var card = (await tab.Card("All orders").BoundingBoxAsync())!;
        Assert.True(card.X > 880, $"The inspector would not open over a card at {card.X}.");

        // The second press comes when the inspector of the first lies under the pointer.
        await tab.Page.Mouse.MoveAsync(card.X + 60, card.Y + 20);
        await tab.Page.Mouse.DownAsync();
        await tab.Page.Mouse.UpAsync();
        await tab.Page.Mouse.DownAsync(new() { ClickCount = 2 });
        await tab.Page.Mouse.UpAsync(new() { ClickCount = 2 });
        await Expect(tab.Page.GetByLabel("Node All orders").GetByLabel("Dock beside the canvas")).ToBeVisibleAsync();
        await tab.PictureAsync();

        // Docked, it leaves the node in view.
        await tab.Page.GetByLabel("Dock beside the canvas").ClickAsync();
        await Expect(tab.Page.GetByLabel("Node All orders").GetByLabel("Open wide")).ToBeVisibleAsync();
        await tab.Card("All orders").ClickAsync(new() { Trial = true });
        await tab.EndAsync();
    }

    [Fact]
    public async Task View_OfAll_StaysOfAll_WhilePanelsOpenAndClose()
    {
        await using var tab = await editor.OpenAtAsync(editor.Address, "gesture-fit", ColorScheme.Dark, 1280, 800);
        await tab.BeginAsync("example", nodes: 6);
        var zoom = tab.Page.Locator(".canvas-tools .is-zoom");
        await Expect(zoom).Not.ToHaveTextAsync("100%");
        var wide = await zoom.InnerTextAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await Expect(zoom).Not.ToHaveTextAsync(wide);

        // What the menu of the run button offers lies over the inspector's table.
        await tab.Page.GetByLabel("Where it runs").ClickAsync();
        await tab.PictureAsync();
        var pause = tab.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Pause at failures" });
        await pause.CheckAsync();
        await pause.UncheckAsync();
        await tab.Page.GetByLabel("Where it runs").ClickAsync();

        await tab.Page.GetByLabel("Close", new() { Exact = true }).First.ClickAsync();
        await Expect(zoom).ToHaveTextAsync(wide);
        await tab.EndAsync();
    }

    [Fact]
    public async Task Specks_OfALargeGraph_AreSelectedAndOpenedWhereTheyArePainted()
    {
        using (var http = new HttpClient { BaseAddress = editor.Address })
        {
            using var content = new StringContent(Grid(rows: 20, columns: 40), Encoding.UTF8, "application/json");
            using var saved = await http.PostAsync(new Uri("api/workflows", UriKind.Relative), content);
            Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        }

        await using var tab = await editor.OpenAsync("gesture-specks");
        await tab.GoAsync("/workflows/specks");
        await Expect(tab.Page.Locator(".far-cards path").First).ToBeAttachedAsync();
        await Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(0);
        await tab.PictureAsync();

        // The frame of what is painted is that of the grid, so that places can be counted from it.
        var frame = await tab.Page.EvaluateAsync<double[]>("() => { const all = [...document.querySelectorAll('.far-cards path')].map(one => one.getBoundingClientRect()); return [Math.min(...all.map(one => one.left)), Math.min(...all.map(one => one.top)), Math.max(...all.map(one => one.right)), Math.max(...all.map(one => one.bottom))]; }");
        var (step, fall) = ((frame[2] - frame[0]) * 300 / (39 * 300 + 220), (frame[3] - frame[1]) * 120 / (19 * 120 + 62));
        await tab.Page.Mouse.ClickAsync((float)(frame[0] + 2.3 * step), (float)(frame[1] + 3.2 * fall));
        await Expect(tab.Page.GetByLabel("Node n3-2")).ToBeVisibleAsync();
        await tab.Page.GetByLabel("Close", new() { Exact = true }).First.ClickAsync();

        await tab.Page.Mouse.MoveAsync((float)(frame[0] - 5), (float)(frame[1] - 5));
        await tab.Page.Mouse.DownAsync();
        await tab.Page.Mouse.MoveAsync((float)(frame[0] + 1.9 * step), (float)(frame[1] + 1.9 * fall), new() { Steps = 5 });
        await tab.Page.Mouse.UpAsync();
        await Expect(tab.Page.Locator(".far-cards .is-selected")).ToHaveCountAsync(2);
        await tab.Page.Keyboard.PressAsync("Delete");
        await Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeEnabledAsync();
        await tab.Page.Keyboard.PressAsync("Control+k");
        await tab.Page.GetByLabel("Search commands").FillAsync("n3-2");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(tab.Card("n3-2")).ToBeVisibleAsync();
        await Expect(tab.Card("n0-0")).ToHaveCountAsync(0);
        await tab.EndAsync();
    }

    private static string Grid(int rows, int columns)
    {
        var nodes = Enumerable.Range(0, rows * columns).Select(at => (Row: at / columns, Column: at % columns))
            .Select(at => $$"""{ "id": "n{{at.Row}}-{{at.Column}}", "kind": "{{(at.Column == 0 && at.Row == 0 ? "trigger.manual" : "noop")}}", "position": { "x": {{at.Column * 300}}, "y": {{at.Row * 120}} } }""");
        return $$"""{ "flowforge": 1, "id": "specks", "name": "Specks", "graph": { "nodes": [ {{string.Join(',', nodes)}} ], "edges": [] } }""";
    }
}
