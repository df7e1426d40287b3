using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Hooks;

public sealed class HookAnswerTests
{
    private static readonly (string, string, string) Greet = ("greet", "set", """{ "fields": { "greeting": "hi" }, "keep": "none" }""");

    [Fact]
    public async Task Call_LastNode_AnswersTheFirstItem()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("a", """ "path": "a", "respond": "lastNode" """, Greet));
        var answer = await host.PostAsync("/api/hooks/a", "{}");
        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json", answer.Type);
        Assert.Equal("""{"greeting":"hi"}""", answer.Body);
        Assert.StartsWith("sandbox", answer.Headers["Content-Security-Policy"]);
    }

    [Fact]
    public async Task Call_LastNodeAll_AnswersEveryItem()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("a", """ "path": "a", "respond": "lastNode", "responseData": "all" """, Greet));
        Assert.Equal("""[{"greeting":"hi"}]""", (await host.PostAsync("/api/hooks/a", "{}")).Body);
    }

    [Theory]
    [InlineData("all", "[]")]
    [InlineData("first", "")]
    public async Task Call_LastNodeWithoutItems_AnswersAllOrTheFirstOfNone(string data, string expected)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("a", $$""" "path": "a", "respond": "lastNode", "responseData": "{{data}}" """, ("none", "limit", """{ "max": 0 }""")));
        var answer = await host.PostAsync("/api/hooks/a", "{}");
        Assert.Equal((200, expected), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Call_Immediately_Answers202WithTheRunAndItsAddress()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("a", """ "path": "a" """, Greet));
        var answer = await host.PostAsync("/api/hooks/a", "{}");
        Assert.Equal(202, answer.Status);
        Assert.Equal($"/api/runs/{answer["id"]}", answer.Headers["Location"]);
        Assert.Equal(200, (await host.GetAsync(answer.Headers["Location"])).Status);
    }

    [Fact]
    public async Task Call_Respond_AnswersWhatTheNodeSays()
    {
        await using var host = await ApiHost.StartAsync();
        var reply = ("reply", "respond", """{ "status": 418, "headers": { "X-Pot": "tea" }, "body": "short and stout" }""");
        await host.PublishAsync(Documents.Hook("a", """ "path": "a", "respond": "respond" """, reply, Greet));
        var answer = await host.PostAsync("/api/hooks/a", "{}");
        Assert.Equal(418, answer.Status);
        Assert.Equal("tea", answer.Headers["X-Pot"]);
        Assert.Contains("short and stout", answer.Body);
    }

    [Fact]
    public async Task Call_RespondThatNeverComes_Answers200Empty()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("a", """ "path": "a", "respond": "respond" """, Greet));
        var answer = await host.PostAsync("/api/hooks/a", "{}");
        Assert.Equal(200, answer.Status);
        Assert.Empty(answer.Body);
    }

    [Theory]
    [InlineData("lastNode")]
    [InlineData("respond")]
    public async Task Call_RunThatFails_Is500WithTheRunId(string respond)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("a", $""" "path": "a", "respond": "{respond}" """, ("halt", "stop", """{ "message": "no more" }""")));
        var answer = await host.PostAsync("/api/hooks/a", "{}");
        answer.AssertRefused(500, "run.failed");
        Assert.Equal("FAILED", (await host.GetAsync($"/api/runs/{answer["runId"]}"))["status"]);
        Assert.DoesNotContain("no more", answer.Body);
    }

    [Fact]
    public async Task Call_WaitThatEndsInTime_IsSatOut()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("a", """ "path": "a", "respond": "lastNode" """, ("rest", "wait", """{ "mode": "time", "seconds": 1 }"""), Greet));
        var answer = await host.PostAsync("/api/hooks/a", "{}");
        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"greeting":"hi"}""", answer.Body);
    }

    [Theory]
    [InlineData("lastNode")]
    [InlineData("respond")]
    public async Task Call_WaitThatOutlastsTheCaller_Is202AtOnce(string respond)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("a", $""" "path": "a", "respond": "{respond}" """, ("rest", "wait", """{ "mode": "time", "seconds": 3600 }""")));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var answer = await host.PostAsync("/api/hooks/a", "{}").WaitAsync(patience.Token);
        Assert.Equal(202, answer.Status);
        Assert.Equal("WAITING", answer["status"]);
        Assert.Equal($"/api/runs/{answer["id"]}", answer.Headers["Location"]);
    }

    [Fact]
    public async Task Call_SameWebhookIdTwice_GivesOneRun()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("a", """ "path": "a", "respond": "lastNode" """, Greet));
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.PostAsync("/api/hooks/a", "{}", ("webhook-id", "w1"))));
        Assert.All(answers, answer => Assert.Equal("""{"greeting":"hi"}""", answer.Body));
        Assert.Single((await host.GetAsync("/api/runs")).Root.GetProperty("items").EnumerateArray());
        (await host.PostAsync("/api/hooks/a", "{\"x\":1}", ("webhook-id", "w1"))).AssertRefused(422, "start.keyReused");
        Assert.Equal(200, (await host.PostAsync("/api/hooks/a", "{}", ("Idempotency-Key", "w2"))).Status);
    }
}
