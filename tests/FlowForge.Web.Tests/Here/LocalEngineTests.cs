using System.Text.Json;
using FlowForge.Core.Serialization;
using FlowForge.Web.Tests.Support;
using FlowForge.WebWorker.Running;

namespace FlowForge.Web.Tests.Here;

public sealed class LocalEngineTests
{
    private readonly KeptRows rows = new();

    [Fact]
    public async Task Run_Started_EndsAndItsFramesAndItemsAreAnswered()
    {
        var engine = await rows.EngineAsync();
        var run = await RunAsync(engine, "{ fields: { twice: '={{ $json.n * 2 }}' } }");

        var frames = JsonElement.Parse((await engine.AskAsync("GET", $"/runs/{run}/frames?limit=500")).Body).GetProperty("items");
        var last = frames.EnumerateArray().Last(frame => frame.GetProperty("nodeId").GetString() == "last");
        var items = await engine.AskAsync("GET", $"/runs/{run}/frames/{last.GetProperty("sequence").GetInt64()}/items?side=output&limit=1&offset=1");

        Assert.Equal("COMPLETED", last.GetProperty("status").GetString());
        Assert.Equal(4, JsonElement.Parse(items.Body).GetProperty("items")[0].GetProperty("json").GetProperty("twice").GetInt32());
        Assert.Equal(2, JsonElement.Parse(items.Body).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Rows_OfARunBefore_GiveTheSameAnswersInANewEngine()
    {
        var before = await rows.EngineAsync();
        var run = await RunAsync(before, "{ fields: { text: \"={{ 'x'.repeat(40000) + $json.n }}\" } }");
        Assert.NotEmpty(rows.Pages);

        var after = await rows.EngineAsync();

        foreach (var path in new[] { $"/runs/{run}", "/runs?limit=10", $"/runs/{run}/frames?limit=500&items=first", $"/runs/{run}/workflow" })
        {
            Assert.Equal(await before.AskAsync("GET", path), await after.AskAsync("GET", path));
        }
    }

    [Fact]
    public async Task Delete_AnEndedRun_LeavesNothingInThePage()
    {
        var engine = await rows.EngineAsync();
        var run = await RunAsync(engine, "{ fields: { text: \"={{ 'x'.repeat(40000) }}\" } }");

        Assert.Equal(204, (await engine.AskAsync("DELETE", $"/runs/{run}")).Status);

        Assert.Empty(rows.Runs);
        Assert.Empty(rows.Segments);
        Assert.Empty(rows.Pages);
    }

    [Theory]
    [InlineData("GET", "/runs/nothing", "", 404, "run.unknown")]
    [InlineData("POST", "/runs/nothing/cancel", "", 404, "run.unknown")]
    [InlineData("DELETE", "/runs/nothing", "", 404, "run.unknown")]
    [InlineData("GET", "/runs/nothing/frames/1/items", "", 404, "frame.unknown")]
    [InlineData("GET", "/credentials", "", 404, "route.unknown")]
    [InlineData("POST", "/runs", """{ "workflow": { "flowforge": 1, "id": "a", "graph": { "nodes": [], "edges": [] } } }""", 422, "run.noTrigger")]
    [InlineData("POST", "/runs", """{ "workflow": { "flowforge": 1, "id": "a b" } }""", 422, "workflow.invalid")]
    public async Task Question_ThatCannotBeAnswered_SaysWhy(string method, string path, string body, int status, string code)
    {
        var answer = await (await rows.EngineAsync()).AskAsync(method, path, body);

        Assert.Equal((status, code), (answer.Status, JsonElement.Parse(answer.Body).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Preview_OfAnExpression_IsItsValueAtTheRunsItem()
    {
        var engine = await rows.EngineAsync();
        var run = await RunAsync(engine, "{ fields: { twice: 1 } }");
        var workflow = (await engine.AskAsync("GET", $"/runs/{run}/workflow")).Body;

        var answer = await engine.AskAsync("POST", "/expressions/preview", $$"""{ "workflow": {{workflow}}, "run": "{{run}}", "node": "last", "expression": "={{ "{{ $json.n + 40 }}" }}", "item": 1 }""");

        Assert.Equal("""{"value":42,"type":"number"}""", answer.Body);
    }

    private static async Task<string> RunAsync(LocalEngine engine, string parameters)
    {
        var workflow = Drafts.Of($$"""
            flowforge: 1
            id: here
            graph:
              nodes:
                - { id: start, kind: trigger.manual, position: { x: 0, y: 0 } }
                - { id: last, kind: set, parameters: {{parameters}}, position: { x: 300, y: 0 } }
              edges:
                - { from: start, to: last }
            """);
        var body = $$"""{ "workflow": {{System.Text.Encoding.UTF8.GetString(WorkflowJson.Write(workflow))}}, "items": [{ "json": { "n": 1 } }, { "json": { "n": 2 } }] }""";
        var started = await engine.AskAsync("POST", "/runs", body);
        Assert.True(started.Status == 201, started.Body);
        var run = JsonElement.Parse(started.Body).GetProperty("id").GetString()!;
        var ended = await engine.Runs.WaitAsync(run, TimeSpan.FromSeconds(20), CancellationToken.None);
        Assert.True(ended!.HasEnded);
        Assert.Null(ended.Failure);
        return run;
    }
}
