using System.Text.Json;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Runs;

public sealed class FrameTests
{
    [Fact]
    public async Task Frames_OfARun_ShowIngressAndEgressOfEachNode()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await RunHello(host, """{ "a": 1 }""");
        var frames = (await host.GetAsync($"/api/runs/{id}/frames")).Root.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            ["start ingress RUNNING", "start egress COMPLETED", "greet ingress RUNNING", "greet egress COMPLETED"],
            frames.Select(frame => $"{frame.GetProperty("nodeId")} {frame.GetProperty("side")} {frame.GetProperty("status")}"));
        Assert.All(frames, frame => Assert.Equal(id, frame.GetProperty("runId").GetString()));
        var last = frames[^1];
        Assert.Equal("", last.GetProperty("iteration").GetString());
        Assert.Equal(1, last.GetProperty("attempt").GetInt32());
        Assert.Equal("""{"in":{"count":1,"items":[{"json":{"a":1}}]}}""", last.GetProperty("input").GetRawText());
        Assert.Equal("""{"out":{"count":1,"items":[{"json":{"a":1,"greeting":"hi"}}]}}""", last.GetProperty("output").GetRawText());
        Assert.True(last.GetProperty("metrics").GetProperty("durationMs").GetDouble() >= 0);
        Assert.Equal(frames.OrderBy(Sequence).Select(Sequence), frames.Select(Sequence));
    }

    [Fact]
    public async Task Frames_ByNodeAndPage_AreFiltered()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await RunHello(host, "1");
        var one = await host.GetAsync($"/api/runs/{id}/frames?node=greet&status=completed");
        Assert.Equal("greet", Assert.Single(one.Root.GetProperty("items").EnumerateArray()).GetProperty("nodeId").GetString());
        var page = await host.GetAsync($"/api/runs/{id}/frames?limit=3");
        Assert.Equal(3, page.Root.GetProperty("items").GetArrayLength());
        var rest = await host.GetAsync($"/api/runs/{id}/frames?limit=3&after={page["next"]}");
        Assert.Equal(1, rest.Root.GetProperty("items").GetArrayLength());
        (await host.GetAsync($"/api/runs/{id}/frames?status=DONE")).AssertRefused(400, "request.query");
        (await host.GetAsync($"/api/runs/{id}/frames?after=soon")).AssertRefused(400, "request.query");
        (await host.GetAsync($"/api/runs/{id}/frames?items=all")).AssertRefused(400, "request.query");
        var counted = (await host.GetAsync($"/api/runs/{id}/frames?items=none&node=greet&status=completed")).Root.GetProperty("items")[0].GetProperty("output").GetProperty("out");
        Assert.Equal(1, counted.GetProperty("count").GetInt32());
        Assert.Equal(0, counted.GetProperty("items").GetArrayLength());
        (await host.GetAsync($"/api/runs/{id}/frames?after=-7")).AssertRefused(400, "request.query");
        (await host.GetAsync("/api/runs/nobody/frames")).AssertRefused(404, "run.unknown");
    }

    [Fact]
    public async Task Items_OfAFrame_ArePaged()
    {
        await using var host = await ApiHost.StartAsync();
        var items = string.Join(',', Enumerable.Range(0, 45).Select(number => $"{{\"json\":{{\"n\":{number}}}}}"));
        var id = await RunHello(host, $"[{items}]");
        var egress = (await host.GetAsync($"/api/runs/{id}/frames?node=greet")).Root.GetProperty("items")[1];
        Assert.Equal(45, egress.GetProperty("output").GetProperty("out").GetProperty("count").GetInt32());
        Assert.Equal(20, egress.GetProperty("output").GetProperty("out").GetProperty("items").GetArrayLength());
        var page = await host.GetAsync($"/api/runs/{id}/frames/{Sequence(egress)}/items?side=output&port=out&offset=30&limit=10");
        Assert.Equal("45", page["count"]);
        Assert.Equal("30", page["offset"]);
        Assert.Equal("40", page["next"]);
        Assert.Equal(30, page.Root.GetProperty("items")[0].GetProperty("json").GetProperty("n").GetInt32());
        var input = await host.GetAsync($"/api/runs/{id}/frames/{Sequence(egress)}/items?side=input&limit=500");
        Assert.Equal(45, input.Root.GetProperty("items").GetArrayLength());
        (await host.GetAsync($"/api/runs/{id}/frames/999/items")).AssertRefused(404, "frame.unknown");
        (await host.GetAsync($"/api/runs/{id}/frames/{Sequence(egress)}/items?side=left")).AssertRefused(400, "request.query");
    }

    private static async Task<string> RunHello(ApiHost host, string body)
    {
        await host.PostAsync("/api/workflows", Documents.Hello());
        return (await host.PostAsync("/api/workflows/hello/runs?wait=20", body))["id"];
    }

    private static long Sequence(JsonElement frame) => frame.GetProperty("sequence").GetInt64();
}
