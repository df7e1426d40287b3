using FlowForge.Api.Tests.Support;
using FlowForge.Core;

namespace FlowForge.Api.Tests.Waits;

public sealed class SignalTests : IAsyncLifetime
{
    private ApiHost host = null!;

    public async Task InitializeAsync() => host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Send_ToARunThatWaits_Answers202AndTheRunEndsWithWhatItCarried()
    {
        var run = await WaitingRuns.StartAsync(host, """{ "mode": "signal", "signal": "go", "deadlineSeconds": 3600 }""");
        var wait = Assert.Single((await host.GetAsync($"/api/runs/{run}")).Root.GetProperty("waits").EnumerateArray());
        Assert.Equal(("w", "", "signal", "go"), (wait.GetProperty("node").GetString(), wait.GetProperty("iteration").GetString(), wait.GetProperty("mode").GetString(), wait.GetProperty("signal").GetString()));
        Assert.True(wait.GetProperty("until").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        Assert.False(wait.TryGetProperty("url", out _));

        var sent = await host.PostAsync($"/api/runs/{run}/signals/go", """{"ok":true}""");

        Assert.Equal(202, sent.Status);
        Assert.Equal(run, sent["id"]);
        Assert.Equal("""[{"json":{"ok":true}}]""", await WaitingRuns.OutputAsync(host, run));
    }

    [Theory]
    [InlineData(null, """[{"json":{"n":1}}]""")]
    [InlineData("7", """[{"json":{"value":7}}]""")]
    [InlineData("""[{"json":{"a":1}},{"json":{"a":2}}]""", """[{"json":{"a":1}},{"json":{"a":2}}]""")]
    [InlineData("""{"items":[1]}""", """[{"json":{"items":[1]}}]""")]
    public async Task Send_Body_IsWhatComesOutOfTheWait(string? body, string output)
    {
        var run = await WaitingRuns.StartAsync(host, """{ "mode": "signal", "signal": "go" }""");
        Assert.Equal(202, (await host.PostAsync($"/api/runs/{run}/signals/go", body)).Status);
        Assert.Equal(output, await WaitingRuns.OutputAsync(host, run));
    }

    [Fact]
    public async Task Send_SameIdempotencyKey_IsOneSignal()
    {
        var run = await WaitingRuns.StartAsync(host, """{ "mode": "signal", "signal": "other" }""");
        Assert.Equal(202, (await host.PostAsync($"/api/runs/{run}/signals/go", "1", ("Idempotency-Key", "k"))).Status);
        Assert.Equal(202, (await host.PostAsync($"/api/runs/{run}/signals/go", "2", ("Idempotency-Key", "k"))).Status);
        for (var n = 1; n < Limits.SignalsKept; n++)
        {
            Assert.Equal(202, (await host.PostAsync($"/api/runs/{run}/signals/go", "2")).Status);
        }

        (await host.PostAsync($"/api/runs/{run}/signals/go", "3")).AssertRefused(429, "signal.full");
        Assert.Equal(202, (await host.PostAsync($"/api/runs/{run}/signals/go", "2", ("Idempotency-Key", "k"))).Status);
    }

    [Fact]
    public async Task Send_ToTheWrongRun_IsRefused()
    {
        var run = await WaitingRuns.StartAsync(host, """{ "mode": "signal", "signal": "go" }""");
        (await host.PostAsync("/api/runs/none/signals/go", "1")).AssertRefused(404, "run.unknown");
        (await host.PostAsync($"/api/runs/{run}/signals/{new string('x', 65)}", "1")).AssertRefused(400, "signal.name");
        (await host.PostAsync($"/api/runs/{run}/signals/go", "1", ("Idempotency-Key", new string('x', 201)))).AssertRefused(400, "signal.messageId");
        (await host.PostAsync($"/api/runs/{run}/signals/go", "{")).AssertRefused(400, "json.syntax");
        (await host.SendAsync("POST", $"/api/runs/{run}/signals/go", "a=1", "application/x-www-form-urlencoded")).AssertRefused(415, "request.contentType");
        Assert.Equal("WAITING", (await host.GetAsync($"/api/runs/{run}"))["status"]);

        await host.PostAsync($"/api/runs/{run}/cancel");
        await WaitingRuns.EndedAsync(host, run);
        (await host.PostAsync($"/api/runs/{run}/signals/go", "1")).AssertRefused(409, "run.ended");
    }
}
