using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Waits;

public sealed class WebhookWaitTests : IAsyncLifetime
{
    private ApiHost host = null!;

    public async Task InitializeAsync() => host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Post_Call_ComesOutAsATriggerWouldGiveIt()
    {
        var run = await WaitingRuns.StartAsync(host, """{ "mode": "webhook" }""");
        var address = await WaitingRuns.AddressAsync(host, run);
        var page = await host.GetAsync(address);
        Assert.Equal((200, "text/html"), (page.Status, page.Type));
        Assert.DoesNotContain("<form", page.Body);

        var taken = await host.PostAsync(address + "?a=1&a=2", """{"paid":true}""", ("X-Mark", "m"), ("Cookie", "c=1"));

        Assert.Equal(202, taken.Status);
        Assert.Equal($"/api/runs/{run}", taken.Headers["Location"]);
        var ended = await WaitingRuns.EndedAsync(host, run);
        var json = ended.GetProperty("output")[0].GetProperty("json");
        Assert.Equal("""{"paid":true}""", json.GetProperty("body").GetRawText());
        Assert.Equal("""{"a":["1","2"]}""", json.GetProperty("query").GetRawText());
        Assert.Equal("{}", json.GetProperty("params").GetRawText());
        Assert.Equal("POST", json.GetProperty("method").GetString());
        Assert.Equal("m", json.GetProperty("headers").GetProperty("x-mark").GetString());
        Assert.False(json.GetProperty("headers").TryGetProperty("cookie", out _));
        (await host.PostAsync(address, "{}")).AssertRefused(409, "resume.used");
    }

    [Fact]
    public async Task Post_TooLarge_IsRefusedAndTheRunWaitsOn()
    {
        var run = await WaitingRuns.StartAsync(host, """{ "mode": "webhook" }""");
        var address = await WaitingRuns.AddressAsync(host, run);
        (await host.PostAsync(address, new string(' ', 1024 * 1024 + 1))).AssertRefused(413, "request.tooLarge");
        Assert.Equal("WAITING", (await host.GetAsync($"/api/runs/{run}"))["status"]);
    }
}
