using System.Text.Json;
using FlowForge.ModelServer;

namespace FlowForge.Api.Tests.AiNodes;

/// <summary><c>ai.extract</c> and <c>ai.classify</c> in real runs.</summary>
public sealed class ExtractNodeTests
{
    private const string Extract = """
        { "id": "n", "kind": "ai.extract", "parameters": {
          "text": "={{ $json.body }}", "concurrency": 1, "instructions": "Totals are in euros.",
          "schema": { "type": "object", "required": ["total"], "additionalProperties": false, "properties": { "total": { "type": "number" }, "due": { "type": "string", "format": "date", "pattern": "^[0-9-]+$" } } } } }
        """;

    private const string Mail = """[{ "json": { "body": "Please pay 12 until May." } }]""";

    [Fact]
    public async Task Extract_MisfitsGoBackWithTheReasons_AndCostsAddUp()
    {
        await using var host = await AiHost.StartAsync();
        host.Server.Then(new ScriptedReply.Text("""Sure! {"total":12}"""), new ScriptedReply.Text("""{"total":"=12","due":"May"}"""), new ScriptedReply.Text("""{"total":12}"""));

        var (run, frame) = await host.RunAsync(Extract, Mail);

        Assert.Equal("""[{"json":{"total":12}}]""", run.GetProperty("output").GetRawText());
        Assert.Equal(3, host.Server.Calls.Count);
        Assert.Contains("total: This must be of type number.", host.Server.Calls[2].Newest, StringComparison.Ordinal);
        Assert.Contains("does not match the pattern", host.Server.Calls[2].Newest, StringComparison.Ordinal);
        Assert.Equal((3000, 300), (frame.GetProperty("metrics").GetProperty("tokensIn").GetInt32(), frame.GetProperty("metrics").GetProperty("tokensOut").GetInt32()));
        Assert.Equal("date", host.Server.Calls[0].Body.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema").GetProperty("properties").GetProperty("due").GetProperty("format").GetString());
        Assert.Equal(0, host.Server.Calls[0].Body.GetProperty("temperature").GetDouble());
        Assert.Equal(3, host.Server.Calls.Select(static call => call.Header("Idempotency-Key")).Distinct().Count());
    }

    [Fact]
    public async Task Extract_NeverFitting_FailsAfterThreeReplies()
    {
        await using var host = await AiHost.StartAsync();
        host.Server.Then(new ScriptedReply.Text("""{"sum":1}"""), new ScriptedReply.Text("""{"total":1,"sum":1}"""), new ScriptedReply.Text("[]"), new ScriptedReply.Text("""{"total":1}"""));

        var (run, frame) = await host.RunAsync(Extract, Mail);

        Assert.Equal("ai.invalidReply", run.GetProperty("failure").GetProperty("code").GetString());
        Assert.Equal(3, host.Server.Calls.Count);
        Assert.Equal(("FAILED", 3000), (frame.GetProperty("status").GetString(), frame.GetProperty("metrics").GetProperty("tokensIn").GetInt32()));
    }

    [Fact]
    public async Task Extract_ModelWithoutStructuredOutput_IsAskedByWords()
    {
        await using var host = await AiHost.StartAsync();
        host.Server.LacksStructuredOutput = true;
        host.Server.Then(new ScriptedReply.Text("""{"total":7}"""));

        var (run, _) = await host.RunAsync(Extract, Mail);

        Assert.Equal("""[{"json":{"total":7}}]""", run.GetProperty("output").GetRawText());
    }

    [Theory]
    [InlineData("""{ "text": "x", "schema": { "type": "thing" } }""")]
    [InlineData("""{ "text": "x", "schema": "{" }""")]
    public async Task Extract_SchemaThatIsNone_IsAProblemOfTheDocument(string parameters)
    {
        await using var host = await AiHost.StartAsync();

        using var answer = await host.Api.Http.PostAsync("/api/workflows/validate", AiHost.Json($$"""
            { "flowforge": 1, "id": "w", "name": "W", "graph": { "nodes": [ { "id": "n", "kind": "ai.extract", "parameters": {{parameters}} } ], "edges": [] } }
            """));

        Assert.Contains("schema.invalid", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, """{"categories":["billing"]}""", "billing:1")]
    [InlineData(false, """{"categories":[]}""", "rest:1")]
    [InlineData(true, """{"categories":["technical","billing"]}""", "billing:1 technical:1")]
    public async Task Classify_Answer_SendsTheItemOutOfItsPorts(bool multiple, string reply, string expected)
    {
        await using var host = await AiHost.StartAsync();
        host.Server.Then(new ScriptedReply.Text(reply));

        var (run, frame) = await host.RunAsync(Classify(multiple), """[{ "json": { "body": "Refund!" }}]""");

        Assert.Equal("COMPLETED", run.GetProperty("status").GetString());
        Assert.Equal(expected, string.Join(' ', frame.GetProperty("output").EnumerateObject().Where(static port => port.Value.GetProperty("count").GetInt32() > 0).Select(static port => $"{port.Name}:{port.Value.GetProperty("count").GetInt32()}")));
        Assert.Contains("- billing: Invoices.", host.Server.Calls[0].Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_UnknownOrTooManyCategories_GoBack()
    {
        await using var host = await AiHost.StartAsync();
        host.Server.Then(new ScriptedReply.Text("""{"categories":["spam"]}"""), new ScriptedReply.Text("""{"categories":["billing","technical"]}"""), new ScriptedReply.Text("""{"categories":["technical"]}"""));

        var (_, frame) = await host.RunAsync(Classify(multiple: false), """[{ "json": { "body": "Refund!" }}]""");

        Assert.Equal(1, frame.GetProperty("output").GetProperty("technical").GetProperty("count").GetInt32());
        Assert.Equal(3, host.Server.Calls.Count);
    }

    [Theory]
    [InlineData("""[{ "name": "error" }]""", "classify.category")]
    [InlineData("""[{ "name": "a" }, { "name": "a" }]""", "classify.category")]
    [InlineData("[]", "parameter.value")]
    public async Task Classify_CategoriesThatAreNoPorts_AreProblems(string categories, string code)
    {
        await using var host = await AiHost.StartAsync();

        using var answer = await host.Api.Http.PostAsync("/api/workflows/validate", AiHost.Json($$"""
            { "flowforge": 1, "id": "w", "name": "W", "graph": { "nodes": [ { "id": "n", "kind": "ai.classify", "parameters": { "text": "x", "categories": {{categories}} } } ], "edges": [] } }
            """));

        Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Classify(bool multiple) => $$$"""
        { "id": "n", "kind": "ai.classify", "parameters": {
          "text": "={{ $json.body }}", "multiple": {{{(multiple ? "true" : "false")}}}, "fallback": "rest",
          "categories": [{ "name": "billing", "description": "Invoices." }, { "name": "technical" }] } }
        """;
}
