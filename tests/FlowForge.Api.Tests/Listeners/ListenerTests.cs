using FlowForge.Api.Tests.Support;
using FlowForge.Core;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Api.Tests.Listeners;

public sealed class ListenerTests
{
    private static readonly string Echo = Documents.Hook(
        "draft", "\"path\": \"orders\", \"respond\": \"lastNode\"", ("set", "set", """{ "fields": { "got": "={{ $json.body.n }}", "mode": "={{ $run.mode }}" } }"""));

    [Fact]
    public async Task Listener_Call_RunsTheUnsavedDocument_AndIsAnsweredAsTheWebhookWould()
    {
        await using var host = await ApiHost.StartAsync();
        var listener = await OpenAsync(host, $$"""{ "workflow": {{Echo}} }""");
        Assert.Equal("waiting", listener["state"]);
        Assert.Equal("POST", listener["method"]);
        Assert.Equal("hook", listener["node"]);
        Assert.Equal($"/api/test-listeners/{listener["token"]}", listener.Headers["Location"]);
        Assert.StartsWith(host.Address.ToString(), listener["url"], StringComparison.Ordinal);

        var answer = await host.PostAsync(new Uri(listener["url"]).AbsolutePath, """{ "n": 7 }""");
        Assert.Equal((200, 7), (answer.Status, answer.Root.GetProperty("got").GetInt32()));
        Assert.Contains("sandbox", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);

        var over = await host.GetAsync(listener.Headers["Location"]);
        Assert.Equal("used", over["state"]);
        var run = await host.GetAsync($"/api/runs/{over["run"]}");
        Assert.Equal(("COMPLETED", "draft", 0), (run["status"], run["workflowId"], run.Root.GetProperty("version").GetInt32()));
        Assert.Equal(404, (await host.GetAsync("/api/workflows/draft")).Status);
    }

