using FlowForge.ModelServer;

namespace FlowForge.Api.Tests.AiNodes;

/// <summary><c>ai.model</c> and <c>ai.schema</c>, which say something for the nodes that they are connected to.</summary>
public sealed class ConnectedNodeTests
{
    private const string Parts = """
        , { "id": "m", "kind": "ai.model", "parameters": { "model": "scripted/two", "temperature": 0.3, "maxTokens": 40 } }
        , { "id": "s", "kind": "ai.schema", "parameters": { "schema": { "type": "object", "required": ["city"], "additionalProperties": false, "properties": { "city": { "type": "string" } } } } }
        """;

    private const string Edges = """, { "from": "m", "to": "n", "kind": "ai_languageModel" }, { "from": "s", "to": "n", "kind": "ai_outputParser" }""";

    [Theory]
    [InlineData("""{ "id": "n", "kind": "ai.chat", "parameters": { "prompt": "Where?" } }""", "scripted/two", 0.3)]
    [InlineData("""{ "id": "n", "kind": "ai.agent", "parameters": { "prompt": "Where?", "model": "scripted/own" } }""", "scripted/own", 0.3)]
    public async Task Connected_ModelAndSchema_SayWhatTheNodeLeavesOut(string node, string model, double temperature)
    {
        await using var host = await AiHost.StartAsync();
        host.Server.Then(new ScriptedReply.Text("""{"town":"Rome"}"""), new ScriptedReply.Text("""{"city":"Rome"}"""));

        var (run, _) = await host.RunAsync(node, """[{ "json": {} }]""", Parts, Edges);

        Assert.Equal("""[{"json":{"city":"Rome"}}]""", run.GetProperty("output").GetRawText());
        Assert.Equal(2, host.Server.Calls.Count);
        var asked = host.Server.Calls[0].Body;
        Assert.Equal((model, temperature, 40), (asked.GetProperty("model").GetString(), asked.GetProperty("temperature").GetDouble(), asked.GetProperty("max_completion_tokens").GetInt32()));
    }

    [Fact]
    public async Task Connected_NodeOfAnotherKindAsSchema_FailsByItsName()
    {
        await using var host = await AiHost.StartAsync();

        var (run, _) = await host.RunAsync(
            """{ "id": "n", "kind": "ai.chat", "parameters": { "prompt": "Where?" } }""", """[{ "json": {} }]""",
            """, { "id": "other", "kind": "noop" }""", """, { "from": "other", "to": "n", "kind": "ai_outputParser" }""");

        Assert.Equal("node.parameter", run.GetProperty("failure").GetProperty("code").GetString());
        Assert.Contains("other", run.GetProperty("failure").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(host.Server.Calls);
    }

    [Fact]
    public async Task Parts_InTheFlowOfItems_FailAndSayHowToConnectThem()
    {
        await using var host = await AiHost.StartAsync();

        var (run, _) = await host.RunAsync("""{ "id": "n", "kind": "ai.model" }""", """[{ "json": {} }]""");

        Assert.Contains("ai_languageModel", run.GetProperty("failure").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tool_ByItsOwnWords_IsToldSo()
    {
        await using var host = await AiHost.StartAsync();
        await host.SaveAsync("""{ "flowforge": 1, "id": "add", "name": "Add", "graph": { "nodes": [ { "id": "t", "kind": "trigger.workflow" } ] } }""");
        host.Server.Then(new ScriptedReply.Text("3"));

        await host.RunAsync(
            """{ "id": "n", "kind": "ai.agent", "parameters": { "prompt": "1 + 2?" } }""", """[{ "json": {} }]""",
            """, { "id": "w", "kind": "workflow", "notes": "Not this.", "parameters": { "id": "add", "tool": { "name": "sum", "description": "Sums up." } } }""", """, { "from": "w", "to": "n", "kind": "ai_tool" }""");

        var tool = Assert.Single(host.Server.Calls[0].Body.GetProperty("tools").EnumerateArray()).GetProperty("function");
        Assert.Equal(("sum", "Sums up."), (tool.GetProperty("name").GetString(), tool.GetProperty("description").GetString()));
    }
}
