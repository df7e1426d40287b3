using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

[Collection(EditorCollection.Name)]
public sealed class RunsTests(EditorFixture editor)
{
    [Fact]
    public async Task List_Filtered_ShowsWhatMatchesAndOpensIt()
    {
        using var host = new HostApi(editor.Address);
        await host.RunAsync(HostApi.Loop("runs-good", rounds: 2));
        var failed = await host.RunAsync(HostApi.Loop("runs-bad", rounds: 4, failAt: 2));
        var id = failed.GetProperty("id").GetString();

        await using var tab = await editor.OpenAsync("runs-list");
        await tab.GoAsync("/runs");
        await Expect(tab.Page.Locator($"[data-run-id='{id}']")).ToContainTextAsync("no 2");
        await tab.PictureAsync();

        await tab.Page.GetByLabel("Search runs").FillAsync("runs-bad");
        await Expect(tab.Page.Locator("[data-run-id]")).ToHaveCountAsync(1);
        await tab.Page.GetByLabel("State").SelectOptionAsync("COMPLETED");
        await Expect(tab.Page.GetByText("No run matches")).ToBeVisibleAsync();
        await tab.Page.GetByLabel("State").SelectOptionAsync("FAILED");
        await Expect(tab.Page.Locator("[data-run-id]")).ToHaveCountAsync(1);
        Assert.Contains("status=FAILED", tab.Page.Url, StringComparison.Ordinal);

        await tab.Page.ReloadAsync();
        await tab.Page.Locator("[data-run-id] a").First.ClickAsync();
        await Expect(tab.Page.Locator("[data-run=FAILED]")).ToBeVisibleAsync();
        await tab.EndAsync();
    }

    [Fact]
    public async Task List_ALiveRun_IsCancelledAndAnEndedOneDeleted()
    {
        using var host = new HostApi(editor.Address);
        var run = await host.RunAsync(
            """{ "flowforge": 1, "id": "runs-live", "name": "runs-live", "graph": { "nodes": [ { "id": "start", "kind": "trigger.manual" }, { "id": "nap", "kind": "wait", "parameters": { "mode": "time", "seconds": 600 } } ], "edges": [ { "from": "start", "to": "nap" } ] } }""",
            waitSeconds: 0);

        await using var tab = await editor.OpenAsync("runs-cancel", ColorScheme.Dark);
        await tab.GoAsync("/runs");
        var row = tab.Page.Locator($"[data-run-id='{run.GetProperty("id").GetString()}']");
        await Expect(row.Locator("[data-status=WAITING], [data-status=RUNNING]")).ToBeVisibleAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Cancel the run" }).ClickAsync();
        await Expect(row.Locator("[data-status=CANCELLED]")).ToBeVisibleAsync();
        await tab.PictureAsync();

        await row.GetByRole(AriaRole.Button, new() { Name = "Delete the run" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await tab.EndAsync();
    }
}
