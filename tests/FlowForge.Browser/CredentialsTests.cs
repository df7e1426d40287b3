using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

[Collection(EditorCollection.Name)]
public sealed class CredentialsTests(EditorFixture editor)
{
    [Fact]
    public async Task Credential_MadeReplacedAndDeleted_NeverShowsItsValue()
    {
        await using var tab = await editor.OpenAsync("credentials", ColorScheme.Dark);
        await tab.GoAsync("/credentials");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "New credential" }).ClickAsync();
        await tab.Page.GetByLabel("Type").SelectOptionAsync("bearer");
        await tab.Page.GetByRole(AriaRole.Textbox, new() { Name = "Id" }).FillAsync("chat");
        await tab.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Team chat");
        await tab.Page.GetByRole(AriaRole.Textbox, new() { Name = "Token" }).FillAsync("very-secret-4711");
        await tab.Page.GetByRole(AriaRole.Textbox, new() { Name = "May be sent to" }).FillAsync("https://chat.example.com");
        await tab.PictureAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var row = tab.Page.Locator("[data-credential=chat]");
        await Expect(row).ToContainTextAsync("only to https://chat.example.com");
        await AccessTests.AssertSoundAsync(tab.Page);
        await tab.PictureAsync();
        Assert.DoesNotContain("very-secret-4711", await tab.Page.ContentAsync(), StringComparison.Ordinal);

        await row.GetByRole(AriaRole.Button, new() { Name = "Replace values" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Textbox, new() { Name = "Token" }).FillAsync("another-secret-4712");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete Team chat" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await tab.EndAsync();
    }
}
