using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.State;

public sealed class StateTests
{
    private const string Counter = """
        { "flowforge": 1, "id": "counter", "name": "counter", "graph": {
          "nodes": [
            { "id": "start", "kind": "trigger.manual" },
            { "id": "a", "kind": "code", "parameters": { "source": "const d = $getWorkflowStaticData('global'); d.count = (d.count ?? 0) + 1; return { count: d.count }" } },
            { "id": "b", "kind": "code", "name": "Be", "parameters": { "source": "const d = $getWorkflowStaticData('node'); d.last = $json.count; return { ...$json, seen: $getWorkflowStaticData('global').count }" } } ],
          "edges": [ { "from": "start", "to": "a" }, { "from": "a", "to": "b" } ] } }
        """;

    [Fact]
    public async Task State_OfRuns_IsKeptShownAndForgotten()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Counter);
        Assert.Equal("""{"global":{},"nodes":{}}""", (await host.GetAsync("/api/workflows/counter/state")).Body);
        Assert.Equal("""{"count":1,"seen":1}""", await RunAsync(host));
        var second = await host.PostAsync("/api/workflows/counter/runs?wait=30");
        Assert.Equal("""{"count":2,"seen":2}""", second.Root.GetProperty("output")[0].GetProperty("json").GetRawText());
        Assert.Equal("""{"global":{"count":2},"nodes":{"b":{"last":2}}}""", (await host.GetAsync("/api/workflows/counter/state")).Body);

        var frames = await host.GetAsync($"/api/runs/{second["id"]}/frames?node=b");
        Assert.Equal("""[{"scope":"b","set":{"last":2}}]""", frames.Root.GetProperty("items")[1].GetProperty("state").GetRawText());

        Assert.Equal(204, (await host.SendAsync("DELETE", "/api/workflows/counter/state")).Status);
        Assert.Equal("""{"count":1,"seen":1}""", await RunAsync(host));
    }

    [Fact]
    public async Task State_OfAnUnsavedDocument_IsNotKept()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Counter);
        for (var i = 0; i < 2; i++)
        {
            var run = await host.PostAsync("/api/runs?wait=30", $$"""{ "workflow": {{Counter}}, "items": [{ "json": {} }] }""");
            Assert.Equal("""{"count":1,"seen":1}""", run.Root.GetProperty("output")[0].GetProperty("json").GetRawText());
        }

        Assert.Equal("""{"global":{},"nodes":{}}""", (await host.GetAsync("/api/workflows/counter/state")).Body);
    }

    [Fact]
    public async Task State_OfADeletedWorkflow_IsGoneWithIt()
    {
        await using var host = await ApiHost.StartAsync();
        var saved = await host.PostAsync("/api/workflows", Counter);
        await RunAsync(host);
        Assert.Equal(204, (await host.SendAsync("DELETE", "/api/workflows/counter", headers: ("If-Match", saved.ETag))).Status);
        (await host.GetAsync("/api/workflows/counter/state")).AssertRefused(404, "workflow.unknown");
        (await host.SendAsync("DELETE", "/api/workflows/counter/state")).AssertRefused(404, "workflow.unknown");
        await host.PostAsync("/api/workflows", Counter);
        Assert.Equal("""{"global":{},"nodes":{}}""", (await host.GetAsync("/api/workflows/counter/state")).Body);
    }

    private static async Task<string> RunAsync(ApiHost host) =>
        (await host.PostAsync("/api/workflows/counter/runs?wait=30")).Root.GetProperty("output")[0].GetProperty("json").GetRawText();
}
