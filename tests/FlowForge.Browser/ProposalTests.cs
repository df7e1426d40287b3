using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

[Collection(EditorCollection.Name)]
public sealed class ProposalTests(EditorFixture editor)
{
    private static readonly string Notify = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recorded", "notify.json"));

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Proposal_Pasted_IsShownThenAcceptedThenUndone(ColorScheme scheme)
    {
        await using var tab = await editor.OpenAsync($"proposal-{scheme}", scheme);
        await tab.BeginAsync("manual", nodes: 1);
        await PasteAsync(tab, Notify);

        var panel = tab.Page.GetByLabel("Proposal", new() { Exact = true });
        await Expect(panel).ToContainTextAsync("Large orders are told to the team in chat.");
        await Expect(panel.GetByLabel("What it could do")).ToContainTextAsync("https://chat.example.com");
        await Expect(panel.GetByLabel("What it could do")).ToContainTextAsync("Sends the credential chat");
        await Expect(tab.Card("Tell the team").Locator(".node.is-added")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator(".react-flow__edge.is-added")).ToHaveCountAsync(3);
        await AccessTests.AssertSoundAsync(tab.Page);
        await tab.PictureAsync();

        await panel.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(tab.Cards).ToHaveCountAsync(4);
        await Expect(tab.Page.Locator(".has-mark")).ToHaveCountAsync(0);
        await tab.Page.Keyboard.PressAsync("Control+z");
        await Expect(tab.Cards).ToHaveCountAsync(1);
        await tab.EndAsync();
    }

    [Fact]
    public async Task Proposal_Rejected_LeavesTheDocumentAlone()
    {
        await using var tab = await editor.OpenAsync("proposal-rejected");
        await tab.BeginAsync("manual", nodes: 1);
        await PasteAsync(tab, Notify);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();

        await Expect(tab.Cards).ToHaveCountAsync(1);
        await tab.EndAsync();
    }

    [Fact]
    public async Task Version_Earlier_IsShownAsADifferenceAndTakenBack()
    {
        await using var tab = await editor.OpenAsync("versions");
        await tab.BeginAsync("example", nodes: 6);
        await tab.Page.Keyboard.PressAsync("Control+s");
        await Expect(tab.Page.GetByText("Saved · version 1")).ToBeVisibleAsync();
        await tab.Card("All orders").ClickAsync();
        await tab.Page.Keyboard.PressAsync("Delete");
        await Expect(tab.Cards).ToHaveCountAsync(5);
        await tab.Page.Keyboard.PressAsync("Control+s");
        await Expect(tab.Page.GetByText("Saved · version 2")).ToBeVisibleAsync();

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Versions" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Version 1" }).ClickAsync();
        await Expect(tab.Card("All orders").Locator(".node.is-added")).ToBeVisibleAsync();
        await tab.PictureAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Roll back to version 1" }).ClickAsync();
        await Expect(tab.Cards).ToHaveCountAsync(6);
        await tab.EndAsync();
    }

    [Fact]
    public async Task Commands_ByTyping_DoAndFind()
    {
        await using var tab = await editor.OpenAsync("commands", ColorScheme.Dark);
        await tab.BeginAsync("example", nodes: 6);
        await tab.Page.Keyboard.PressAsync("Control+k");
        await tab.Page.GetByLabel("Search commands").FillAsync("full price");
        await tab.PictureAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(tab.Page.GetByLabel("Node Full price")).ToBeVisibleAsync();

        await tab.Page.Locator("body").PressAsync("b");
        await Expect(tab.Card("Full price").GetByLabel("Breakpoint")).ToBeVisibleAsync();
        await tab.EndAsync();
    }

    private static async Task PasteAsync(EditorTab tab, string text)
    {
        await tab.Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);
        await tab.Page.Locator("body").PressAsync("Control+v");
    }
}
