using System.Text;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Egress.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Nodes.Tests.Http;

public sealed class HttpResponseTests
{
    [Theory]
    [InlineData("auto", "application/json", """{"a":1}""", """[{"a":1}]""")]
    [InlineData("auto", "application/problem+json; charset=utf-8", """{"a":1}""", """[{"a":1}]""")]
    [InlineData("auto", "application/json", """[{"a":1},{"a":2}]""", """[{"a":1},{"a":2}]""")]
    [InlineData("auto", "application/json", """[1,"x",null,[2],{"a":1}]""", """[{"value":1},{"value":"x"},{"value":null},{"value":[2]},{"a":1}]""")]
    [InlineData("auto", "application/json", "[]", "[]")]
    [InlineData("auto", "application/json", "7", """[{"value":7}]""")]
    [InlineData("auto", "application/json", "", "[{}]")]
    [InlineData("auto", null, "", "[{}]")]
    [InlineData("auto", null, """{"a":1}""", """[{"a":1}]""")]
    [InlineData("auto", null, "plain", """[{"data":"plain"}]""")]
    [InlineData("auto", "text/plain", """{"a":1}""", """[{"data":"{\"a\":1}"}]""")]
    [InlineData("auto", "application/xml", "<a>ü</a>", """[{"data":"<a>ü</a>"}]""")]
    [InlineData("json", "text/plain", """{"a":1}""", """[{"a":1}]""")]
    [InlineData("text", "application/json", """{"a":1}""", """[{"data":"{\"a\":1}"}]""")]
    [InlineData("text", "text/plain", "", """[{"data":""}]""")]
    [InlineData("auto", "application/json", "\ufeff{\"a\":1}", """[{"a":1}]""")]
    public async Task RunAsync_Answer_BecomesItems(string response, string? contentType, string body, string items)
    {
        await using var server = await ServeAsync(contentType, Encoding.UTF8.GetBytes(body));
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}", "response": "{{response}}" }""");

        Assert.Equal(items, await bench.ItemsAsync());
        Assert.All(bench.Output, item => Assert.Equal(Origin.First(0), item.Origin));
    }

    [Theory]
    [InlineData("text/plain; charset=iso-8859-1", "iso-8859-1")]
    [InlineData("text/plain; charset=\"windows-1252\"", "iso-8859-1")]
    [InlineData("application/xml; charset=UTF-16", "utf-16")]
    [InlineData("text/plain; charset=nonsense", "utf-8")]
    public async Task RunAsync_TextInACharset_IsDecoded(string contentType, string charset)
    {
        await using var server = await ServeAsync(contentType, Encoding.GetEncoding(charset).GetBytes("café"));
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}" }""");

        Assert.Equal("""[{"data":"café"}]""", await bench.ItemsAsync());
    }

    [Theory]
    [InlineData("application/json", "[{\"value\":\"\ufffd\"}]")]
    [InlineData("text/plain", "[{\"data\":\"\\\"\ufffd\\\"\"}]")]
    public async Task RunAsync_BytesThatAreNoText_BecomeReplacementCharacters(string contentType, string items)
    {
        await using var server = await ServeAsync(contentType, [34, 0xff, 34]);
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}" }""");

        Assert.Equal(items, await bench.ItemsAsync());
    }

    [Fact]
    public async Task RunAsync_FullResponse_GivesStatusHeadersAndBody()
    {
        await using var server = await LocalServer.StartAsync(context =>
        {
            context.Response.StatusCode = 201;
            context.Response.Headers["X-One"] = "1";
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("[1]");
        });
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}", "fullResponse": true }""");
        await bench.ItemsAsync();

        var item = Assert.Single(bench.Output).Json;
        Assert.Equal(201, item.GetProperty("statusCode").GetInt32());
        Assert.Equal("1", item.GetProperty("headers").GetProperty("x-one").GetString());
        Assert.Equal("[1]", item.GetProperty("body").GetRawText());
    }

    [Theory]
    [InlineData("json", "text/html", new byte[] { 60, 112, 62 }, "http.notJson")]
    [InlineData("auto", "application/json", new byte[] { 123 }, "http.notJson")]
    public async Task RunAsync_AnswerThatCannotBeRead_FailsTheItem(string response, string contentType, byte[] body, string code)
    {
        await using var server = await ServeAsync(contentType, body);
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}", "response": "{{response}}" }""");

        Assert.Equal(code, (await bench.FailureAsync()).Code);
    }

    [Fact]
    public async Task RunAsync_DeepOrLargeItem_FailsTheItem()
    {
        await using var deep = await ServeAsync("application/json", Encoding.UTF8.GetBytes(new string('[', 1_000_000)));
        await using var large = await ServeAsync("application/json", Encoding.UTF8.GetBytes($"[{{}},{{\"a\":\"{new string('a', Limits.ItemBytes)}\"}}]"));
        using var first = new HttpBench($$"""{ "url": "{{deep.Url}}" }""");
        using var second = new HttpBench($$"""{ "url": "{{large.Url}}" }""");

        Assert.Equal("http.notJson", (await first.FailureAsync()).Code);
        Assert.Equal("limit.item", (await second.FailureAsync()).Code);
        Assert.Empty(second.Output);
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(404, false)]
    [InlineData(408, true)]
    [InlineData(425, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    public async Task RunAsync_StatusOf400OrMore_FailsTheItemWithTheBodysBeginning(int status, bool retryable)
    {
        await using var server = await ServeAsync("text/plain", Encoding.UTF8.GetBytes(new string('a', 499) + "\U0001F600 and more"), status);
        using var failing = new HttpBench($$"""{ "url": "{{server.Url}}" }""");
        using var forgiving = new HttpBench($$"""{ "url": "{{server.Url}}", "neverError": true, "fullResponse": true }""");

        var failure = await failing.FailureAsync();
        await forgiving.ItemsAsync();

        Assert.Equal(("http.status", retryable), (failure.Code, failure.Retryable));
        Assert.EndsWith($"status {status}: {new string('a', 499)}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(status, forgiving.Output[0].Json.GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task RunAsync_RedirectsOff_GivesTheRedirect()
    {
        await using var server = await LocalServer.StartAsync(context =>
        {
            context.Response.Redirect("/loop");
            return Task.CompletedTask;
        });
        using var off = new HttpBench($$"""{ "url": "{{server.Url}}", "followRedirects": false, "fullResponse": true }""");
        using var on = new HttpBench($$"""{ "url": "{{server.Url}}" }""");

        await off.ItemsAsync();

        Assert.Equal(302, off.Output[0].Json.GetProperty("statusCode").GetInt32());
        Assert.Equal("egress.redirect", (await on.FailureAsync()).Code);
    }

    private static Task<LocalServer> ServeAsync(string? contentType, byte[] body, int status = 200) => LocalServer.StartAsync(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(body);
    });
}
