using System.Text.Json;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Proxy;

/// <summary>Calls for browsers; the host under test is itself the server that is called.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task Call_OfAnAllowedAddress_GivesItsAnswerAndIsLogged()
    {
        await using var host = await ApiHost.StartAsync(allow: "127.0.0.1/32");
        var body = Convert.ToBase64String("""{ "flowforge": 1, "id": "a", "graph": { "nodes": [], "edges": [] } }"""u8);

        var answer = await host.PostAsync("/api/proxy", $$"""
            { "method": "POST", "url": "{{host.Address}}api/workflows/validate?secret=1", "headers": [["Accept", "application/json"]], "contentType": "application/json", "body": "{{body}}" }
            """);

        Assert.True(answer.Status == 200, answer.Body);
        Assert.Equal(200, answer.Root.GetProperty("status").GetInt32());
        Assert.Equal("application/json", answer.Root.GetProperty("headers").GetProperty("content-type").GetString());
        Assert.True(JsonElement.Parse(answer.Root.GetProperty("body").GetBytesFromBase64()).TryGetProperty("valid"u8, out _));
        var entry = (await host.GetAsync("/api/audit")).Root.GetProperty("items")[0];
        Assert.Equal("proxy.called", entry.GetProperty("action").GetString());
        Assert.DoesNotContain("secret", entry.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", "egress.addressNotAllowed")]
    [InlineData("http://169.254.169.254/latest/meta-data", "egress.addressNotAllowed")]
    [InlineData("file:///etc/passwd", "egress.request")]
    public async Task Call_ThatEgressRefuses_IsAnAnswerWithItsFailure(string url, string code)
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.PostAsync("/api/proxy", $$"""{ "method": "GET", "url": "{{url}}" }""");

        Assert.Equal((200, code), (answer.Status, answer.Root.GetProperty("failure").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Call_WithACredentialThatIsNotHeld_SaysSo()
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.PostAsync("/api/proxy", """{ "method": "GET", "url": "https://api.example.com/", "credential": "shop", "run": "r", "node": "n" }""");

        Assert.Equal("credential.unavailable", answer.Root.GetProperty("failure").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("""{ "url": "https://api.example.com/" }""")]
    [InlineData("""{ "method": "GET", "url": 3 }""")]
    [InlineData("""{ "method": "GET", "url": "https://api.example.com/", "headers": { "a": "b" } }""")]
    [InlineData("""{ "method": "GET", "url": "https://api.example.com/", "headers": [["a"]] }""")]
    [InlineData("""{ "method": "GET", "url": "https://api.example.com/", "body": "*" }""")]
    [InlineData("""{ "method": "GET", "url": "https://api.example.com/", "maxBytes": "all" }""")]
    [InlineData("""{ "method": "GET", "url": "https://api.example.com/", "values": {} }""")]
    [InlineData("[]")]
    public async Task Call_ThatIsNone_Is400(string body)
    {
        await using var host = await ApiHost.StartAsync();

        (await host.PostAsync("/api/proxy", body)).AssertRefused(400, "request.body");
    }

    [Fact]
    public async Task Call_FromAnotherSite_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.SendAsync("POST", "/api/proxy", """{ "method": "GET", "url": "https://api.example.com/" }""", headers: ("Origin", "https://evil.example"));

        Assert.Equal(403, answer.Status);
    }
}
