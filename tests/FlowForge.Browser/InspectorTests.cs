using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

[Collection(EditorCollection.Name)]
public sealed class InspectorTests(EditorFixture editor)
{
    [Fact]
    public async Task Code_TypedIntoTheEditor_IsWhatRuns()
    {
        await using var tab = await editor.OpenAsync("inspector-code");
        await tab.BeginAsync("example", nodes: 6);
        await tab.Card("Three orders").DblClickAsync();
        var code = tab.Page.Locator("[data-field=source] .cm-content");
        await code.ClickAsync();
        await tab.Page.Keyboard.PressAsync("Control+a");
        await tab.Page.Keyboard.TypeAsync("return [{ customer: '<b>Mary</b>', total: 7 }];");
        await tab.PictureAsync();
        await tab.Page.Keyboard.PressAsync("Control+Enter");

        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeAttachedAsync();
        await Expect(tab.Page.GetByLabel("Output").GetByText("<b>Mary</b>").First).ToBeVisibleAsync();
        await tab.EndAsync();
    }

    [Fact]
    public async Task Expression_OfARunsItem_IsCompletedShownMarkedAndTakesDroppedFields()
    {
        await using var tab = await editor.OpenAsync("inspector-expression");
        await tab.BeginAsync("example", nodes: 6);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();

        await tab.Card("Give 10 % off").DblClickAsync();
        var value = tab.Page.Locator("[data-value='fields.toPay']");
        await Expect(value).ToContainTextAsync("108");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Take item 1" }).ClickAsync();
        await Expect(value).ToContainTextAsync("279");

        var field = tab.Page.Locator("[data-field='fields.toPay'] .cm-content");
        await field.ClickAsync();
        await tab.Page.Keyboard.PressAsync("Control+a");
        await tab.Page.Keyboard.TypeAsync("{{ $json.");
        await Expect(tab.Page.Locator(".cm-tooltip-autocomplete").GetByText("\"Alan\"")).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("Escape");
        await tab.Page.Keyboard.TypeAsync("customer.missing()");
        await Expect(value).ToContainTextAsync("TypeError");
        await Expect(tab.Page.Locator("[data-field='fields.toPay'] .cm-wrong").First).ToBeVisibleAsync();
        await tab.PictureAsync();
        await AccessTests.AssertSoundAsync(tab.Page);

        var source = tab.Page.GetByLabel("Input").GetByRole(AriaRole.Columnheader, new() { Name = "customer" });
        await source.DragToAsync(tab.Page.Locator("[data-field=fields]").GetByRole(AriaRole.Button, new() { Name = "Add field" }));
        await Expect(tab.Page.Locator("[data-value='fields.customer']")).ToContainTextAsync("Alan");
        await source.DragToAsync(tab.Page.Locator("[data-field='fields.customer'] .cm-content"));
        await Expect(tab.Page.Locator("[data-field='fields.customer'] .cm-content")).ToHaveTextAsync("{{ $json.customer }}{{ $json.customer }}");
        await tab.EndAsync();
    }

    [Fact]
    public async Task Credential_OfAField_IsChosenOrMadeInPlace()
    {
        await using var tab = await editor.OpenAsync("inspector-credential");
        await tab.BeginAsync("example", nodes: 6);
        await tab.Page.Keyboard.PressAsync("n");
        await tab.Page.GetByLabel("Search kinds").FillAsync("webhook");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.GetByLabel("Type").SelectOptionAsync("header");
        await tab.Page.Locator("[data-field='auth.credential']").GetByRole(AriaRole.Button, new() { Name = "New" }).ClickAsync();
        var dialog = tab.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Type").SelectOptionAsync("header");
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Id" }).FillAsync("picked");
        foreach (var field in await dialog.Locator("input[required].font-mono").AllAsync())
        {
            await field.FillAsync("X-Key");
        }

        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "May be sent to" }).FillAsync("https://api.example.com");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(tab.Page.Locator("[id='field-auth.credential']")).ToHaveValueAsync("picked");
        await tab.EndAsync();
    }

    [Fact]
    public async Task Rename_OnTheCanvasByKey_TakesEffectWhereItIsNamed()
    {
        await using var tab = await editor.OpenAsync("inspector-rename-canvas");
        await tab.BeginAsync("example", nodes: 6);
        await tab.Card("Three orders").ClickAsync();
        await tab.Page.Keyboard.PressAsync("F2");
        await tab.PictureAsync();
        await tab.Page.Keyboard.TypeAsync("Give 10 % off");
        await tab.Page.Keyboard.PressAsync("Enter");

        // The name is taken, so that it gets a number.
        await Expect(tab.Card("Give 10 % off 2")).ToBeVisibleAsync();
        await Expect(tab.Card("Give 10 % off 2")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("F2");
        await tab.Page.Keyboard.TypeAsync("Not this");
        await tab.Page.Keyboard.PressAsync("Escape");
        await Expect(tab.Card("Give 10 % off 2")).ToBeVisibleAsync();
        await tab.EndAsync();
    }

    [Fact]
    public async Task Rename_ANode_IsFollowedWhereItIsNamed()
    {
        await using var tab = await editor.OpenAsync("inspector-rename");
        await tab.BeginAsync("example", nodes: 6);
        await tab.Card("Three orders").ClickAsync();
        await tab.Page.GetByLabel("Name of the node").FillAsync("Orders of today");
        await tab.Page.GetByLabel("Name of the node").PressAsync("Tab");

        await Expect(tab.Card("Orders of today")).ToBeVisibleAsync();
        await tab.EndAsync();
    }
}
