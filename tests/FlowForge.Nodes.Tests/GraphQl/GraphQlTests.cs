using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Egress;
using FlowForge.Egress.Tests.Servers;
using FlowForge.Nodes.GraphQl;
using FlowForge.Nodes.Tests.Bench;
using FlowForge.Nodes.Tests.Kinds;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Nodes.Tests.GraphQl;

/// <summary>Questions to a real server.</summary>
public sealed class GraphQlTests : IDisposable
{
    private readonly SafeEgress _egress = new(EgressOptions.Parse("127.0.0.1").Value!, TimeProvider.System);
    private readonly List<string> _heard = [];

    public void Dispose() => _egress.Dispose();

    [Theory]
    [InlineData("\"query\": \"{ a }\"", "POST / application/json key-0-0 {\"query\":\"{ a }\"}")]
    [InlineData("\"query\": \"query B($n: Int) { a }\", \"variables\": { \"n\": 1 }, \"operationName\": \"B\"", "POST / application/json key-0-0 {\"query\":\"query B($n: Int) { a }\",\"variables\":{\"n\":1},\"operationName\":\"B\"}")]
    [InlineData("\"query\": \"{ a }\", \"variables\": \"{ \\\"n\\\": [2] }\"", "POST / application/json key-0-0 {\"query\":\"{ a }\",\"variables\":{\"n\":[2]}}")]
    [InlineData("\"query\": \"{ a }\", \"variables\": \" \"", "POST / application/json key-0-0 {\"query\":\"{ a }\"}")]
    [InlineData("\"query\": \"{ a }\", \"format\": \"graphql\"", "POST / application/graphql key-0-0 { a }")]
    [InlineData("\"query\": \"{ a }\", \"method\": \"GET\", \"variables\": {\"n\":1}, \"operationName\": \"B\"", "GET /?query=%7B%20a%20%7D&variables=%7B%22n%22%3A1%7D&operationName=B   ")]
    [InlineData("\"query\": \"{ a }\", \"headers\": { \"Idempotency-Key\": \"own\" }", "POST / application/json own {\"query\":\"{ a }\"}")]
    public async Task Ask_Options_AreSentSo(string parameters, string expected)
    {
        var bench = await AskAsync(parameters, """{ "data": { "a": 1 } }""");

        Assert.Empty(bench.ItemFailures);
        Assert.Equal(expected, Assert.Single(_heard));
        Assert.Equal(["""{"data":{"a":1}}"""], bench.Texts("out"));
    }

    [Fact]
    public async Task Ask_AnswerAsText_StandsInAField() =>
        Assert.Equal(["""{"answer":"{ \"data\": 1 }"}"""], (await AskAsync("\"query\": \"{ a }\", \"response\": \"text\", \"field\": \"answer\"", """{ "data": 1 }""")).Texts("out"));

    [Theory]
    [InlineData("""{ "data": null, "errors": [{ "message": "no field x" }, { "message": "no field y" }] }""", 200, "graphql.errors", "no field x; no field y")]
    [InlineData("""{ "errors": [{ "message": "bad" }] }""", 400, "graphql.errors", "bad")]
    [InlineData("oops", 500, "http.status", "500")]
    [InlineData("{}", 500, "http.status", "500")]
    [InlineData("oops", 200, "http.notJson", "")]
    [InlineData("[1]", 200, "http.notJson", "no JSON object")]
    public async Task Ask_WhatGoesWrong_IsTold(string answer, int status, string code, string says)
    {
        var failure = (await AskAsync("\"query\": \"{ a }\"", answer, status)).ItemFailures[0];

        Assert.Equal(code, failure.Code);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"variables\": { }", "\"query\" is needed")]
    [InlineData("\"query\": \"{ a }\", \"variables\": \"[1]\"", "\"variables\" must be an object")]
    [InlineData("\"query\": \"{ a }\", \"variables\": \"{\"", "\"variables\" must be an object")]
    [InlineData("\"query\": \"{ a }\", \"method\": \"PUT\"", "\"method\" must be one of GET, POST")]
    [InlineData("\"query\": \"{ a }\", \"headers\": []", "'headers' is an object")]
    public async Task Ask_WrongParameters_AreRefusedBeforeAnythingIsSent(string parameters, string says)
    {
        var bench = await AskAsync(parameters, "{}");

        Assert.Contains(says, bench.ItemFailures[0].Message, StringComparison.Ordinal);
        Assert.Empty(_heard);
    }

    [Theory]
    [InlineData("""{ "query": "{ a }" }""", false)]
    [InlineData("""{ "query": "mutation { a }" }""", true)]
    [InlineData("""{ "query": "={{ $json.q }}" }""", true)]
    [InlineData("""{ "query": "mutation { a }", "method": "GET" }""", false)]
    [InlineData("{}", true)]
    public void HasEffect_Query_OnlyAMutationMay(string parameters, bool effect) =>
        Assert.Equal(effect, KindRuns.Kind("graphql").HasEffect(KindRuns.Node("graphql", parameters)));

    private async Task<NodeBench> AskAsync(string parameters, string answer, int status = 200)
    {
        await using var server = await LocalServer.StartAsync(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            var request = context.Request;
            _heard.Add($"{request.Method} {request.Path}{request.QueryString} {request.ContentType} {request.Headers["Idempotency-Key"]} {await body.ReadToEndAsync()}");
            context.Response.StatusCode = status;
            context.Response.ContentType = answer.StartsWith("oops", StringComparison.Ordinal) ? "text/plain" : "application/json";
            await context.Response.WriteAsync(answer);
        });
        var node = KindRuns.Node("graphql", $$"""{ "url": "{{server.Url}}/", {{parameters}} }""") with { OnError = OnError.Continue };
        var bench = new NodeBench(new GraphQlKind(_egress), node);
        Assert.Equal(NodeResult.Done, await bench.With("in", KindRuns.Numbers(1)).RunAsync());
        return bench;
    }
}
