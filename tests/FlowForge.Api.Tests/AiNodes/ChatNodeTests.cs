using System.Text.Json;
using FlowForge.ModelServer;

namespace FlowForge.Api.Tests.AiNodes;

/// <summary><c>ai.chat</c> in real runs.</summary>
public sealed class ChatNodeTests
{
    private const string Chat = """{ "id": "n", "kind": "ai.chat", "parameters": { "system": "Be short.", "prompt": "=Greet {{ $json.name }}", "temperature": 0.5, "maxTokens": 50, "concurrency": 1, "model": "scripted/two" } }""";

    [Fact]
    public async Task Chat_TwoItems_AreAskedOneByOneAndTokensStandOnTheFrame()
    {
        await using var host = await AiHost.StartAsync();
        host.Server.Then(new ScriptedReply.Text("Hi Ada") { Usage = (10, 2, 0.001m) }, new ScriptedReply.Text("Hi Bob") { Usage = (12, 3, 0.002m) });

        var (run, frame) = await host.RunAsync(Chat, """[{ "json": { "name": "Ada" } }, { "json": { "name": "Bob" } }]""");

        Assert.Equal("""[{"json":{"text":"Hi Ada"}},{"json":{"text":"Hi Bob"}}]""", run.GetProperty("output").GetRawText());
        var metrics = frame.GetProperty("metrics");
        Assert.Equal((22, 5, 0.003m), (metrics.GetProperty("tokensIn").GetInt32(), metrics.GetProperty("tokensOut").GetInt32(), metrics.GetProperty("cost").GetDecimal()));
        var asked = host.Server.Calls[0];
        Assert.Equal([("system", "Be short."), ("user", "Greet Ada")], asked.Messages);
        Assert.Equal(("scripted/two", 0.5, 50), (asked.Body.GetProperty("model").GetString(), asked.Body.GetProperty("temperature").GetDouble(), asked.Body.GetProperty("max_completion_tokens").GetInt32()));
        Assert.Equal(2, host.Server.Calls.Select(static call => call.Header("Idempotency-Key")).Where(static key => key is { Length: > 20 }).Distinct().Count());
    }

    [Fact]
    public async Task Chat_JsonReply_IsTheItem_OrAFieldBesideWhatItWas()
    {
        await using var host = await AiHost.StartAsync();
        host.Server.Then(new ScriptedReply.Text("```json\n{\"mood\":\"glad\"}\n```"), new ScriptedReply.Text("""{"mood":"sad"}"""));

        var alone = await host.RunAsync("""{ "id": "n", "kind": "ai.chat", "parameters": { "prompt": "Mood?", "response": "json" } }""", """[{ "json": { "a": 1 } }]""");
        var beside = await host.RunAsync("""{ "id": "n", "kind": "ai.chat", "parameters": { "prompt": "Mood?", "response": "json", "keep": "all", "field": "said" } }""", """[{ "json": { "a": 1 } }]""");

        Assert.Equal("""[{"json":{"mood":"glad"}}]""", alone.Run.GetProperty("output").GetRawText());
        Assert.Equal("""[{"json":{"a":1,"said":{"mood":"sad"}}}]""", beside.Run.GetProperty("output").GetRawText());
    }

    [Fact]
    public async Task Chat_EarlierMessages_ComeBeforeThePrompt()
    {
        await using var host = await AiHost.StartAsync();
        host.Server.Then(new ScriptedReply.Text("ok"));

        await host.RunAsync("""{ "id": "n", "kind": "ai.chat", "parameters": { "messages": [{ "text": "One" }, { "role": "assistant", "text": "Two" }], "prompt": "={{ $json.q }}" } }""", """[{ "json": { "q": { "deep": true } } }]""");

        Assert.Equal([("user", "One"), ("assistant", "Two"), ("user", """{"deep":true}""")], host.Server.Calls[0].Messages);
    }

