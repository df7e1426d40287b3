using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

/// <summary>A host that asks for a token, as one beyond loopback does: the editor asks the person, and everything that it calls carries it.</summary>
[Collection(EditorCollection.Name)]
public sealed class SignInTests(EditorFixture editor)
{
    private const string Token = "the-operators-token-0123456789";

    private static readonly Dictionary<string, string> Settings = new() { ["FlowForge__Api__Token"] = Token };

    [Fact]
    public async Task Token_WrongThenRight_LetsTheEditorSaveRunAndFollow_AndIsForgottenOnSignOut()
    {
        await using var host = await EditorHost.StartAsync(Settings);
        await using var tab = await editor.OpenAtAsync(host.Address, "sign-in", ColorScheme.Light, 1280, 800);
        await tab.VisitAsync();
        var dialog = tab.Page.Locator("[data-sign-in]");
        await Expect(dialog).ToContainTextAsync("This server asks for a token");
        await AccessTests.AssertSoundAsync(tab.Page);
        await tab.PictureAsync();
        await SignInAsync(tab, "not-this-one");
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("opens nothing here");
        await dialog.GetByLabel("Stay signed in on this browser").CheckAsync();
        await SignInAsync(tab, Token);
        await Expect(dialog).ToHaveCountAsync(0);

        // What waited goes on by itself. The run is on the server, and its events come with the token, too.
        await tab.Page.Locator("[data-start=example]").ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("Control+s");
        await Expect(tab.Page.GetByText("Saved · version 1")).ToBeVisibleAsync();
        await tab.Page.ReloadAsync();
        await Expect(tab.Cards).ToHaveCountAsync(6);
        await Expect(dialog).ToHaveCountAsync(0);

        await tab.GoAsync("/settings");
        await Expect(tab.Page.Locator("[data-signed-in=admin]")).ToContainTextAsync("operator");
        Assert.DoesNotContain(Token, await tab.Page.EvaluateAsync<string>("async () => (await import('./dist/page.js')).backup()"), StringComparison.Ordinal);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(dialog).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Work without the server" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-signed-in=no]")).ToBeVisibleAsync();
        tab.Forgive("401");
        await tab.EndAsync();
    }

    [Fact]
    public async Task Viewer_SeesEverything_AndIsOfferedNoChange()
    {
        await using var host = await EditorHost.StartAsync(Settings);
        var viewer = await PrepareAsync(host.Address);
        await using var tab = await editor.OpenAtAsync(host.Address, "viewer", ColorScheme.Dark, 1280, 800);
        await tab.VisitAsync("/workflows");
        await SignInAsync(tab, viewer);
        var line = tab.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Shared" });
        await Expect(line).ToBeVisibleAsync();
        await Expect(line.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(0);
        await line.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(tab.Page.Locator("[data-view-only]")).ToBeVisibleAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToHaveCountAsync(0);

        // A run is one of this browser, where nobody else is touched by it.
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();
        await tab.PictureAsync();
        await tab.GoAsync("/runs");
        await Expect(tab.Page.Locator("[data-run-id]")).ToHaveCountAsync(1);
        await Expect(tab.Page.GetByTitle("Delete")).ToHaveCountAsync(0);
        await tab.GoAsync("/credentials");
        await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your role does not show");
        tab.Forgive("401");
        tab.Forgive("403");
        await tab.EndAsync();
    }

    private static async Task SignInAsync(EditorTab tab, string token)
    {
        await tab.Page.GetByLabel("Token", new() { Exact = true }).FillAsync(token);
        await tab.Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>A workflow that has run once; gives a token that may only look.</summary>
    private static async Task<string> PrepareAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = new(address, "api/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        await PostAsync(http, "workflows", """{ "flowforge": 1, "id": "shared", "name": "Shared", "graph": { "nodes": [ { "id": "start", "kind": "trigger.manual", "position": { "x": 0, "y": 0 } }, { "id": "mark", "kind": "set", "position": { "x": 280, "y": 0 }, "parameters": { "fields": { "seen": true } } } ], "edges": [ { "from": "start", "to": "mark" } ] } }""");
        await PostAsync(http, "workflows/shared/runs?wait=60", "{}");
        return (await PostAsync(http, "tokens", """{ "name": "reader", "role": "viewer" }""")).GetProperty("token").GetString()!;
    }

    private static async Task<System.Text.Json.JsonElement> PostAsync(HttpClient http, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
    }
}
