using System.Diagnostics;
using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

[Collection(EditorCollection.Name)]
public sealed class TimeTravelTests(EditorFixture editor)
{
    [Fact]
    public async Task Run_ThatFailed_OpensAtItsFailureAndStepsByKeyboard()
    {
        using var host = new HostApi(editor.Address);
        var run = await host.RunAsync(HostApi.Loop("travel-fail", rounds: 4, failAt: 2));

        await using var tab = await editor.OpenAsync("travel-failure");
        await tab.GoAsync($"/runs/{run.GetProperty("id").GetString()}");
        await Expect(tab.Page.GetByLabel("Node Check").GetByRole(AriaRole.Alert)).ToContainTextAsync("no 2");
        await Expect(tab.Card("Check").Locator(".node.is-failed")).ToBeVisibleAsync();
        await tab.PictureAsync();

        await tab.Page.Keyboard.PressAsync("Home");
        await Expect(tab.Page.Locator("[data-moment='0']")).ToBeVisibleAsync();
        await Expect(tab.Card("Check").Locator(".node.is-failed")).ToHaveCountAsync(0);
        await Expect(tab.Card("Start").Locator(".node.is-running")).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync(".");
        await Expect(tab.Card("Start").Locator(".node.is-completed")).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("f");
        await Expect(tab.Card("Check").Locator(".node.is-failed")).ToBeVisibleAsync();

        await tab.Page.GetByRole(AriaRole.Tab, new() { Name = "Console" }).ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Log)).ToContainTextAsync("about to fail");
        await tab.Page.GetByRole(AriaRole.Tab, new() { Name = "Frames" }).ClickAsync();
        await Expect(tab.Page.Locator("tr.is-current")).ToContainTextAsync("failed");
        await tab.EndAsync();
    }

    [Fact]
    public async Task Iteration_LookedInto_ShowsItsItemsAsText()
    {
        using var host = new HostApi(editor.Address);
        var run = await host.RunAsync(HostApi.Loop("travel-loop", rounds: 5));

        await using var tab = await editor.OpenAsync("travel-iteration", ColorScheme.Dark);
        await tab.GoAsync($"/runs/{run.GetProperty("id").GetString()}");
        await Expect(tab.Card("Check").Locator(".node-badge")).ToContainTextAsync("5");
        await tab.Card("Mark").ClickAsync();
        await tab.Page.GetByLabel("Number of the iteration").FillAsync("3");
        await tab.Page.Keyboard.PressAsync("Tab");

        var output = tab.Page.GetByLabel("Output");
        await Expect(output.GetByRole(AriaRole.Cell, new() { Name = "2", Exact = true }).First).ToBeVisibleAsync();
        await Expect(output.GetByText("<img src=x onerror=alert(1)>")).ToBeVisibleAsync();
        await tab.Page.Locator("body").PressAsync("]");
        await Expect(tab.Page.GetByLabel("Number of the iteration")).ToHaveValueAsync("4");
        await Expect(output.GetByRole(AriaRole.Cell, new() { Name = "3", Exact = true }).First).ToBeVisibleAsync();
        await output.GetByRole(AriaRole.Tab, new() { Name = "Raw" }).ClickAsync();
        await Expect(output.Locator("pre")).ToContainTextAsync("{\"json\":{\"n\":3");
        await tab.EndAsync();
    }

    [Fact]
    public async Task Scrubber_OverTenThousandFrames_MovesWithoutDelay()
    {
        using var host = new HostApi(editor.Address);
        var run = await host.RunAsync(HostApi.Loop("travel-long", rounds: 2_500), waitSeconds: 120);
        Assert.Equal("COMPLETED", run.GetProperty("status").GetString());

        await using var tab = await editor.OpenAsync("travel-long");
        await tab.GoAsync($"/runs/{run.GetProperty("id").GetString()}");
        await Expect(tab.Card("After").Locator(".node.is-completed")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        var scrubber = tab.Page.GetByLabel("Moment of the run");
        Assert.True(int.Parse((await scrubber.GetAttributeAsync("max"))!, System.Globalization.CultureInfo.InvariantCulture) >= 10_000);

        // Fifty moments all over the run: the page must keep up with a hand that drags, so a second each would be absurd and is what fails here.
        var took = Stopwatch.StartNew();
        for (var i = 1; i <= 50; i++)
        {
            var moment = i * 199 % 10_000;
            await scrubber.EvaluateAsync("(input, at) => { input.value = at; input.dispatchEvent(new Event('input', { bubbles: true })); }", moment);
            await Expect(tab.Page.Locator($"[data-moment='{moment}']")).ToBeAttachedAsync();
        }

        Assert.True(took.Elapsed < TimeSpan.FromSeconds(50), $"Fifty moments took {took.Elapsed}.");
        await Expect(tab.Card("Each").Locator(".node.is-running")).ToBeVisibleAsync();
        await tab.EndAsync();
    }

    [Fact]
    public async Task Run_InTheEditor_IsSeenInTimeBelowTheCanvas()
    {
        await using var tab = await editor.OpenAsync("travel-editor");
        await tab.BeginAsync("example", nodes: 6);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Time line" }).ClickAsync();
        await Expect(tab.Page.GetByLabel("Run in time").Locator("canvas")).ToBeVisibleAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "First frame" }).ClickAsync();
        await Expect(tab.Card("All orders").Locator(".node.is-completed")).ToHaveCountAsync(0);
        await tab.PictureAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Last frame" }).ClickAsync();
        await Expect(tab.Card("All orders").Locator(".node.is-completed")).ToBeVisibleAsync();
        await tab.EndAsync();
    }

    [Fact]
    public async Task Compare_WithAnotherRun_NamesTheNodesAndItemsThatDiffer()
    {
        using var host = new HostApi(editor.Address);
        await host.RunAsync(HostApi.Loop("travel-compare", rounds: 2));
        var second = await host.RunAsync(HostApi.Loop("travel-compare", rounds: 3));

        await using var tab = await editor.OpenAsync("travel-compare");
        await tab.GoAsync($"/runs/{second.GetProperty("id").GetString()}");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await tab.Page.GetByLabel("The moment you look at, with").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        var panel = tab.Page.GetByLabel("Compare", new() { Exact = true });
        await Expect(panel.Locator("tr[data-differs=yes]").Filter(new() { HasText = "Check" })).ToContainTextAsync("×2");
        await Expect(panel.Locator("tr[data-differs=no]").Filter(new() { HasText = "Start" })).ToBeVisibleAsync();
        await Expect(tab.Card("Check").Locator(".node-mark")).ToHaveTextAsync("differs");

        await panel.GetByText("Make", new() { Exact = false }).First.ClickAsync();
        await Expect(panel.GetByLabel("Output")).ToContainTextAsync("out[2]");
        await tab.EndAsync();
    }

    [Fact]
    public async Task Fork_OfEditedItems_AsksTheServerForIt()
    {
        using var host = new HostApi(editor.Address);
        var run = await host.RunAsync(HostApi.Loop("travel-fork", rounds: 2));

        await using var tab = await editor.OpenAsync("travel-fork");
        await tab.GoAsync($"/runs/{run.GetProperty("id").GetString()}");
        await tab.Card("Make").ClickAsync();
        await tab.Page.GetByLabel("Node Make").GetByRole(AriaRole.Button, new() { Name = "Fork from here" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Change the output first" }).CheckAsync();
        await Expect(tab.Page.Locator("dialog .cm-content")).ToContainTextAsync("\"out\"");
        await tab.PictureAsync();

        // What it answers is the server's: a new run, or that this build has none.
        var asked = await tab.Page.RunAndWaitForRequestAsync(
            () => tab.Page.GetByRole(AriaRole.Button, new() { Name = "Fork", Exact = true }).ClickAsync(), request => request.Url.EndsWith("/fork", StringComparison.Ordinal));
        var body = System.Text.Json.JsonElement.Parse(asked.PostData!);
        Assert.Equal("same", body.GetProperty("workflow").GetString());
        Assert.Equal(2, body.GetProperty("items").GetProperty("out").GetArrayLength());
        var answer = (await asked.ResponseAsync())!;
        if (answer.Ok)
        {
            await Expect(tab.Page.GetByText("forked from")).ToBeVisibleAsync();
        }
        else
        {
            await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            tab.Forgive("/fork");
            tab.Forgive("console: Failed to load resource");
        }

        await tab.EndAsync();
    }
}