    [Fact]
    public async Task Chat_WithoutAKey_SaysWhatToSet()
    {
        await using var host = await AiHost.StartAsync(static options => options with { ApiKey = null });

        var (run, _) = await host.RunAsync(Chat, """[{ "json": { "name": "Ada" } }]""");

        Assert.Equal("ai.notConfigured", run.GetProperty("failure").GetProperty("code").GetString());
        Assert.Contains("FlowForge__Ai__ApiKey", run.GetProperty("failure").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(host.Server.Calls);
    }

    [Fact]
    public async Task Chat_BudgetOfTheRun_EndsIt()
    {
        await using var host = await AiHost.StartAsync(static options => options with { CallsPerRun = 1 });
        host.Server.Then(new ScriptedReply.Text("Hi"), new ScriptedReply.Text("Hi"));

        var (run, frame) = await host.RunAsync(Chat, """[{ "json": { "name": "Ada" } }, { "json": { "name": "Bob" } }]""");

        Assert.Equal(("ai.budget", 1), (run.GetProperty("failure").GetProperty("code").GetString(), run.GetProperty("failure").GetProperty("item").GetInt32()));
        Assert.Single(host.Server.Calls);
        Assert.Equal(1000, frame.GetProperty("metrics").GetProperty("tokensIn").GetInt32());
    }

    [Fact]
    public async Task Chat_ReplyThatTellsTheKey_IsGivenWithoutIt()
    {
        await using var host = await AiHost.StartAsync();
        host.Server.Then(new ScriptedReply.Text($"The key is {host.Server.Key}."));

        var (run, _) = await host.RunAsync(Chat, """[{ "json": { "name": "Ada" } }]""");

        Assert.Equal("""[{"json":{"text":"The key is [key]."}}]""", run.GetProperty("output").GetRawText());
    }

    [Theory]
    [InlineData("{}", "\"prompt\" is needed")]
    [InlineData("""{ "system": "x" }""", "\"prompt\" is needed")]
    [InlineData("""{ "prompt": "x", "schema": "={{ '{' }}" }""", "\"schema\" is no JSON")]
    public async Task Chat_WrongParameters_AreRefusedBeforeAnythingIsAsked(string parameters, string says)
    {
        await using var host = await AiHost.StartAsync();

        var (run, _) = await host.RunAsync($$"""{ "id": "n", "kind": "ai.chat", "parameters": {{parameters}} }""", """[{ "json": {} }]""");

        Assert.Contains(says, run.GetProperty("failure").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(host.Server.Calls);
    }

    public static TheoryData<ScriptedReply, string> Trouble() => new()
    {
        { new ScriptedReply.Huge(5 * 1024 * 1024), "ai.invalidReply" },
        { new ScriptedReply.Cut("Hi"), "ai.invalidReply" },
        { new ScriptedReply.Noise("data: nonsense\n\n"), "ai.invalidReply" },
        { new ScriptedReply.Hang(), "ai.timeout" },
        { new ScriptedReply.Refuse(400, """{"error":{"message":"no such model"}}"""), "ai.unavailable" },
        { new ScriptedReply.Refuse(429, "{}", "3600"), "ai.rateLimited" },
    };

    [Theory]
    [MemberData(nameof(Trouble))]
    public async Task Chat_ServerInTrouble_IsAFailureOfTheItem(ScriptedReply reply, string code)
    {
        await using var host = await AiHost.StartAsync(static options => options with { CallTime = TimeSpan.FromSeconds(2) });
        host.Server.Then(reply, new ScriptedReply.Text("Hi Bob"));

        var (run, _) = await host.RunAsync(Chat.Replace("\"kind\"", "\"onError\": \"continue\", \"kind\"", StringComparison.Ordinal), """[{ "json": { "name": "Ada" } }, { "json": { "name": "Bob" } }]""");

        var output = run.GetProperty("output");
        Assert.Equal(code, output[0].GetProperty("json").GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("Hi Bob", output[1].GetProperty("json").GetProperty("text").GetString());
    }
}
