using System.Text.Json;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Runs;

/// <summary>Runs as tests of their workflow.</summary>
public sealed class RecordedTestTests
{
    [Fact]
    public async Task Test_OfARun_HasWhatStartedItAndWhatEachNodeGave()
    {
        await using var host = await ApiHost.StartAsync();
        var ran = await host.PostAsync("/api/runs?wait=60", $$"""{ "workflow": {{Documents.Hello()}}, "items": [{ "json": { "name": "Ada" } }] }""");
        Assert.True(ran.Status == 200 && ran["status"] == "COMPLETED", ran.Body);

        var test = (await host.GetAsync($"/api/runs/{ran["id"]}/test")).Root;
        Assert.Equal(1, test.GetProperty("flowforgeTest").GetInt32());
        Assert.Equal("Ada", test.GetProperty("items")[0].GetProperty("json").GetProperty("name").GetString());
        Assert.True(test.GetProperty("expect").GetProperty("nodes").TryGetProperty("greet", out var greet), test.ToString());
        Assert.Equal(JsonValueKind.Object, greet[0].GetProperty("ports").GetProperty("out")[0].ValueKind);
        var yaml = await host.GetAsync($"/api/runs/{ran["id"]}/test?format=yaml");
        Assert.Equal((200, "application/yaml"), (yaml.Status, yaml.Type));
        Assert.StartsWith("flowforgeTest: 1\n", yaml.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/runs/ghost/test", 404, "run.unknown")]
    [InlineData("/api/runs/ghost/test?format=toml", 400, "request.query")]
    public async Task Test_OfWhatIsNoRun_IsRefused(string path, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();
        (await host.GetAsync(path)).AssertRefused(status, code);
    }

    [Fact]
    public async Task Test_OfARunThatGoesOn_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();
        var waiting = await host.PostAsync("/api/runs", """
            { "workflow": { "flowforge": 1, "id": "w", "name": "W", "graph": { "nodes": [{ "id": "t", "kind": "trigger.manual" }, { "id": "w", "kind": "wait", "parameters": { "mode": "signal", "signal": "go" } }],
              "edges": [{ "from": "t", "to": "w" }] } }, "items": [{ "json": {} }] }
            """);
        (await host.GetAsync($"/api/runs/{waiting["id"]}/test")).AssertRefused(409, "test.notEnded");
    }
}
