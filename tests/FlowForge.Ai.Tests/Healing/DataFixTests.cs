using System.Text.Json;
using FlowForge.Ai.Tests.Support;
using FlowForge.ModelServer;

namespace FlowForge.Ai.Tests.Healing;

/// <summary>The workflow is right and one item is wrong: other values for it are proposed, tried, and taken by a person only.</summary>
public sealed class DataFixTests
{
    private const string Bad = """{ "order": { "price": 1 } }, { "order": { "price": "12,5O" } }, { "order": { "price": 3 } }""";

    private const string Workflow = """
        { "flowforge": 1, "id": "totals", "name": "Totals", "graph": {
            "nodes": [ { "id": "start", "kind": "trigger.manual" },
                       { "id": "total", "kind": "code", "parameters": { "mode": "perItem", "source": "if (typeof $json.order.price !== 'number') throw new Error('The price is no number.'); return { total: 2 * $json.order.price };" } },
                       { "id": "done", "kind": "set", "parameters": { "fields": { "done": true } } } ],
            "edges": [ { "from": "start", "to": "total" }, { "from": "total", "to": "done" } ] } }
        """;

    [Fact]
    public async Task Pause_AtAWrongItem_IsGivenOtherValuesThatWereTried_AndTheRunGoesOnWithThemOnceTheyAreTaken()
    {
        await using var model = await ScriptedModel.StartAsync();
        var world = new World();
        string run, pause;
        await using (var first = await HealHost.StartAsync(model, world))
        {
            model.Then(Values("""[{ "path": ["order", "price"], "value": 12.5 }]"""));
            run = await StartAsync(first, Workflow, Bad, "suggest");

            var open = Assert.Single(await first.ProposedAsync(run));
            pause = Text(open, "pause");
            Assert.Equal(("open", "items", "data", "passed"), (Text(open, "status"), Text(open, "action"), Text(open, "cause"), Text(open.GetProperty("trial"), "outcome")));
            Assert.Equal(
                """{"item":1,"values":[{"path":["order","price"],"field":"order.price","before":"12,5O","value":12.5}],"items":{"out":[{"json":{"total":2}},{"json":{"total":25}},{"json":{"total":6}}]}}""",
                open.GetProperty("data").GetRawText());
            Assert.Empty(open.GetProperty("operations").EnumerateArray());
        }

        // It is kept with the run, for the next host too.
        await using var host = await HealHost.StartAsync(model, world);
        await host.SendAsync("POST", $"runs/{run}/resume", $$"""{ "pause": "{{pause}}", "answer": { "type": "apply", "proposed": true } }""", 404);
        await host.SendAsync("POST", $"runs/{run}/resume", $$"""{ "pause": "{{pause}}", "answer": { "type": "items", "proposed": true, "items": {} } }""", 400);
        await host.SendAsync("POST", $"runs/{run}/resume", $$"""{ "pause": "{{pause}}", "answer": { "type": "items", "proposed": true } }""");

        Assert.Equal("COMPLETED", Text(await host.EndedAsync(run), "status"));
        Assert.Equal(
            """[{"json":{"total":2,"done":true}},{"json":{"total":25,"done":true}},{"json":{"total":6,"done":true}}]""",
            (await host.SendAsync("GET", $"runs/{run}/frames?node=done&items=first")).GetProperty("items").EnumerateArray().Last().GetProperty("output").GetProperty("out").GetProperty("items").GetRawText());
        var taken = Assert.Single(await host.ProposalsAsync(run));
        Assert.Equal(("taken", "person", "items"), (Text(taken, "status"), Text(taken, "by"), Text(taken, "answer")));
    }

    [Theory]
    [InlineData("""[{ "path": ["order", "price"], "value": "12.5" }]""", "still fails")]
    [InlineData("""[{ "path": ["order", "lines", 0, "price"], "value": 1 }]""", "no place 'order.lines[0].price'")]
    [InlineData("""[{ "path": [], "value": 1 }]""", "is a list of at most 20 objects")]
    [InlineData("""{ "order": { "price": 1 } }""", "is a list of at most 20 objects")]
    public async Task Values_ThatDoNotMendIt_GoBackToTheModel(string values, string why)
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World());
        model.Then(Values(values), Values("""[{ "path": ["order", "price"], "value": 12.5 }]"""));
        var run = await StartAsync(host, Workflow, Bad, "suggest");

        Assert.Equal("items", Text(Assert.Single(await host.ProposedAsync(run)), "action"));
        Assert.Equal(2, model.Calls.Count);
        Assert.Contains(why, model.Calls[1].Newest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValuesAndOperations_AreNotBothTaken()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World());
        model.Then(
            Values("""[{ "path": ["order", "price"], "value": 12.5 }]""", """[{ "type": "setParameters", "nodeId": "done", "parameters": { "fields": { "done": false } } }]"""),
            Values("[]"));
        var run = await StartAsync(host, Workflow, Bad, "suggest");

        Assert.Equal("none", Text(Assert.Single(await host.ProposedAsync(run)), "action"));
        Assert.Contains("Change either the workflow", model.Calls[1].Newest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auto_LeavesOtherDataToAPerson()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World());
        model.Then(Values("""[{ "path": ["order", "price"], "value": 12.5 }]"""));
        var run = await StartAsync(host, Workflow, Bad, "auto");

        Assert.Equal("It changes the data, not the workflow.", Text(Assert.Single(await host.ProposedAsync(run)), "waits"));
        Assert.Equal("PAUSED", Text(await host.RunAsync(run), "status"));
    }

    /// <summary>What a service would say to other data nobody knows: a person is told, and nothing stands in for it.</summary>
    [Fact]
    public async Task ANodeThatReachesOutside_IsGivenNoOtherData()
    {
        await using var remote = await RemoteServer.StartAsync();
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World());
        await host.EndedAsync(await host.StartAsync(Greeting.Workflow(remote.Address, query: "={{ $json.customer.trim() }}"), Greeting.Good));
        model.Then(Values("""[{ "path": ["customer"], "value": "bo" }]"""));
        var run = await host.StartAsync(Calling(remote.Address), """{ "customer": 7 }""", "suggest");

        var said = Assert.Single(await host.ProposedAsync(run));
        Assert.Equal("none", Text(said, "action"));
        Assert.False(said.TryGetProperty("data", out _));
    }

    private static string Calling(string remote) => $$$"""
        { "flowforge": 1, "id": "greet", "name": "Greet", "graph": {
            "nodes": [ { "id": "start", "kind": "trigger.manual" }, { "id": "tell", "kind": "http", "parameters": { "url": "{{{remote}}}/tell", "query": { "who": "={{ $json.customer.trim() }}" } } } ],
            "edges": [ { "from": "start", "to": "tell" } ] } }
        """;

    private static ScriptedReply.Text Values(string values, string operations = "[]") =>
        new($$"""{ "cause": "data", "explanation": "A letter O stands for a zero.", "operations": {{operations}}, "data": {{values}} }""");

    private static async Task<string> StartAsync(HealHost host, string workflow, string items, string healing) => Text(await host.SendAsync(
        "POST", "runs", $$"""{ "workflow": {{workflow}}, "items": [{{Items(items)}}], "options": { "healing": "{{healing}}" } }""", 201), "id");

    private static string Items(string items) => string.Join(',', JsonElement.Parse($"[{items}]").EnumerateArray().Select(static item => $$"""{ "json": {{item.GetRawText()}} }"""));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
