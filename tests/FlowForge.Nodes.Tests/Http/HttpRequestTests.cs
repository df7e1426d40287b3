using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Egress.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Nodes.Tests.Http;

public sealed class HttpRequestTests
{
    [Theory]
    [InlineData("""{ }""", "GET", "/")]
    [InlineData("""{ "method": " post " }""", "POST", "/")]
    [InlineData("""{ "query": { "q": "a b&c=ü", "n": 1.5, "yes": true, "none": null, "list": ["x", 2, null], "o": { "a": 1 } } }""", "GET",
        "/?q=a%20b%26c%3D%C3%BC&n=1.5&yes=true&list=x&list=2&o=%7B%20%22a%22%3A%201%20%7D")]
    [InlineData("""{ "query": { "a": [1, null, 2] }, "queryArrays": "brackets" }""", "GET", "/?a%5B%5D=1&a%5B%5D=2")]
    [InlineData("""{ "query": { "a": [1, 2], "b": 3 }, "queryArrays": "indices" }""", "GET", "/?a%5B0%5D=1&a%5B1%5D=2&b=3")]
    [InlineData("""{ "query": { "a": [1, null, "x y"], "b": [] }, "queryArrays": "comma" }""", "GET", "/?a=1%2Cx%20y&b=")]
    public async Task RunAsync_MethodAndQuery_AreSentAsWritten(string parameters, string method, string target)
    {
        var seen = await SeenAsync(parameters);

        Assert.Equal((method, target), (seen.Method, seen.Target));
    }

    [Fact]
    public async Task RunAsync_QueryBesideAQueryInTheUrl_AddsToItAndDropsTheFragment()
    {
        var seen = await SeenAsync("""{ "query": { "b": 2 } }""", "/path?a=1#part");

        Assert.Equal("/path?a=1&b=2", seen.Target);
    }

    [Theory]
    [InlineData("""{ "body": { "a": [1, "ü"] } }""", "application/json", """{ "a": [1, "ü"] }""")]
    [InlineData("""{ "body": "[1, 2]" }""", "application/json", "[1, 2]")]
    [InlineData("""{ "body": 5, "bodyKind": "json" }""", "application/json", "5")]
    [InlineData("""{ "body": null }""", "", "")]
    [InlineData("""{ "body": "" }""", "", "")]
    [InlineData("""{ "body": "plain ü", "bodyKind": "text" }""", "text/plain; charset=utf-8", "plain ü")]
    [InlineData("""{ "body": { "a": 1 }, "bodyKind": "text" }""", "text/plain; charset=utf-8", """{ "a": 1 }""")]
    [InlineData("""{ "body": { "a b": "c&d", "l": [1, 2], "n": null }, "bodyKind": "form" }""", "application/x-www-form-urlencoded", "a+b=c%26d&l=1&l=2")]
    [InlineData("""{ "body": "a=b", "bodyKind": "form" }""", "application/x-www-form-urlencoded", "a=b")]
    [InlineData("""{ "body": { "a": 1 }, "headers": { "content-type": "application/ld+json" } }""", "application/ld+json", """{ "a": 1 }""")]
    public async Task RunAsync_Body_IsWrittenByItsKind(string parameters, string contentType, string body)
    {
        var seen = await SeenAsync(parameters.Replace("{ \"body\"", "{ \"method\": \"POST\", \"body\"", StringComparison.Ordinal));

        Assert.Equal((contentType, body), (seen.Headers.GetValueOrDefault("Content-Type", ""), seen.Body));
    }

