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
    public async Task Expression_Switched_CompletesFieldsOfRealItems()
    {
        await using var tab = await editor.OpenAsync("inspector-expression");
        await tab.BeginAsync("example", nodes: 6);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();

        await tab.Card("Full price").ClickAsync();
        await tab.Page.GetByRole(AriaRole.Tab, new() { Name = "Parameters" }).ClickAsync();
        var field = tab.Page.Locator("[data-field='fields.toPay'] .cm-content");
        await field.ClickAsync();
        await tab.Page.Keyboard.PressAsync("Control+a");
        await tab.Page.Keyboard.TypeAsync("{{ $json.");
        await Expect(tab.Page.Locator(".cm-tooltip-autocomplete").GetByText("customer")).ToBeVisibleAsync();
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
