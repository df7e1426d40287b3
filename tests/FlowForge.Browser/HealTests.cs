using FlowForge.Browser.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

/// <summary>A run that breaks on a field with another name, as a person meets it: the proposal waits with its dry run, is taken, and the run goes on.</summary>
[Collection(EditorCollection.Name)]
public sealed class HealTests(EditorFixture editor, AiHost host) : IClassFixture<AiHost>
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Failure_OfAChangedFieldName_IsProposedTriedAccepted_AndTheRunCompletes(ColorScheme scheme)
    {
        await host.SaveAsync($"failure-{scheme}", [(new("mends"), AiHost.Change())]);
        await using var tab = await editor.OpenAtAsync(host.Address, $"heal-{scheme}", scheme, 1280, 800);
        await tab.GoAsync($"/workflows/failure-{scheme}");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();

        var panel = tab.Page.GetByLabel("Proposal", new() { Exact = true });
        await Expect(panel).ToContainTextAsync("Proposed fix");
        await Expect(panel).ToContainTextAsync("The field is called customerName now.");
        await Expect(panel.Locator("[data-trial=passed]")).ToContainTextAsync("The run goes to its end.");
        await Expect(panel.Locator("[data-trial=passed] li")).ToHaveCountAsync(2);
        await Expect(tab.Page.Locator("[data-run=PAUSED]")).ToContainTextAsync("Paused at Greet");
        await AccessTests.AssertSoundAsync(tab.Page);
        await tab.PictureAsync();

        await panel.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Open the run" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Changes" }).ClickAsync();
        var changes = tab.Page.GetByLabel("Changes of the run");
        await Expect(changes.Locator("[data-heal=taken]")).ToContainTextAsync("Accepted");
        await Expect(changes).ToContainTextAsync("Revision 1");
        await Expect(changes).ToContainTextAsync("by a person");
        await AccessTests.AssertSoundAsync(tab.Page);
        await tab.EndAsync();
    }

    [Fact]
    public async Task OtherData_IsShownValueByValue_AndTheRunGoesOnWithIt_WhileTheWorkflowStaysAsItIs()
    {
        await host.SaveAsync("data", [(new("mends"), AiHost.Data())]);
        await using var tab = await editor.OpenAtAsync(host.Address, "heal-data", ColorScheme.Light, 1280, 800);
        await tab.GoAsync("/workflows/data");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();

        var panel = tab.Page.GetByLabel("Proposal", new() { Exact = true });
        await Expect(panel.Locator("[data-fix]")).ToContainTextAsync("customer");
        await Expect(panel.Locator("[data-fix] .is-added")).ToHaveTextAsync("\"ada\"");
        await Expect(panel.Locator("[data-trial=passed]")).ToContainTextAsync("The run goes to its end.");
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Edit" })).ToHaveCountAsync(0);
        await AccessTests.AssertSoundAsync(tab.Page);
        await tab.PictureAsync();

        await panel.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();
        using var api = new HostApi(host.Address);
        var run = (await api.GetAsync("/runs")).GetProperty("items")[0].GetProperty("id").GetString();
        Assert.Contains("\"hello\":\"ADA\"", (await api.GetAsync($"/runs/{run}/frames")).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("$json.customer.toUpperCase()", (await api.GetAsync("/workflows/data")).GetRawText(), StringComparison.Ordinal);
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Open the run" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Changes" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-heal=taken]")).ToContainTextAsync("This customer came under another name.");
        await tab.EndAsync();
    }

    [Fact]
    public async Task Proposal_Edited_IsWhatTheRunGoesOnWith_AndARejectedOneIsNot()
    {
        await host.SaveAsync("proposal", [(new("mends"), AiHost.Change("$json.customerName.slice(0, 1)"))]);
        await using var tab = await editor.OpenAtAsync(host.Address, "heal-edited", ColorScheme.Light, 1280, 800);
        await tab.GoAsync("/workflows/proposal");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        var panel = tab.Page.GetByLabel("Proposal", new() { Exact = true });
        await panel.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=PAUSED]")).ToBeVisibleAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "See the fix" })).ToHaveCountAsync(0);

        // Tried again it pauses again, and is proposed for anew.
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        var operations = panel.GetByLabel("Operations that the run goes on with");
        await operations.FillAsync((await operations.InputValueAsync()).Replace("slice(0, 1)", "repeat(2)", StringComparison.Ordinal));
        await tab.PictureAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();

        using var api = new HostApi(host.Address);
        var run = (await api.GetAsync("/runs")).GetProperty("items")[0].GetProperty("id").GetString();
        Assert.Contains("adaada", (await api.GetAsync($"/runs/{run}/frames")).GetRawText(), StringComparison.Ordinal);
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Open the run" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Changes" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-heal=rejected]")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("[data-heal=edited]")).ToBeVisibleAsync();
        await tab.EndAsync();
    }

    [Fact]
    public async Task Paused_ThePersonsOwnChange_IsApplied_AndANodeIsRunFromWhatTheRunGave()
    {
        await host.SaveAsync("paused", []);
        await using var tab = await editor.OpenAtAsync(host.Address, "apply-own", ColorScheme.Light, 1280, 800);
        await tab.GoAsync("/workflows/paused");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=PAUSED]")).ToBeVisibleAsync();

        // The model has nothing to say, which is told in the panel.
        await tab.Page.GetByLabel("Proposal", new() { Exact = true }).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await tab.Card("Greet").ClickAsync();
        await tab.Page.Locator("[data-field='fields.hello'] .cm-content").ClickAsync();
        await tab.Page.Keyboard.PressAsync("Control+a");
        await tab.Page.Keyboard.InsertTextAsync("{{ $json.customerName }}");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Apply my changes" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();
        await tab.PictureAsync();

        await tab.Card("Done").ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run from this node" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=COMPLETED]")).ToBeVisibleAsync();
        using var api = new HostApi(host.Address);
        Assert.True((await api.GetAsync("/runs")).GetProperty("items")[0].TryGetProperty("forkedFrom", out _));
        await tab.EndAsync();
    }
}
