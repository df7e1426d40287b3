using FlowForge.Browser.Support;
using FlowForge.ModelServer;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlowForge.Browser;

/// <summary>The conversation beside the canvas: text as text, changes through the proposal's panel, and a model that means harm gets nowhere.</summary>
[Collection(EditorCollection.Name)]
public sealed class ChatTests(EditorFixture editor, AiHost host) : IClassFixture<AiHost>
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Chat_ExplainsThenChanges_AndTheChangeIsUndone(ColorScheme scheme)
    {
        await host.SaveAsync($"chat-{scheme}", [(new("Explain this workflow"), Said("It greets a customer by name.")), (new("louder"), AiHost.Change("$json.customer + '!'", "It shouts now."))]);
        await using var tab = await editor.OpenAtAsync(host.Address, $"chat-{scheme}", scheme, 1280, 800);
        await tab.GoAsync($"/workflows/chat-{scheme}");
        await Expect(tab.Cards).ToHaveCountAsync(3);
        await tab.Page.Keyboard.PressAsync("Control+j");
        var panel = tab.Page.GetByLabel("Assistant", new() { Exact = true }).And(tab.Page.Locator("aside"));
        await Expect(panel.GetByLabel("Your question")).ToBeFocusedAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Explain this workflow" }).ClickAsync();
        await Expect(panel.Locator("[data-turn=assistant]")).ToContainTextAsync("It greets a customer by name.");

        await panel.GetByLabel("Your question").FillAsync("Make it louder");
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Send" })).ToBeEnabledAsync();   // the answer before it has ended, not only begun
        await tab.Page.Keyboard.PressAsync("Enter");
        var proposal = tab.Page.GetByLabel("Proposal", new() { Exact = true });
        await Expect(proposal).ToContainTextAsync("It shouts now.");
        await AccessTests.AssertSoundAsync(tab.Page);
        await tab.PictureAsync();
        await proposal.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(panel).ToContainTextAsync("Taken over");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Redo" })).ToBeEnabledAsync();
        await AccessTests.AssertSoundAsync(tab.Page);
        await tab.EndAsync();
    }

    [Fact]
    public async Task Reply_WithMarkupAndRemoteImages_IsShownAsText_AndNothingIsLoaded()
    {
        const string evil = """<img src="https://evil.example/a.png" onerror="alert(1)"><script>alert(2)</script> ![x](https://evil.example/b.png) <a href="javascript:alert(3)">click</a> <iframe src="https://evil.example"></iframe>""";
        await host.SaveAsync("reply", [(new("."), Said(evil))]);
        await using var tab = await editor.OpenAtAsync(host.Address, "chat-evil");
        var asked = new List<string>();
        tab.Page.Request += (_, request) => asked.Add(request.Url);
        tab.Page.Dialog += (_, dialog) => asked.Add($"dialog {dialog.Message}");
        await tab.GoAsync("/workflows/reply");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Assistant" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Explain this workflow" }).ClickAsync();

        var turn = tab.Page.Locator("[data-turn=assistant]");
        await Expect(turn).ToContainTextAsync(evil);
        await Expect(turn.Locator("img, script, iframe, a")).ToHaveCountAsync(0);
        Assert.DoesNotContain(asked, one => one.Contains("evil", StringComparison.Ordinal) || one.StartsWith("dialog", StringComparison.Ordinal));

        // Nor would the page's policy let one through, whoever put it there.
        await tab.Page.EvaluateAsync("() => { const image = new Image(); image.src = 'https://evil.example/c.png'; document.body.append(image); }");
        await tab.Page.WaitForFunctionAsync("() => document.body.lastElementChild.complete");
        tab.Forgive("evil.example");
        await tab.EndAsync();
    }

    [Fact]
    public async Task Answer_ThatIsSlow_IsStopped_AndAnExpressionIsInserted()
    {
        await host.SaveAsync("answer", [(new("Explain"), new ScriptedReply.Slow(new('x', 20_000), TimeSpan.FromMilliseconds(200))), (new("first letter"), Said("{{ $json.customerName[0] }}"))]);
        await using var tab = await editor.OpenAtAsync(host.Address, "chat-stop");
        await tab.GoAsync("/workflows/answer");
        await Expect(tab.Cards).ToHaveCountAsync(3);
        await tab.Page.Keyboard.PressAsync("Control+j");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Explain this workflow" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-turn=assistant]")).ToContainTextAsync("Stopped.");

        await tab.Card("Greet").ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "have it written" }).ClickAsync();
        await tab.Page.GetByLabel("What the expression should give").FillAsync("the first letter");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.PictureAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Insert into" }).ClickAsync();
        await Expect(tab.Page.GetByLabel("Node Greet")).ToContainTextAsync("$json.customerName[0]");
        await tab.EndAsync();
    }

    [Fact]
    public async Task Failure_OfARun_IsExplained_FromWhatTheRunSays()
    {
        await host.SaveAsync("failure", [(new("mends"), AiHost.Change()), (new("Why did this fail"), Said("There is no field customer:\nit is called customerName."))]);
        await using var tab = await editor.OpenAtAsync(host.Address, "chat-why", ColorScheme.Light, 1280, 800);
        await tab.GoAsync("/workflows/failure");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(tab.Page.Locator("[data-run=PAUSED]")).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("Control+j");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Why did this fail?" }).ClickAsync();
        await Expect(tab.Page.Locator("[data-turn=assistant]")).ToContainTextAsync("it is called customerName.");

        // The model was told the failure, not only the words of the question.
        var asked = Assert.Single(host.Model.Calls, call => call.Newest.EndsWith("Why did this fail?", StringComparison.Ordinal));
        Assert.Contains("Failure: expression.failed", asked.Everything, StringComparison.Ordinal);
        Assert.Contains("Cannot read property 'toUpperCase' of undefined", asked.Everything, StringComparison.Ordinal);

        // A question of several lines: Shift Enter goes on, Enter sends it.
        var question = tab.Page.GetByLabel("Your question");
        await Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Send" })).ToBeVisibleAsync();
        await question.FillAsync("Why did this fail,");
        await question.PressAsync("Shift+Enter");
        await question.PressSequentiallyAsync("in short?");
        await tab.PictureAsync();
        await question.PressAsync("Enter");
        await Expect(tab.Page.Locator("[data-turn=person]").Last).ToContainTextAsync("Why did this fail,\nin short?");
        await Expect(question).ToHaveValueAsync("");
        await tab.EndAsync();
    }

    [Fact]
    public async Task Settings_SayWhichModelIsAsked_AndTheKeyIsNowhereInTheBrowser()
    {
        await using var tab = await editor.OpenAtAsync(host.Address, "ai-settings", ColorScheme.Dark, 1280, 800);
        await tab.GoAsync("/settings");
        await Expect(tab.Page.Locator("[data-ai=set]")).ToContainTextAsync("scripted/one");
        await AccessTests.AssertSoundAsync(tab.Page);
        var kept = await tab.Page.EvaluateAsync<string>("async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML, document.cookie])");
        Assert.DoesNotContain(host.Model.Key, kept, StringComparison.Ordinal);
        await tab.EndAsync();

        await using var without = await editor.OpenAsync("ai-settings-none");
        await without.GoAsync("/settings");
        await Expect(without.Page.Locator("[data-ai=missing]")).ToContainTextAsync("FlowForge__Ai__ApiKey");
        await without.EndAsync();
    }

    private static ScriptedReply.Text Said(string text) => new($$"""{ "explanation": {{System.Text.Json.JsonSerializer.Serialize(text)}}, "operations": [] }""");
}
