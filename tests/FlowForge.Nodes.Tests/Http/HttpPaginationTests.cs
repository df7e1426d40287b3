using System.Collections.Concurrent;
using FlowForge.Core.Model;
using FlowForge.Egress.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Nodes.Tests.Http;

public sealed class HttpPaginationTests
{
    private const string ThreePages = """[{"n":1},{"n":2},{"n":3},{"n":4},{"n":5}]""";

    [Theory]
    [InlineData("""<{0}>; rel="next", </?page=1>; rel="first" """)]
    [InlineData("""</?a=1,2>; rel=prev; title="a, <b>; rel=next", <{0}>; rel=next""")]
    [InlineData("""<{0}>; REL="last next" """)]
    public async Task RunAsync_LinkHeader_GivesTheItemsOfAllPages(string link)
    {
        await using var server = await PagesAsync((context, page) =>
        {
            if (page < 3)
            {
                context.Response.Headers.Link = string.Format(link, $"/?page={page + 1}").Trim();
            }

            return List(page);
        });
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}", "pagination": { "type": "linkHeader" } }""");

        Assert.Equal(ThreePages, await bench.ItemsAsync());
        Assert.Equal(3, server.Requests);
    }

    [Theory]
    [InlineData("\"next\":\"/?page={0}\"", "")]
    [InlineData("\"next\":\"?page={0}\"", "")]
    [InlineData("\"next\":{0}", ", \"cursorParameter\": \"page\"")]
    [InlineData("\"next\":\"{0}\"", ", \"cursorParameter\": \"page\"")]
    public async Task RunAsync_NextInTheBody_IsFollowed(string next, string more)
    {
        await using var server = await PagesAsync((_, page) =>
            $$"""{"result":{"list":{{List(page)}}},"meta":{ {{(page < 3 ? string.Format(next, page + 1) : "\"next\":null")}} } }""");
        using var bench = new HttpBench(
            $$"""{ "url": "{{server.Url}}?page=1&size=2", "pagination": { "type": "body", "path": "meta.next", "itemsPath": "result.list"{{more}} } }""");

        Assert.Equal(ThreePages, await bench.ItemsAsync());
    }

    [Fact]
    public async Task RunAsync_PageNumbers_GoOnUntilAPageIsEmpty()
    {
        var asked = new ConcurrentQueue<string>();
        await using var server = await PagesAsync((context, page) =>
        {
            asked.Enqueue(context.Request.QueryString.Value!);
            return $$"""{"items":{{List(page)}}}""";
        });
        using var bench = new HttpBench(
            $$"""{ "url": "{{server.Url}}", "query": { "q": "x" }, "pagination": { "type": "page", "pageSizeParameter": "size", "pageSize": 2, "itemsPath": "items" } }""");

        Assert.Equal(ThreePages, await bench.ItemsAsync());
        Assert.Equal(["?q=x&size=2&page=1", "?q=x&size=2&page=2", "?q=x&size=2&page=3", "?q=x&size=2&page=4"], asked);
    }

    [Fact]
    public async Task RunAsync_OffsetWithStep_Grows()
    {
        var asked = new ConcurrentQueue<string>();
        await using var server = await PagesAsync((context, _) =>
        {
            asked.Enqueue(context.Request.Query["offset"]!);
            return """{"items":[1]}""";
        });
        using var bench = new HttpBench(
            $$"""{ "url": "{{server.Url}}", "pagination": { "type": "page", "parameter": "offset", "start": 0, "step": 50, "stopWhenEmpty": false, "maxPages": 3 } }""");

        Assert.Equal("""[{"items":[1]},{"items":[1]},{"items":[1]}]""", await bench.ItemsAsync());
        Assert.Equal(["0", "50", "100"], asked);
    }

    [Fact]
    public async Task RunAsync_EachPage_HasItsOwnKeyAndTheSameHeadersAndBody()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await LocalServer.StartAsync(async context =>
        {
            var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            seen.Enqueue($"{context.Request.Method} {context.Request.Headers["Idempotency-Key"]} {context.Request.Headers["X-Api-Key"]} {body}");
            await context.Response.WriteAsync($$"""{"next":{{(seen.Count < 3 ? seen.Count : "false")}}}""");
        });
        using var bench = new HttpBench(
            $$"""{ "method": "POST", "url": "{{server.Url}}", "headers": { "X-Api-Key": "k" }, "body": {}, "pagination": { "type": "body", "path": "next", "cursorParameter": "c" } }""");

        await bench.ItemsAsync();

        Assert.Equal(["POST key-0-0 k {}", "POST key-0-1 k {}", "POST key-0-2 k {}"], seen);
        Assert.All(bench.Output, item => Assert.Equal(Origin.First(0), item.Origin));
    }

    [Fact]
    public async Task RunAsync_NextAtAnotherOrigin_GetsNeitherCredentialsNorBody()
    {
        var seen = "";
        await using var other = await LocalServer.StartAsync(async context =>
        {
            var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            seen = $"{context.Request.Headers["X-Api-Key"]}|{context.Request.Headers.Authorization}|{context.Request.Headers["X-Plain"]}|{context.Request.ContentType}|{body}";
            await context.Response.WriteAsync("[2]");
        });
        await using var server = await LocalServer.StartAsync(context =>
        {
            context.Response.Headers.Link = $"<{other.Url}/>; rel=next";
            return context.Response.WriteAsync("[1]");
        });
        using var bench = new HttpBench(
            $$"""{ "method": "POST", "url": "{{server.Url}}", "headers": { "X-Api-Key": "k", "Authorization": "Bearer s", "X-Plain": "p" }, "body": {"a":1}, "pagination": { "type": "linkHeader" } }""");

        Assert.Equal("""[{"value":1},{"value":2}]""", await bench.ItemsAsync());
        Assert.Equal("||p||", seen);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest", "egress.addressNotAllowed")]
    [InlineData("http://[::1]/", "egress.addressNotAllowed")]
    [InlineData("file:///etc/passwd", "http.pagination")]
    [InlineData("?page=1", "http.pagination")]
    public async Task RunAsync_NextThatMayNotBeFollowed_FailsTheItem(string next, string code)
    {
        await using var server = await PagesAsync((_, _) => $$"""{"next":"{{next}}"}""");
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}/?page=1", "pagination": { "type": "body", "path": "next" } }""");

        Assert.Equal(code, (await bench.FailureAsync()).Code);
        Assert.Empty(bench.Output);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("""{"next":"same"}""", "http.pagination", 2)]
    [InlineData("""{"next":{}}""", "http.pagination", 1)]
    [InlineData("""{"next":true}""", "http.pagination", 1)]
    public async Task RunAsync_CursorThatLeadsNowhere_FailsTheItem(string body, string code, int requests)
    {
        await using var server = await PagesAsync((_, _) => body);
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}", "pagination": { "type": "body", "path": "next", "cursorParameter": "c" } }""");

        Assert.Equal(code, (await bench.FailureAsync()).Code);
        Assert.Equal(requests, server.Requests);
    }

    [Fact]
    public async Task RunAsync_EndlessPages_StopAtMaxPagesOrFailAtTheDefault()
    {
        await using var server = await PagesAsync((_, page) => $$"""{"next":{{page + 1}}}""");
        const string Endless = """ "pagination": { "type": "body", "path": "next", "cursorParameter": "page" """;
        using var bounded = new HttpBench($$"""{ "url": "{{server.Url}}", {{Endless}}, "maxPages": 7 } }""");
        using var unbounded = new HttpBench($$"""{ "url": "{{server.Url}}", {{Endless}} } }""");

        await bounded.ItemsAsync();
        Assert.Equal((7, 7), (bounded.Output.Count, server.Requests));

        Assert.Equal("limit.passed", (await unbounded.FailureAsync()).Code);
        Assert.Equal(107, server.Requests);
    }

    [Fact]
    public async Task RunAsync_FailingPage_FailsTheItemAsAWhole()
    {
        await using var server = await PagesAsync((context, page) =>
        {
            context.Response.StatusCode = page == 2 ? 503 : 200;
            return List(page);
        });
        using var failing = new HttpBench($$"""{ "url": "{{server.Url}}", "pagination": { "type": "page" } }""");
        using var forgiving = new HttpBench($$"""{ "url": "{{server.Url}}", "neverError": true, "pagination": { "type": "page" } }""");

        Assert.Equal("http.status", (await failing.FailureAsync()).Code);
        Assert.Empty(failing.Output);
        Assert.Equal("""[{"n":1},{"n":2},{"n":3},{"n":4}]""", await forgiving.ItemsAsync());
    }

    private static string List(int page) => page switch { 1 => """[{"n":1},{"n":2}]""", 2 => """[{"n":3},{"n":4}]""", 3 => """[{"n":5}]""", _ => "[]" };

    private static Task<LocalServer> PagesAsync(Func<HttpContext, int, string> answer) => LocalServer.StartAsync(context =>
    {
        var page = int.TryParse(context.Request.Query["page"], out var number) ? number : 1;
        var body = answer(context, page);
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    });
}
