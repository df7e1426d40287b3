using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Hooks;

public sealed class PublicationTests
{
    private static readonly string Plain = Documents.Hook("a", """ "path": "a", "respond": "lastNode" """);

    [Fact]
    public async Task Hook_BeforeActivationAndAfterDeactivation_Is404()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Plain);
        (await host.PostAsync("/api/hooks/a", "{}")).AssertRefused(404, "hook.unknown");
        var active = await host.PostAsync("/api/workflows/a/activate");
        Assert.Equal("/api/hooks/a", active.Root.GetProperty("hooks")[0].GetProperty("path").GetString());
        Assert.Equal(200, (await host.PostAsync("/api/hooks/a", "{}")).Status);
        Assert.Equal(200, (await host.PostAsync("/api/workflows/a/deactivate")).Status);
        (await host.PostAsync("/api/hooks/a", "{}")).AssertRefused(404, "hook.unknown");
    }

    [Fact]
    public async Task Hook_WrongMethod_Is405WithAllow()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Plain);
        var answer = await host.GetAsync("/api/hooks/a");
        answer.AssertRefused(405, "route.method");
        Assert.Equal("POST", answer.Headers["Allow"]);
    }

    [Fact]
    public async Task Hook_SavedAnew_RunsThePublishedVersion()
    {
        await using var host = await ApiHost.StartAsync();
        var greet = (string greeting) => Documents.Hook(
            "a", """ "path": "a", "respond": "lastNode" """, ("greet", "set", $$"""{ "fields": { "g": "{{greeting}}" }, "keep": "none" }"""));
        await host.PublishAsync(greet("old"));
        var tag = (await host.GetAsync("/api/workflows/a")).ETag;
        await host.SendAsync("PUT", "/api/workflows/a", greet("new"), headers: ("If-Match", tag));
        Assert.Contains("old", (await host.PostAsync("/api/hooks/a", "{}")).Body);
        await host.PostAsync("/api/workflows/a/activate");
        Assert.Contains("new", (await host.PostAsync("/api/hooks/a", "{}")).Body);
        await host.PostAsync("/api/workflows/a/activate", """{ "version": 1 }""");
        Assert.Contains("old", (await host.PostAsync("/api/hooks/a", "{}")).Body);
        (await host.PostAsync("/api/workflows/a/activate", """{ "version": 9 }""")).AssertRefused(404, "workflow.unknownVersion");
    }

    [Fact]
    public async Task Activate_PathOfAnotherWorkflow_Is409NamingIt()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("a", """ "path": "x/:one" """));
        await host.PostAsync("/api/workflows", Documents.Hook("b", """ "path": "x/:two" """));
        var answer = await host.PostAsync("/api/workflows/b/activate");
        answer.AssertRefused(409, "hook.taken");
        Assert.Contains("'a'", answer["detail"]);
        Assert.Equal("False", (await host.GetAsync("/api/workflows")).Root.GetProperty("items")[1].GetProperty("active").ToString());
    }

    [Fact]
    public async Task Activate_SamePathOtherMethod_BothAreLive()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Plain);
        await host.PublishAsync(Documents.Hook("b", """ "path": "a", "method": "GET", "respond": "lastNode" """));
        Assert.Equal("POST", (await host.PostAsync("/api/hooks/a", "{}"))["method"]);
        Assert.Equal("GET", (await host.GetAsync("/api/hooks/a"))["method"]);
        Assert.Equal(405, (await host.SendAsync("PUT", "/api/hooks/a", "{}")).Status);
    }

    [Fact]
    public async Task Hook_ExactPath_WinsOverNames()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("any", """ "path": "x/:name", "respond": "lastNode" """));
        await host.PublishAsync(Documents.Hook("exact", """ "path": "x/y", "respond": "lastNode" """));
        Assert.Equal("{}", (await host.PostAsync("/api/hooks/x/y", "{}")).Root.GetProperty("params").GetRawText());
        Assert.Equal("""{"name":"z"}""", (await host.PostAsync("/api/hooks/x/z", "{}")).Root.GetProperty("params").GetRawText());
    }

    [Fact]
    public async Task Activate_CredentialNamed_Is422()
    {
        await using var host = await ApiHost.StartAsync();
        var signed = Plain.Replace("\"type\": \"none\"", "\"type\": \"signature\", \"credential\": \"shop\"");
        Assert.Equal(201, (await host.PostAsync("/api/workflows", signed)).Status);
        (await host.PostAsync("/api/workflows/a/activate")).AssertRefused(422, "credential.unavailable");
        (await host.PostAsync("/api/hooks/a", "{}")).AssertRefused(404, "hook.unknown");
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 422)]
    public async Task Activate_AuthLeftOut_IsAWarningOnLoopbackAndRefusedElsewhere(bool isLoopback, int status)
    {
        await using var host = await ApiHost.StartAsync(new() { IsLoopback = isLoopback });
        await host.PostAsync("/api/workflows", Plain.Replace(""", "auth": { "type": "none" }""", ""));
        var answer = await host.PostAsync("/api/workflows/a/activate");
        Assert.Equal(status, answer.Status);
        var problem = answer.Root.GetProperty("problems").EnumerateArray().Single(one => one.GetProperty("code").GetString() == "hook.authMissing");
        Assert.Equal(isLoopback ? "warning" : "error", problem.GetProperty("severity").GetString());
    }

    [Fact]
    public async Task Delete_ActiveWorkflow_TakesItsHooksAway()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Plain);
        var tag = (await host.GetAsync("/api/workflows/a")).ETag;
        Assert.Equal(204, (await host.SendAsync("DELETE", "/api/workflows/a", headers: ("If-Match", tag))).Status);
        (await host.PostAsync("/api/hooks/a", "{}")).AssertRefused(404, "hook.unknown");
    }
}