    [Fact]
    public async Task RunAsync_Multipart_HasAPartPerName()
    {
        var seen = await SeenAsync(
            """{ "method": "POST", "bodyKind": "multipart", "body": { "a": "x", "q\"\r\n": "flowforge-key-0-0", "l": [1, 2], "o": { "k": true }, "n": null } }""");

        Assert.Equal("multipart/form-data; boundary=flowforge-key-0-0x", seen.Headers["Content-Type"]);
        Assert.Equal(
            """
            --B
            Content-Disposition: form-data; name="a"

            x
            --B
            Content-Disposition: form-data; name="q%22%0D%0A"

            flowforge-key-0-0
            --B
            Content-Disposition: form-data; name="l"

            1
            --B
            Content-Disposition: form-data; name="l"

            2
            --B
            Content-Disposition: form-data; name="o"
            Content-Type: application/json

            { "k": true }
            --B--

            """.ReplaceLineEndings("\r\n"),
            seen.Body.Replace("flowforge-key-0-0x", "B", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "body": "not json" }""", "node.parameter")]
    [InlineData("""{ "body": [1], "bodyKind": "multipart" }""", "node.parameter")]
    [InlineData("""{ "body": 1, "bodyKind": "form" }""", "node.parameter")]
    [InlineData("""{ "bodyKind": "xml" }""", "node.parameter")]
    [InlineData("""{ "bodyKind": "0" }""", "node.parameter")]
    [InlineData("""{ "query": "a=b" }""", "node.parameter")]
    [InlineData("""{ "headers": [] }""", "node.parameter")]
    [InlineData("""{ "method": 1 }""", "node.parameter")]
    [InlineData("""{ "timeoutSeconds": 0 }""", "node.parameter")]
    [InlineData("""{ "timeoutSeconds": "5" }""", "node.parameter")]
    [InlineData("""{ "neverError": "yes" }""", "node.parameter")]
    [InlineData("""{ "pagination": { "type": "all" } }""", "node.parameter")]
    [InlineData("""{ "pagination": { "type": "body" } }""", "node.parameter")]
    [InlineData("""{ "pagination": { "type": "page", "stopWhenEmpty": false } }""", "node.parameter")]
    [InlineData("""{ "pagination": { "type": "page", "maxPages": 1001 } }""", "node.parameter")]
    [InlineData("""{ "pagination": "page" }""", "node.parameter")]
    [InlineData("""{ "batching": { "size": 1.5 } }""", "node.parameter")]
    [InlineData("""{ "batching": { "concurrency": 0 } }""", "node.parameter")]
    [InlineData("""{ "batching": 5 }""", "node.parameter")]
    [InlineData("""{ "headers": { "Host": "x" } }""", "egress.request")]
    [InlineData("""{ "headers": { "X-A": "a\r\nb" } }""", "egress.request")]
    [InlineData("""{ "method": "G T" }""", "egress.request")]
    [InlineData("""{ "bodyKind": "binary", "binary": "x" }""", "binary.missing")]
    public async Task RunAsync_ParametersThatCannotBe_FailTheItemBeforeSending(string parameters, string code)
    {
        await using var server = await LocalServer.StartAsync(_ => Task.CompletedTask);
        using var bench = new HttpBench(WithUrl(parameters, server.Url));

        Assert.Equal(code, (await bench.FailureAsync()).Code);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task RunAsync_AnyCall_CarriesItsIdempotencyKey()
    {
        Assert.Equal("key-0-0", (await SeenAsync("{}")).Headers["Idempotency-Key"]);
        Assert.Equal("mine", (await SeenAsync("""{ "headers": { "idempotency-key": "mine" } }""")).Headers["Idempotency-Key"]);
    }

    [Fact]
    public async Task RunAsync_MissingUrl_FailsTheItem()
    {
        using var bench = new HttpBench("{}");

        Assert.Contains("'url'", (await bench.FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_CredentialOfAHostWithoutVault_FailsTheItemBeforeSending()
    {
        await using var server = await LocalServer.StartAsync(_ => Task.CompletedTask);
        using var bench = new HttpBench(WithUrl("""{ "auth": { "credential": "shop" } }""", server.Url));

        Assert.Equal("credential.unavailable", (await bench.FailureAsync()).Code);
        Assert.Equal(0, server.Requests);
    }

    [Theory]
    [InlineData("""{ "auth": { "type": "bearer" } }""", "credential.unavailable")]
    [InlineData("""{ "auth": "={{ $json.auth }}" }""", "node.parameter")]
    [InlineData("""{ "auth": { "credential": "={{ $json.id }}" } }""", "node.parameter")]
    public async Task RunAsync_AuthThatNamesNoCredential_FailsTheNodeBeforeSending(string parameters, string code)
    {
        await using var server = await LocalServer.StartAsync(_ => Task.CompletedTask);
        using var bench = new HttpBench(WithUrl(parameters, server.Url));

        var failed = Assert.IsType<NodeResult.Failed>(await bench.RunAsync());

        Assert.Equal(code, failed.Failure.Code);
        Assert.Equal(0, server.Requests);
    }

    private static string WithUrl(string parameters, string url) =>
        parameters.TrimEnd()[..^1].TrimEnd() is var open && open == "{" ? $$"""{ "url": "{{url}}" }""" : $$"""{{open}}, "url": "{{url}}" }""";

    private static async Task<Seen> SeenAsync(string parameters, string path = "/")
    {
        Seen? seen = null;
        await using var server = await LocalServer.StartAsync(async context =>
        {
            var request = context.Request;
            seen = new(
                request.Method, request.Path + request.QueryString,
                request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await new StreamReader(request.Body).ReadToEndAsync());
        });
        using var bench = new HttpBench(WithUrl(parameters, server.Url + path));
        await bench.ItemsAsync();
        return seen!;
    }

    private sealed record Seen(string Method, string Target, Dictionary<string, string> Headers, string Body);
}
