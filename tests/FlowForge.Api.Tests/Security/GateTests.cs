using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Security;

public sealed class GateTests
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example:80")]
    [InlineData("10.0.0.7")]
    public async Task Host_OfAnotherName_Is403EvenForHooks(string name)
    {
        await using var host = await ApiHost.StartAsync();
        (await host.GetAsync("/api/workflows", ("Host", name))).AssertRefused(403, "request.host");
        (await host.PostAsync("/api/hooks/x", "{}", ("Host", name))).AssertRefused(403, "request.host");
        (await host.GetAsync("/api/health/live", ("Host", name))).AssertRefused(403, "request.host");
    }

    [Theory]
    [InlineData("localhost:1234")]
    [InlineData("LOCALHOST")]
    [InlineData("[::1]")]
    [InlineData("flow.example")]
    public async Task Host_OfOurs_IsTaken(string name)
    {
        await using var host = await ApiHost.StartAsync(new() { Hosts = ["flow.example"] });
        Assert.Equal(200, (await host.GetAsync("/api/workflows", ("Host", name))).Status);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://localhost:1")]
    [InlineData("null")]
    public async Task Origin_OfAnotherSite_Is403ButNotForHooks(string origin)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("a", """ "path": "a", "respond": "lastNode" """));
        (await host.GetAsync("/api/workflows", ("Origin", origin))).AssertRefused(403, "request.origin");
        (await host.PostAsync("/api/workflows", Documents.Hello(), ("Origin", origin))).AssertRefused(403, "request.origin");
        Assert.Equal(200, (await host.PostAsync("/api/hooks/a", "{}", ("Origin", origin))).Status);
    }

    [Fact]
    public async Task Origin_OfOurOwn_IsTaken()
    {
        await using var host = await ApiHost.StartAsync();
        Assert.Equal(200, (await host.GetAsync("/api/workflows", ("Origin", $"http://{host.Address.Authority}"))).Status);
        Assert.Equal(200, (await host.GetAsync("/api/workflows", ("Host", "localhost"), ("Origin", "http://localhost"))).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer ")]
    [InlineData("Basic c2VzYW1l")]
    public async Task Token_AbsentOrWrong_Is401(string? header)
    {
        await using var host = await ApiHost.StartAsync(new() { Tokens = ["sesame", "local"] });
        (string, string)[] headers = header is null ? [] : [("Authorization", header)];
        var answer = await host.GetAsync("/api/workflows", headers);
        answer.AssertRefused(401, "request.token");
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        Assert.Equal(401, (await host.GetAsync("/api/nowhere", headers)).Status);
        Assert.Equal(200, (await host.GetAsync("/api/health/live", headers)).Status);
        Assert.Equal(404, (await host.PostAsync("/api/hooks/x", "{}", headers)).Status);
    }

    [Theory]
    [InlineData("Bearer sesame")]
    [InlineData("bearer local")]
    public async Task Token_Right_IsTaken(string header)
    {
        await using var host = await ApiHost.StartAsync(new() { Tokens = ["sesame", "local"] });
        Assert.Equal(200, (await host.GetAsync("/api/workflows", ("Authorization", header))).Status);
    }
}
