using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Security;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("GET", "/api/workflows", 200)]
    [InlineData("GET", "/api/nowhere", 404)]
    [InlineData("POST", "/api/workflows", 422)]
    [InlineData("GET", "/api/openapi.json", 200)]
    [InlineData("GET", "/api/health/live", 200)]
    [InlineData("GET", "/api/metrics", 200)]
    [InlineData("GET", "/api/resume/nothing", 404)]
    [InlineData("PATCH", "/api/workflows", 405)]
    public async Task Answer_OfTheApi_IsNeverRunFramedOrKept(string method, string path, int status)
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.SendAsync(method, path, method == "POST" ? "{" : null);

        Assert.Equal(status, answer.Status);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal("same-origin", answer.Headers["Cross-Origin-Resource-Policy"]);
        Assert.Equal("same-origin", answer.Headers["Cross-Origin-Opener-Policy"]);
        Assert.Contains("default-src 'none'", answer.Headers["Content-Security-Policy"]);
        Assert.Contains("frame-ancestors 'none'", answer.Headers["Content-Security-Policy"]);
        Assert.False(answer.Headers.ContainsKey("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Answer_OfAWebhook_IsShutInASandboxAndSaysWhatTheWorkflowSays()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("a", """ "path": "a", "respond": "lastNode" """));

        var answer = await host.PostAsync("/api/hooks/a", "{}");

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("sandbox", answer.Headers["Content-Security-Policy"]);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.False(answer.Headers.ContainsKey("Cross-Origin-Resource-Policy"));
    }

    [Theory]
    [InlineData("OPTIONS", "/api/workflows")]
    [InlineData("OPTIONS", "/api/credentials/shop")]
    public async Task Preflight_OfAnotherSite_IsAllowedNothing(string method, string path)
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await host.SendAsync(method, path, headers: [("Origin", "https://evil.example"), ("Access-Control-Request-Method", "PUT"), ("Access-Control-Request-Headers", "authorization")]);
        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }
}
