using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Runs;

public sealed class StartDocumentTests
{
    [Fact]
    public async Task Start_UnsavedDocument_RunsAndIsPinned()
    {
        await using var host = await ApiHost.StartAsync();
        var run = await host.PostAsync("/api/runs?wait=20", $$"""{ "workflow": {{Documents.Hello()}}, "items": [{ "a": 1 }] }""");
        Assert.True(run.Status == 200, run.Body);
        Assert.Equal("0", run["version"]);
        Assert.Equal("""[{"json":{"a":1,"greeting":"hi"}}]""", run["output"]);
        Assert.Equal("hello", (await host.GetAsync($"/api/runs/{run["id"]}/workflow"))["id"]);
        (await host.GetAsync("/api/workflows/hello")).AssertRefused(404, "workflow.unknown");
    }

    [Fact]
    public async Task Start_GivenVersion_RunsThatOne()
    {
        await using var host = await ApiHost.StartAsync();
        var tag = (await host.PostAsync("/api/workflows", Documents.Hello(greeting: "old"))).ETag;
        await host.SendAsync("PUT", "/api/workflows/hello", Documents.Hello(greeting: "new"), headers: ("If-Match", tag));
        Assert.Contains("old", (await host.PostAsync("/api/runs?wait=20", """{ "workflowId": "hello", "version": 1 }"""))["output"]);
        Assert.Contains("new", (await host.PostAsync("/api/runs?wait=20", """{ "workflowId": "hello" }"""))["output"]);
        (await host.PostAsync("/api/runs", """{ "workflowId": "hello", "version": 3 }""")).AssertRefused(404, "workflow.unknownVersion");
    }

    [Theory]
    [InlineData("{}", 400, "request.body")]
    [InlineData("[]", 400, "request.body")]
    [InlineData("""{ "workflowId": "hello", "extra": 1 }""", 400, "request.body")]
    [InlineData("""{ "workflowId": "hello", "workflowId": "hello" }""", 400, "request.body")]
    [InlineData("""{ "workflowId": 5 }""", 400, "request.body")]
    [InlineData("""{ "workflowId": "hello", "options": { "upTo": "nobody" } }""", 422, "plan.unknownNode")]
    [InlineData("""{ "workflowId": "hello", "options": { "upTo": 5 } }""", 400, "request.body")]
    [InlineData("""{ "workflowId": "hello", "options": [] }""", 400, "request.body")]
    [InlineData("""{ "workflowId": "hello", "options": { "pinned": "yes" } }""", 400, "request.body")]
    [InlineData("""{ "workflowId": "hello", "options": { "breakpoints": ["nobody"] } }""", 422, "plan.unknownNode")]
    [InlineData("""{ "workflowId": "hello", "options": { "breakpoints": "greet" } }""", 400, "request.body")]
    [InlineData("""{ "workflowId": "hello", "options": { "speed": 9 } }""", 400, "request.body")]
    [InlineData("""{ "workflow": { "flowforge": 1, "id": "x", "id": "y" } }""", 422, "workflow.invalid")]
    public async Task Start_BadRequest_IsRefusedAndStartsNothing(string body, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        (await host.PostAsync("/api/runs", body)).AssertRefused(status, code);
        Assert.Empty((await host.GetAsync("/api/runs")).Root.GetProperty("items").EnumerateArray());
    }
}
