using FlowForge.Api.Tests.Support;
using FlowForge.Core;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Api.Tests.Security;

public sealed class TokenTests
{
    private const string Admin = "the-operators";

    [Fact]
    public async Task Create_AToken_ShowsItOnceAndNeverAgain()
    {
        await using var host = await ApiHost.StartAsync(new() { Tokens = [Admin] });

        var text = await host.TokenAsync(Admin, "viewer", "dash board");

        var list = await host.GetAsync("/api/tokens", ("Authorization", $"Bearer {Admin}"));
        Assert.Equal("dash board", list.Root.GetProperty("items")[0].GetProperty("name").GetString());
        var audit = await host.GetAsync("/api/audit", ("Authorization", $"Bearer {Admin}"));
        Assert.DoesNotContain(text, list.Body + audit.Body);
        Assert.DoesNotContain(Security.Hashes.Of(text), list.Body + audit.Body);
        var me = await host.GetAsync("/api/me", ("Authorization", $"Bearer {text}"));
        Assert.Equal(("token:dash board", "viewer"), (me["actor"], me["role"]));
    }

    [Theory]
    [InlineData("""{ "name": "a" }""")]
    [InlineData("""{ "name": "a", "role": "root" }""")]
    [InlineData("""{ "name": "", "role": "viewer" }""")]
    [InlineData("""{ "name": "a\nb", "role": "viewer" }""")]
    [InlineData("""{ "name": "<script>", "role": "viewer" }""")]
    [InlineData("""{ "name": "a", "role": "viewer", "days": 0 }""")]
    [InlineData("""{ "name": "a", "role": "viewer", "days": "7" }""")]
    [InlineData("""{ "name": "a", "role": "viewer", "hash": "x" }""")]
    public async Task Create_WithSomethingElse_IsRefused(string body)
    {
        await using var host = await ApiHost.StartAsync();
        (await host.PostAsync("/api/tokens", body)).AssertRefused(400, "request.body");
        Assert.Empty((await host.GetAsync("/api/tokens")).Root.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Token_WithAnEnd_HoldsUntilThen()
    {
        var clock = new FakeTimeProvider();
        await using var host = await ApiHost.StartAsync(new() { Tokens = [Admin] }, clock);
        var made = await host.PostAsync("/api/tokens", """{ "name": "short", "role": "viewer", "days": 2 }""", ("Authorization", $"Bearer {Admin}"));
        var header = ("Authorization", $"Bearer {made["token"]}");

        clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await host.GetAsync("/api/runs", header)).Status);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await host.GetAsync("/api/runs", header)).AssertRefused(401, "request.token");
    }

    [Fact]
    public async Task WrongTokens_ManyOfThem_Are429ButTheRightOneGoesOn()
    {
        var clock = new FakeTimeProvider();
        await using var host = await ApiHost.StartAsync(new() { Tokens = [Admin] }, clock);
        for (var i = 0; i < Limits.WrongTokensAMinute; i++)
        {
            Assert.Equal(401, (await host.GetAsync("/api/runs", ("Authorization", $"Bearer guess-{i}"))).Status);
        }

        var answer = await host.GetAsync("/api/runs", ("Authorization", "Bearer guess"));
        answer.AssertRefused(429, "request.rate");
        Assert.InRange(int.Parse(answer.Headers["Retry-After"]), 1, 60);
        Assert.Equal(200, (await host.GetAsync("/api/runs", ("Authorization", $"Bearer {Admin}"))).Status);

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(401, (await host.GetAsync("/api/runs", ("Authorization", "Bearer guess"))).Status);
    }
}