    [Fact]
    public async Task Listener_SecondCall_IsRefused_AndNamesTheRunOfTheFirst()
    {
        await using var host = await ApiHost.StartAsync();
        var path = new Uri((await OpenAsync(host, $$"""{ "workflow": {{Echo}} }"""))["url"]).AbsolutePath;
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => host.PostAsync(path, $$"""{ "n": {{n}} }""")));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.AssertRefused(409, "listener.used"));
        var later = await host.PostAsync(path, "{}");
        Assert.Equal(later["runId"], (await host.GetAsync("/api/runs")).Root.GetProperty("items").EnumerateArray().Single().GetProperty("id").GetString());
    }

    [Fact]
    public async Task Listener_CallThatIsRefused_LeavesItWaiting()
    {
        await using var host = await ApiHost.StartAsync();
        var path = new Uri((await OpenAsync(host, $$"""{ "workflow": {{Echo}} }"""))["url"]).AbsolutePath;

        (await host.GetAsync(path)).AssertRefused(405, "route.method");
        (await host.PostAsync(path, "{ no json")).AssertRefused(400, "json.syntax");
        (await host.PostAsync($"{path}/elsewhere", "{}")).AssertRefused(404, "hook.unknown");
        Assert.Equal(200, (await host.PostAsync($"{path}/orders", """{ "n": 1 }""")).Status);
    }

    [Fact]
    public async Task Listener_PathWithNames_GivesParams()
    {
        await using var host = await ApiHost.StartAsync();
        var document = Documents.Hook("draft", "\"path\": \"shops/:shop\", \"respond\": \"lastNode\"", ("set", "set", """{ "fields": { "shop": "={{ $json.params.shop }}" } }"""));
        var url = (await OpenAsync(host, $$"""{ "workflow": {{document}} }"""))["url"];
        Assert.EndsWith("/shops/:shop", url, StringComparison.Ordinal);

        Assert.Equal("berlin", (await host.PostAsync(new Uri(url).AbsolutePath.Replace(":shop", "berlin", StringComparison.Ordinal), "{}"))["shop"]);
    }

    [Fact]
    public async Task Listener_RespondImmediately_AnswersWithTheRun()
    {
        await using var host = await ApiHost.StartAsync();
        var listener = await OpenAsync(host, $$"""{ "workflow": {{Documents.Hook("draft", "\"path\": \"x\"")}} }""");
        var answer = await host.PostAsync(new Uri(listener["url"]).AbsolutePath, "{}");

        Assert.Equal(202, answer.Status);
        Assert.Equal(answer["id"], (await host.GetAsync(listener.Headers["Location"]))["run"]);
    }

    [Fact]
    public async Task Listener_OfASavedWorkflow_LeavesItsOwnWebhookAlone()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Echo);
        var url = new Uri((await OpenAsync(host, """{ "workflowId": "draft", "trigger": "hook" }"""))["url"]).AbsolutePath;

        Assert.Equal(1, (await host.PostAsync("/api/hooks/orders", """{ "n": 1 }""")).Root.GetProperty("got").GetInt32());
        Assert.Equal(2, (await host.PostAsync(url, """{ "n": 2 }""")).Root.GetProperty("got").GetInt32());
        Assert.Equal(3, (await host.PostAsync("/api/hooks/orders", """{ "n": 3 }""")).Root.GetProperty("got").GetInt32());
    }

    [Fact]
    public async Task Listener_TimePassed_IsGoneForItsCallAndExpiredForWhoWatches()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await ApiHost.StartAsync(apiClock: clock);
        var listener = await OpenAsync(host, $$"""{ "workflow": {{Echo}} }""");
        Assert.Equal(clock.GetUtcNow().AddSeconds(Limits.TestListenerSeconds), listener.Root.GetProperty("expires").GetDateTimeOffset());

        clock.Advance(TimeSpan.FromSeconds(Limits.TestListenerSeconds - 1));
        Assert.Equal("waiting", (await host.GetAsync(listener.Headers["Location"]))["state"]);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await host.PostAsync(new Uri(listener["url"]).AbsolutePath, "{}")).AssertRefused(410, "listener.expired");
        Assert.Equal("expired", (await host.GetAsync(listener.Headers["Location"]))["state"]);
        Assert.Empty((await host.GetAsync("/api/runs")).Root.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Get_Wait_AnswersAsSoonAsTheCallHasCome()
    {
        await using var host = await ApiHost.StartAsync();
        var listener = await OpenAsync(host, $$"""{ "workflow": {{Echo}} }""");
        var watching = host.GetAsync($"{listener.Headers["Location"]}?wait=100");
        await host.PostAsync(new Uri(listener["url"]).AbsolutePath, """{ "n": 1 }""");
        var seen = await watching.WaitAsync(TimeSpan.FromSeconds(50));

        Assert.Equal("used", seen["state"]);
        Assert.Equal(200, (await host.GetAsync($"/api/runs/{seen["run"]}")).Status);
    }

    [Fact]
    public async Task Delete_Listener_EndsIt()
    {
        await using var host = await ApiHost.StartAsync();
        var listener = await OpenAsync(host, $$"""{ "workflow": {{Echo}} }""");
        var watching = host.GetAsync($"{listener.Headers["Location"]}?wait=100");

        Assert.Equal(204, (await host.SendAsync("DELETE", listener.Headers["Location"])).Status);
        await watching.WaitAsync(TimeSpan.FromSeconds(50));
        (await host.PostAsync(new Uri(listener["url"]).AbsolutePath, "{}")).AssertRefused(404, "listener.unknown");
        (await host.SendAsync("DELETE", listener.Headers["Location"])).AssertRefused(404, "listener.unknown");
    }

    [Theory]
    [InlineData("{}", 400, "request.body")]
    [InlineData("""{ "workflowId": "ghost" }""", 404, "workflow.unknown")]
    [InlineData("""{ "workflow": "MANUAL" }""", 422, "listener.noHook")]
    [InlineData("""{ "workflow": "MANUAL", "trigger": "start" }""", 422, "listener.noHook")]
    [InlineData("""{ "workflow": "MANUAL", "trigger": "ghost" }""", 400, "run.unknownTrigger")]
    [InlineData("""{ "workflow": "TWO" }""", 400, "run.ambiguousTrigger")]
    [InlineData("""{ "workflow": "BROKEN" }""", 422, "workflow.invalid")]
    [InlineData("""{ "workflow": "TWO", "items": [] }""", 400, "request.body")]
    public async Task Open_WhatCannotListen_IsRefused(string body, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();
        var two = Echo.Replace("{ \"id\": \"set\"", "{ \"id\": \"other\", \"kind\": \"trigger.webhook\", \"parameters\": { \"path\": \"b\" } }, { \"id\": \"set\"", StringComparison.Ordinal);
        body = body.Replace("\"MANUAL\"", Documents.Hello(), StringComparison.Ordinal).Replace("\"TWO\"", two, StringComparison.Ordinal)
            .Replace("\"BROKEN\"", Echo.Replace("\"to\": \"set\"", "\"to\": \"ghost\"", StringComparison.Ordinal), StringComparison.Ordinal);

        (await host.PostAsync("/api/test-listeners", body)).AssertRefused(status, code);
    }

    [Fact]
    public async Task Open_TooMany_IsRefused_UntilOneIsOver()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Echo);
        var opened = new List<Answered>();
        for (var i = 0; i < Limits.TestListeners; i++)
        {
            opened.Add(await OpenAsync(host, """{ "workflowId": "draft" }"""));
        }

        Assert.Equal(Limits.TestListeners, opened.Select(listener => listener["token"]).Distinct().Count());
        (await host.PostAsync("/api/test-listeners", """{ "workflowId": "draft" }""")).AssertRefused(429, "listener.tooMany");
        await host.PostAsync(new Uri(opened[3]["url"]).AbsolutePath, "{}");
        await OpenAsync(host, """{ "workflowId": "draft" }""");
        Assert.Equal(404, (await host.GetAsync(opened[3].Headers["Location"])).Status);
    }

    [Fact]
    public async Task Hook_NeedsNoToken_AndListenersDo()
    {
        await using var host = await ApiHost.StartAsync(new() { Tokens = ["secret"] });
        (await host.PostAsync("/api/test-listeners", $$"""{ "workflow": {{Echo}} }""")).AssertRefused(401, "request.token");
        var listener = await host.PostAsync("/api/test-listeners", $$"""{ "workflow": {{Echo}} }""", ("Authorization", "Bearer secret"));

        (await host.GetAsync(listener.Headers["Location"])).AssertRefused(401, "request.token");
        Assert.Equal(200, (await host.PostAsync(new Uri(listener["url"]).AbsolutePath, """{ "n": 1 }""")).Status);
    }

    private static async Task<Answered> OpenAsync(ApiHost host, string body)
    {
        var listener = await host.PostAsync("/api/test-listeners", body);
        Assert.True(listener.Status == 201, listener.Body);
        return listener;
    }
}
