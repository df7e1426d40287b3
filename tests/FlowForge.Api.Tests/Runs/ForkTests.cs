using System.Text.Json;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Runs;

public sealed class ForkTests
{
    [Fact]
    public async Task Fork_FromAFrame_IsANewRunOfTheFamilyWithWhatWasKept()
    {
        await using var host = await ApiHost.StartAsync();
        var (run, frames) = await RunHello(host);
        var fork = await host.PostAsync($"/api/runs/{run}/fork?wait=20", $$"""{ "fromFrame": {{Sequence(frames, "greet", "ingress")}} }""");
        Assert.True(fork.Status == 200, fork.Body);
        Assert.Equal((run, "COMPLETED", """[{"json":{"a":1,"greeting":"hi"}}]"""), (fork["forkedFrom"], fork["status"], fork["output"]));
        var shown = (await host.GetAsync($"/api/runs/{fork["id"]}/frames")).Root.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([true, true, false, false], shown.Select(frame => frame.TryGetProperty("given", out var given) && given.GetBoolean()));

        var started = await host.PostAsync($"/api/runs/{run}/fork", $$"""{ "fromFrame": {{Sequence(frames, "greet", "egress")}}, "workflow": "same" }""");
        Assert.Equal((201, $"/api/runs/{started["id"]}"), (started.Status, started.Headers["Location"]));
    }

    [Fact]
    public async Task Fork_WithItems_ReplacesInputOrOutput()
    {
        await using var host = await ApiHost.StartAsync();
        var (run, frames) = await RunHello(host);
        var input = await host.PostAsync(
            $"/api/runs/{run}/fork?wait=20", $$"""{ "fromFrame": {{Sequence(frames, "greet", "ingress")}}, "items": { "in": [{ "json": { "b": 2 } }, { "json": { "c": 3 } }] } }""");
        Assert.Equal("""[{"json":{"b":2,"greeting":"hi"}},{"json":{"c":3,"greeting":"hi"}}]""", input["output"]);
        var output = await host.PostAsync(
            $"/api/runs/{run}/fork?wait=20", $$"""{ "fromFrame": {{Sequence(frames, "greet", "egress")}}, "items": { "out": [{ "by": "hand" }] } }""");
        Assert.Equal("""[{"json":{"by":"hand"}}]""", output["output"]);
    }

    [Fact]
    public async Task Fork_Latest_TakesTheNewestVersionOrNamesWhatDoesNotFit()
    {
        await using var host = await ApiHost.StartAsync();
        var (run, frames) = await RunHello(host);
        var tag = (await host.GetAsync("/api/workflows/hello")).ETag;
        await host.SendAsync("PUT", "/api/workflows/hello", Documents.Hello(greeting: "new"), headers: ("If-Match", tag));
        var body = $$"""{ "fromFrame": {{Sequence(frames, "greet", "ingress")}}, "workflow": "latest" }""";
        var fork = await host.PostAsync($"/api/runs/{run}/fork?wait=20", body);
        Assert.Equal(("2", """[{"json":{"a":1,"greeting":"new"}}]"""), (fork["version"], fork["output"]));

        tag = (await host.GetAsync("/api/workflows/hello")).ETag;
        var other = Documents.Hello().Replace("\"greet\"", "\"welcome\"", StringComparison.Ordinal);
        await host.SendAsync("PUT", "/api/workflows/hello", other, headers: ("If-Match", tag));
        var refused = await host.PostAsync($"/api/runs/{run}/fork", body);
        refused.AssertRefused(409, "fork.incompatible");
        Assert.Equal("""["greet"]""", refused.Root.GetProperty("problems")[0].GetProperty("nodes").GetRawText());
    }

    [Theory]
    [InlineData("", 400, "request.body")]
    [InlineData("{}", 400, "request.body")]
    [InlineData("""{ "fromFrame": "1" }""", 400, "request.body")]
    [InlineData("""{ "fromFrame": 1, "workflow": "newest" }""", 400, "request.body")]
    [InlineData("""{ "fromFrame": 1, "items": [] }""", 400, "request.body")]
    [InlineData("""{ "fromFrame": 1, "items": { "out": 1 } }""", 400, "request.body")]
    [InlineData("""{ "fromFrame": 1, "items": { "left": [] } }""", 400, "fork.unknownPort")]
    [InlineData("""{ "fromFrame": 12345678 }""", 404, "frame.unknown")]
    public async Task Fork_BadRequest_IsRefusedAndStartsNothing(string body, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();
        var (run, _) = await RunHello(host);
        (await host.PostAsync($"/api/runs/{run}/fork", body)).AssertRefused(status, code);
        (await host.PostAsync("/api/runs/nobody/fork", """{ "fromFrame": 1 }""")).AssertRefused(404, "run.unknown");
        Assert.Single((await host.GetAsync("/api/runs")).Root.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Fork_WithAKey_HappensOnce()
    {
        await using var host = await ApiHost.StartAsync();
        var (run, frames) = await RunHello(host);
        var body = $$"""{ "fromFrame": {{Sequence(frames, "greet", "ingress")}} }""";
        var forks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.PostAsync($"/api/runs/{run}/fork", body, ("Idempotency-Key", "once"))));
        Assert.Single(forks.Select(fork => fork["id"]).Distinct());
        (await host.PostAsync($"/api/runs/{run}/fork", body.Replace(" }", ", \"workflow\": \"same\" }", StringComparison.Ordinal), ("Idempotency-Key", "once")))
            .AssertRefused(422, "start.keyReused");
        Assert.Equal(2, (await host.GetAsync("/api/runs")).Root.GetProperty("items").GetArrayLength());
    }

    private static async Task<(string Run, List<JsonElement> Frames)> RunHello(ApiHost host)
    {
        await host.PostAsync("/api/workflows", Documents.Hello());
        var run = (await host.PostAsync("/api/workflows/hello/runs?wait=20", """{ "a": 1 }"""))["id"];
        return (run, (await host.GetAsync($"/api/runs/{run}/frames")).Root.GetProperty("items").EnumerateArray().ToList());
    }

    private static long Sequence(List<JsonElement> frames, string node, string side) =>
        frames.Single(frame => frame.GetProperty("nodeId").GetString() == node && frame.GetProperty("side").GetString() == side).GetProperty("sequence").GetInt64();
}
