using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

[Collection(EditorCollection.Name)]
public sealed class CanvasTests(EditorFixture editor)
{
    [Fact]
    public async Task AddConnectRemove_ByMouseAndKeys_IsUndoneAndRedone()
    {
        await using var tab = await editor.OpenAsync("canvas-edit");
        await tab.BeginAsync("manual", nodes: 1);

        await tab.Page.GetByLabel("Add a node after Start by hand").ClickAsync();
        await tab.Page.Keyboard.TypeAsync("set");
        await tab.PictureAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(tab.Cards).ToHaveCountAsync(2);
        await Expect(tab.Page.Locator(".react-flow__edge")).ToHaveCountAsync(1);

        await tab.Card("Set fields").ClickAsync();
        await tab.Page.Keyboard.PressAsync("Delete");
        await Expect(tab.Cards).ToHaveCountAsync(1);
        await Expect(tab.Page.Locator(".react-flow__edge")).ToHaveCountAsync(0);

        await tab.Page.Keyboard.PressAsync("Control+z");
        await Expect(tab.Cards).ToHaveCountAsync(2);
        await Expect(tab.Page.Locator(".react-flow__edge")).ToHaveCountAsync(1);
        await tab.Page.Keyboard.PressAsync("Control+Shift+z");
        await Expect(tab.Cards).ToHaveCountAsync(1);
        await tab.EndAsync();
    }

    [Fact]
    public async Task Drag_ANode_StaysThereAfterAReload()
    {
        await using var tab = await editor.OpenAsync("canvas-drag");
        await tab.BeginAsync("webhook", nodes: 2);
        var card = tab.Card("Answer");
        var before = (await card.BoundingBoxAsync())!;

        await tab.Page.Mouse.MoveAsync(before.X + 100, before.Y + 20);
        await tab.Page.Mouse.DownAsync();
        await tab.Page.Mouse.MoveAsync(before.X + 160, before.Y + 220, new() { Steps = 10 });
        await tab.Page.Mouse.UpAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeEnabledAsync();
        var transform = await card.EvaluateAsync<string>("node => node.style.transform");

        await tab.Page.WaitForTimeoutAsync(700);
        await tab.Page.ReloadAsync();
        await Expect(tab.Cards).ToHaveCountAsync(2);
        Assert.Equal(transform, await card.EvaluateAsync<string>("node => node.style.transform"));
        await tab.EndAsync();
    }

    [Fact]
    public async Task CopyAndPaste_TheWholeGraph_IsJsonOnTheClipboard()
    {
        await using var tab = await editor.OpenAsync("canvas-paste");
        await tab.BeginAsync("example", nodes: 6);
        await tab.Page.Locator(".react-flow__pane").ClickAsync(new() { Position = new() { X = 700, Y = 60 } });
        await tab.Page.Keyboard.PressAsync("Control+a");
        await tab.Page.Keyboard.PressAsync("Control+c");
        Assert.Contains("\"flowforge\": 1", await tab.Page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);

        await tab.Page.Keyboard.PressAsync("Control+v");
        await Expect(tab.Cards).ToHaveCountAsync(12);
        await Expect(tab.Page.Locator(".react-flow__node.selected")).ToHaveCountAsync(6);
        await tab.EndAsync();
    }

    [Fact]
    public async Task Export_AsPng_IsAPictureOfTheWholeGraph()
    {
        await using var tab = await editor.OpenAsync("canvas-png");
        await tab.BeginAsync("example", nodes: 6);
        await tab.Page.GetByLabel("Commands and keys").ClickAsync();
        var download = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Page.Locator("[data-command=png]").ClickAsync());
        var file = Path.Combine(EditorHost.Built("Screenshots"), "exported.png");
        await download.SaveAsAsync(file);
        var bytes = await File.ReadAllBytesAsync(file);

        // Its header says how large it is: all six nodes beside each other, twice as large as on the canvas.
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        Assert.InRange(System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), 2_000, 8_000);
        await tab.EndAsync();
    }

    [Fact]
    public async Task Agent_GivenATool_HasAnEdgeOfItsOwn_AndNothingElseGoesInThere()
    {
        await using var tab = await editor.OpenAsync("canvas-tools", ColorScheme.Dark);
        await tab.BeginAsync("manual", nodes: 1);
        await tab.Page.GetByLabel("Add a node after Start by hand").ClickAsync();
        await tab.Page.GetByLabel("Search kinds").FillAsync("Agent");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(tab.Cards).ToHaveCountAsync(2);
        await tab.Page.GetByLabel("Give Agent a tool").ClickAsync();
        await Expect(tab.Cards).ToHaveCountAsync(3);
        await Expect(tab.Page.Locator(".react-flow__edge.is-tool")).ToHaveCountAsync(1);
        await tab.Page.GetByLabel("Close", new() { Exact = true }).First.ClickAsync();

        // A trigger is no tool, however near its edge is drawn to the port.
        var from = (await tab.Card("Start by hand").Locator(".react-flow__handle-right").BoundingBoxAsync())!;
        var to = (await tab.Card("Agent").Locator(".react-flow__handle.is-tool").BoundingBoxAsync())!;
        await tab.Page.Mouse.MoveAsync(from.X + from.Width / 2, from.Y + from.Height / 2);
        await tab.Page.Mouse.DownAsync();
        await tab.Page.Mouse.MoveAsync(to.X + to.Width / 2, to.Y + to.Height / 2, new() { Steps = 8 });
        await tab.Page.Mouse.UpAsync();
        await Expect(tab.Page.Locator(".react-flow__edge")).ToHaveCountAsync(2);
        await tab.EndAsync();
    }

    [Fact]
    public async Task Problems_AsOneTypes_SitOnTheirNode()
    {
        await using var tab = await editor.OpenAsync("canvas-problems", ColorScheme.Dark);
        await tab.BeginAsync("webhook", nodes: 2);
        await tab.Card("Webhook").ClickAsync();
        await tab.Page.Locator("[data-field=path] input").FillAsync("");

        await Expect(tab.Card("Webhook").Locator(".node-badge.is-error")).ToBeVisibleAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true })).ToBeDisabledAsync();
        await tab.PictureAsync();
        await tab.Page.Locator("[data-field=path] input").FillAsync("orders");
        await Expect(tab.Card("Webhook").Locator(".node-badge.is-error")).ToHaveCountAsync(0);
        await tab.EndAsync();
    }
}
