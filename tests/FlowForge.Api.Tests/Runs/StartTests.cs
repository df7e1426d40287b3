using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Runs;

public sealed class StartTests
{
    [Fact]
    public async Task Start_WithWait_Answers200WithTheOutput()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        var run = await host.PostAsync("/api/workflows/hello/runs?wait=20", """{ "name": "Ada" }""");
        Assert.True(run.Status == 200, run.Body);
        Assert.Equal("COMPLETED", run["status"]);
        Assert.Equal("hello", run["workflowId"]);
        Assert.Equal("1", run["version"]);
        Assert.Equal("""[{"json":{"name":"Ada","greeting":"hi"}}]""", run["output"]);
        Assert.True(run.Root.TryGetProperty("endedAt", out _));
    }

    [Fact]
    public async Task Start_WithoutWait_Answers201WithLocation()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        var run = await host.PostAsync("/api/workflows/hello/runs");
        Assert.Equal(201, run.Status);
        Assert.Equal($"/api/runs/{run["id"]}", run.Headers["Location"]);
        Assert.Equal(200, (await host.GetAsync(run.Headers["Location"])).Status);
    }

    [Theory]
    [InlineData("5", """{"value":5,"greeting":"hi"}""", 1)]
    [InlineData("""[1,2]""", """{"value":[1,2],"greeting":"hi"}""", 1)]
    [InlineData("""[{"json":{"a":1}},{"json":{"a":2}}]""", """{"a":1,"greeting":"hi"}""", 2)]
    [InlineData("""{"items":[{"json":{"a":1}}]}""", """{"a":1,"greeting":"hi"}""", 1)]
    [InlineData("""{"items":[{"json":{"a":1}}],"more":1}""", """{"items":[{"json":{"a":1}}],"more":1,"greeting":"hi"}""", 1)]
    [InlineData("""{"b":1,"2":1,"1":1,"b":-0}""", """{"1":1,"2":1,"b":0,"greeting":"hi"}""", 1)]
    public async Task Start_Body_BecomesItems(string body, string first, int count)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        var output = (await host.PostAsync("/api/workflows/hello/runs?wait=20", body)).Root.GetProperty("output");
        Assert.Equal(count, output.GetArrayLength());
        Assert.Equal(first, output[0].GetProperty("json").GetRawText());
    }

    [Fact]
    public async Task Start_IdempotencyKeyTwice_GivesOneRun()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        var one = await host.PostAsync("/api/workflows/hello/runs", "1", ("Idempotency-Key", "k"));
        var two = await host.PostAsync("/api/workflows/hello/runs", "1", ("Idempotency-Key", "k"));
        Assert.Equal(one["id"], two["id"]);
        Assert.Equal(201, two.Status);
        (await host.PostAsync("/api/workflows/hello/runs", "2", ("Idempotency-Key", "k"))).AssertRefused(422, "start.keyReused");
        Assert.Single((await host.GetAsync("/api/runs")).Root.GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("201")]
    [InlineData("soon")]
    public async Task Start_WaitOutOfRange_Is400AndStartsNothing(string wait)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        (await host.PostAsync($"/api/workflows/hello/runs?wait={wait}")).AssertRefused(400, "request.query");
        Assert.Empty((await host.GetAsync("/api/runs")).Root.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Start_SeveralTriggersAndNoneNamed_Is400()
    {
        await using var host = await ApiHost.StartAsync();
        var two = Documents.Hello().Replace("\"nodes\": [", "\"nodes\": [ { \"id\": \"other\", \"kind\": \"trigger.manual\" }, ")
            .Replace("\"edges\": [", "\"edges\": [ { \"from\": \"other\", \"to\": \"greet\" }, ");
        Assert.Equal(201, (await host.PostAsync("/api/workflows", two)).Status);
        (await host.PostAsync("/api/workflows/hello/runs")).AssertRefused(400, "run.ambiguousTrigger");
        (await host.PostAsync("/api/workflows/hello/runs", """{ "items": [], "trigger": "greet" }""")).AssertRefused(400, "run.unknownTrigger");
        Assert.Equal(201, (await host.PostAsync("/api/workflows/hello/runs", """{ "items": [1], "trigger": "other" }""")).Status);
    }

    [Theory]
    [InlineData("{", 400, "json.syntax")]
    [InlineData("1e400", 400, "json.number")]
    public async Task Start_BodyThatCannotBeRead_IsRefused(string body, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        (await host.PostAsync("/api/workflows/hello/runs", body)).AssertRefused(status, code);
        (await host.PostAsync("/api/workflows/nobody/runs", "1")).AssertRefused(404, "workflow.unknown");
    }
}
