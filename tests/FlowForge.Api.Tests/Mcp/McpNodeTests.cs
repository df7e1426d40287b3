using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FlowForge.Api.Tests.Support;
using FlowForge.Egress.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Tests.Mcp;

/// <summary>The kind <c>mcp</c> in real runs: against another host of ours, and against servers that mean harm.</summary>
public sealed class McpNodeTests
{
    private const string Hello = """{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"x","version":"1"}}}""";

    [Fact]
    public async Task Call_OfAnotherHost_GivesWhatItsRunGave()
    {
        await using var other = await McpRoom.StartAsync();
        await other.SaveAsync("""
            { "flowforge": 1, "id": "add", "name": "Add", "mcp": true, "graph": { "nodes": [ { "id": "t", "kind": "trigger.manual" }, { "id": "s", "kind": "set", "parameters": { "fields": { "sum": "={{ $json.a + $json.b }}" }, "keep": "none" } } ], "edges": [ { "from": "t", "to": "s" } ] } }
            """);
        await using var host = await ApiHost.StartAsync(allow: "127.0.0.1");

        var run = await RunAsync(host, $$$"""{ "url": "{{{other.Host.Address}}}api/mcp", "tool": "add", "arguments": { "a": "={{ $json.a }}", "b": 2 } }""", """[{ "json": { "a": 1 } }, { "json": { "a": 5 } }]""");
        var list = await RunAsync(host, $$"""{ "url": "{{other.Host.Address}}api/mcp", "operation": "list" }""", "[{ \"json\": {} }]");
        var wrong = await RunAsync(host, $$"""{ "url": "{{other.Host.Address}}api/mcp", "tool": "nothing" }""", "[{ \"json\": {} }]");

        Assert.Equal("""[{"json":{"sum":3}},{"json":{"sum":7}}]""", run.GetProperty("output").GetRawText());
        Assert.Contains(list.GetProperty("output").EnumerateArray(), static item => item.GetProperty("json").GetProperty("name").GetString() == "add");
        Assert.Equal(("mcp.tool", true), (Code(wrong), wrong.GetProperty("failure").GetProperty("message").GetString()!.Contains("no tool 'nothing'", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Call_SessionsAndEvents_AreKept()
    {
        var heard = new List<string>();
        await using var server = await LocalServer.StartAsync(async context =>
        {
            var request = await JsonOf(context);
            lock (heard)
            {
                heard.Add($"{context.Request.Method} {(request.ValueKind == JsonValueKind.Object ? request.GetProperty("method").GetString() : "")} {context.Request.Headers["Mcp-Session-Id"]} {context.Request.Headers["MCP-Protocol-Version"]} {context.Request.Headers["Idempotency-Key"].ToString().Length > 0}");
            }

            if (heard.Count == 1)
            {
                context.Response.Headers["Mcp-Session-Id"] = "s-1";
                await SendAsync(context, Hello, "application/json");
            }
            else if (heard.Count == 2)
            {
                context.Response.StatusCode = 202;
            }
            else
            {
                await SendAsync(context, "event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}\n\ndata: {\"jsonrpc\":\"2.0\",\"id\":2,\ndata: \"result\":{\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}}\n\n", "text/event-stream");
            }
        });
        await using var host = await ApiHost.StartAsync(allow: "127.0.0.1");

        var run = await RunAsync(host, $$"""{ "url": "{{server.Url}}/", "tool": "x" }""", "[{ \"json\": {} }]");

        Assert.Equal("""[{"json":{"text":"hi"}}]""", run.GetProperty("output").GetRawText());
        Assert.Equal(["POST initialize   False", "POST notifications/initialized s-1 2025-06-18 False", "POST tools/call s-1 2025-06-18 True", "DELETE  s-1 2025-06-18 False"], heard);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":2,"result":{"structuredContent":{"a":1},"content":[{"type":"text","text":"x"}]}}""", """{"a":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"{\"b\":2}"}]}}""", """{"b":2}""")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"image","data":"AA==","mimeType":"image/png"}]}}""", """{"text":"","content":[{"type":"image","data":"AA==","mimeType":"image/png"}]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"result":{"isError":true,"content":[{"type":"text","text":"no stock"}]}}""", "mcp.tool: The tool could not do it: no stock")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"error":{"code":-32602,"message":"bad arguments"}}""", "mcp.error: The server refuses: bad arguments")]
    [InlineData("""{"jsonrpc":"2.0","id":3,"result":{}}""", "mcp.reply")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"result":[1]}""", "mcp.reply")]
    [InlineData("""{"jsonrpc":"2.0","id":2""", "mcp.reply")]
    [InlineData("<html>", "mcp.reply")]
    [InlineData("500", "http.status")]
    [InlineData("huge", "egress.")]
    [InlineData("hang", "egress.timeout")]
    public async Task Call_WhateverComes_IsAnItemOrAFailure(string reply, string expected)
    {
        await using var server = await LocalServer.StartAsync(async context =>
        {
            var request = await JsonOf(context);
            var method = request.ValueKind == JsonValueKind.Object ? request.GetProperty("method").GetString() : "";
            if (method != "tools/call")
            {
                await SendAsync(context, method == "initialize" ? Hello : "", "application/json");
                return;
            }

            if (reply == "hang")
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            context.Response.StatusCode = reply == "500" ? 500 : 200;
            await SendAsync(context, reply == "huge" ? $$$"""{"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"{{{new string('x', 5 * 1024 * 1024)}}}"}]}}""" : reply, "application/json");
        });
        await using var host = await ApiHost.StartAsync(allow: "127.0.0.1");

        var run = await RunAsync(host, $$"""{ "url": "{{server.Url}}/", "tool": "x", "timeoutSeconds": 2 }""", "[{ \"json\": {} }]");

        Assert.StartsWith(expected, run.TryGetProperty("failure", out var failure) && failure.ValueKind == JsonValueKind.Object
            ? $"{Code(run)}: {failure.GetProperty("message").GetString()}"
            : run.GetProperty("output")[0].GetProperty("json").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_OfAnAddressThatIsNotAllowed_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();

        var run = await RunAsync(host, """{ "url": "http://127.0.0.1:9/", "tool": "x" }""", "[{ \"json\": {} }]");

        Assert.Equal("egress.addressNotAllowed", Code(run));
    }

    private static string? Code(JsonElement run) => run.GetProperty("failure").GetProperty("code").GetString();

    private static async Task<JsonElement> RunAsync(ApiHost host, string parameters, string items)
    {
        using var answer = await host.Http.PostAsync("/api/runs?wait=60", new StringContent($$"""
            { "workflow": { "flowforge": 1, "id": "w", "name": "W", "graph": { "nodes": [ { "id": "t", "kind": "trigger.manual" }, { "id": "n", "kind": "mcp", "parameters": {{parameters}} } ], "edges": [ { "from": "t", "to": "n" } ] } }, "items": {{items}} }
            """, Encoding.UTF8, "application/json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<JsonElement> JsonOf(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync();
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    private static Task SendAsync(HttpContext context, string text, string type)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text);
    }
}
