using System.Text.Json;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Previews;

/// <summary>Previews at moments of real runs, held against what the run itself recorded.</summary>
public sealed class PreviewTests
{
    private const string Draft = """
        {
          "flowforge": 1, "id": "w", "name": "W", "config": { "timezone": "Europe/Berlin" },
          "graph": {
            "nodes": [
              { "id": "start", "kind": "trigger.manual" },
              { "id": "split", "kind": "code", "parameters": { "mode": "allItems", "source": "return [1, 2, 3, 4].map((n) => ({ n }))" } },
              { "id": "each", "kind": "loop", "name": "Each", "parameters": { "batchSize": 2 } },
              { "id": "double", "kind": "set", "parameters": { "fields": { "twice": "={{ $json.n * 2 }}" } } },
              { "id": "sum", "kind": "set", "name": "The sum",
                "parameters": { "fields": { "s": "={{ $('double').all().reduce((a, i) => a + i.json.twice, 0) }}", "r": "={{ $runIndex }}", "from": "={{ $('split').item.json.n }}" } } },
              { "id": "after", "kind": "set", "parameters": { "fields": { "last": "={{ $('The sum').first().json.s }}", "count": "={{ $input.all().length }}" } } },
              { "id": "never", "kind": "filter", "parameters": { "conditions": [{ "left": "={{ $json.n }}", "operator": "number.gt", "right": 100 }] } },
              { "id": "beyond", "kind": "set", "parameters": { "fields": { "x": "={{ $json.n }}" } } }
            ],
            "edges": [
              { "from": "start", "to": "split" }, { "from": "split", "to": "each" }, { "from": "each", "fromPort": "loop", "to": "double" },
              { "from": "double", "to": "sum" }, { "from": "sum", "to": "each" }, { "from": "each", "fromPort": "done", "to": "after" },
              { "from": "split", "to": "never" }, { "from": "never", "to": "beyond" }
            ]
          }
        }
        """;

    [Fact]
    public async Task Preview_OfEveryParameter_GivesWhatTheRunItselfWrote()
    {
        await using var host = await ApiHost.StartAsync();
        var run = await RunAsync(host);
        var frames = (await host.GetAsync($"/api/runs/{run}/frames?limit=500")).Root.GetProperty("items").EnumerateArray()
            .Where(frame => frame.GetProperty("side").GetString() == "egress" && frame.GetProperty("nodeId").GetString() is "double" or "sum" or "after").ToList();
        Assert.Equal(2 + 2 + 1, frames.Count);

        foreach (var frame in frames)
        {
            var node = frame.GetProperty("nodeId").GetString();
            var items = frame.GetProperty("output").GetProperty("out").GetProperty("items");
            for (var item = 0; item < items.GetArrayLength(); item++)
            {
                var preview = await host.PostAsync("/api/expressions/preview", $$"""{ "run": "{{run}}", "node": "{{node}}", "iteration": "{{frame.GetProperty("iteration").GetString()}}", "item": {{item}} }""");
                Assert.True(preview.Status == 200 && preview["type"] == "object", preview.Body);
                foreach (var field in preview.Root.GetProperty("value").GetProperty("fields").EnumerateObject())
                {
                    Assert.Equal(items[item].GetProperty("json").GetProperty(field.Name).ToString(), field.Value.ToString());
                }
            }
        }
    }

    [Theory]
    [InlineData("double", "$json.n", null, 0, "3")] // the last iteration when none is named
    [InlineData("double", "$json.n", "0", 1, "2")]
    [InlineData("double", "$('Each').all().length", "1", 0, "2")]
    [InlineData("double", "$('Each').item.json.n", "1", 1, "4")]
    [InlineData("sum", "$('split').item.json.n", "1", 1, "4")]
    [InlineData("sum", "$('double').last().json.twice", "0", 0, "4")]
    [InlineData("after", "$('The sum').all().length", null, 0, "2")]
    [InlineData("after", "$('The sum').first().json.s", null, 0, "14")] // of an ended loop, its last iteration
    [InlineData("after", "$('split').item.json.n", null, 3, "4")]
    [InlineData("after", "$run.mode", null, 0, "manual")]
    [InlineData("start", "$json.given", null, 0, "yes")]
    [InlineData("beyond", "$json.n ?? 'none'", null, 0, "none")] // never ran: its edges brought nothing
    [InlineData("never", "$json.n", null, 2, "3")]
    [InlineData("after", "=Sum {{ $json.s }} at {{ $now.zoneName }}", null, 0, "Sum 6 at Europe/Berlin")]
    public async Task Preview_Expression_SeesTheMomentOfTheNode(string node, string expression, string? iteration, int item, string value)
    {
        await using var host = await ApiHost.StartAsync();
        var run = await RunAsync(host);
        var preview = await AskAsync(host, new { run, node, expression, iteration, item });

        Assert.True(preview.Status == 200, preview.Body);
        Assert.Equal(value, preview.Root.TryGetProperty("value", out var got) ? got.ToString() : preview.Body);
    }

    private const string Each = """
        {
          "flowforge": 1, "id": "e", "name": "E", "config": { "order": "sequential", "join": "each" },
          "graph": {
            "nodes": [
              { "id": "start", "kind": "trigger.manual" },
              { "id": "split", "kind": "code", "parameters": { "mode": "allItems", "source": "return [1, 2, 3].map((n) => ({ n }))" } },
              { "id": "odd", "kind": "if", "parameters": { "conditions": [{ "left": "={{ $json.n % 2 }}", "operator": "number.equals", "right": 1 }] } },
              { "id": "mark", "kind": "set", "parameters": { "fields": { "odd": true } } },
              { "id": "join", "kind": "set", "parameters": { "fields": { "run": "={{ $runIndex }}", "from": "={{ $('split').item.json.n }}", "count": "={{ $input.all().length }}" } } },
              { "id": "each", "kind": "loop", "name": "Each", "parameters": { "batchSize": 2 } },
              { "id": "body", "kind": "set", "parameters": { "fields": { "at": "={{ $('Each').context.currentRunIndex }}", "last": "={{ $('Each').context.noItemsLeft }}", "all": "={{ $('join').all().length }}" } } },
              { "id": "never", "kind": "filter", "parameters": { "conditions": [{ "left": "={{ $json.n }}", "operator": "number.gt", "right": 100 }] } },
              { "id": "beyond", "kind": "set", "parameters": { "fields": { "x": "={{ $json.n }}" } } }
            ],
            "edges": [
              { "from": "start", "to": "split" }, { "from": "split", "to": "odd" }, { "from": "odd", "fromPort": "true", "to": "mark" }, { "from": "mark", "to": "join" },
              { "from": "odd", "fromPort": "false", "to": "join" }, { "from": "join", "to": "each" }, { "from": "each", "fromPort": "loop", "to": "body" },
              { "from": "body", "to": "each" }, { "from": "split", "to": "never" }, { "from": "never", "to": "beyond" }
            ]
          }
        }
        """;

    [Fact]
    public async Task Preview_OfARunThatJoinsEach_IsOfTheRunOfTheNode()
    {
        await using var host = await ApiHost.StartAsync();
        var ran = await host.PostAsync("/api/runs?wait=60", $$"""{ "workflow": {{Each}}, "items": [{ "json": {} }] }""");
        Assert.True(ran.Status == 200 && ran["status"] == "COMPLETED", ran.Body);
        var run = ran["id"];
        var frames = (await host.GetAsync($"/api/runs/{run}/frames?limit=500")).Root.GetProperty("items").EnumerateArray()
            .Where(frame => frame.GetProperty("side").GetString() == "egress" && frame.GetProperty("nodeId").GetString() is "join" or "body").ToList();
        Assert.Equal(["join 0", "join 1", "body 0", "body 1"], frames.Select(frame => $"{frame.GetProperty("nodeId").GetString()} {frame.GetProperty("iteration").GetString()}").OrderBy(line => line[0] == 'b'));

        foreach (var frame in frames)
        {
            var items = frame.GetProperty("output").GetProperty("out").GetProperty("items");
            for (var item = 0; item < items.GetArrayLength(); item++)
            {
                var preview = await AskAsync(host, new { run, node = frame.GetProperty("nodeId").GetString(), iteration = frame.GetProperty("iteration").GetString(), item });
                foreach (var field in preview.Root.GetProperty("value").GetProperty("fields").EnumerateObject())
                {
                    Assert.Equal($"{field.Name} {items[item].GetProperty("json").GetProperty(field.Name)}", $"{field.Name} {field.Value}");
                }
            }
        }

        // What has not run would get what came last.
        Assert.Equal("3", (await AskAsync(host, new { run, node = "never", expression = "$input.all().length" }))["value"]);
        var fresh = JsonElement.Parse(Each.Replace("{ \"id\": \"never\"", "{ \"id\": \"fresh\", \"kind\": \"noop\" }, { \"id\": \"never\"", StringComparison.Ordinal)
            .Replace("{ \"from\": \"split\", \"to\": \"never\" }", "{ \"from\": \"split\", \"to\": \"never\" }, { \"from\": \"join\", \"to\": \"fresh\" }", StringComparison.Ordinal));
        Assert.Equal("1", (await AskAsync(host, new { run, workflow = fresh, node = "fresh", expression = "$input.all().length" }))["value"]);
        (await host.PostAsync("/api/expressions/preview", JsonSerializer.Serialize(new { run, node = "join", iteration = "0/1" }))).AssertRefused(422, "preview.iteration");
    }

    [Fact]
    public async Task Preview_NewNodeOfAnEditedDocument_SeesWhatItsEdgesWouldBring()
    {
        await using var host = await ApiHost.StartAsync();
        var run = await RunAsync(host);
        var edited = Draft.Replace("{ \"id\": \"never\"", "{ \"id\": \"fresh\", \"kind\": \"set\", \"parameters\": { \"broken\": 5 } }, { \"id\": \"never\"", StringComparison.Ordinal)
            .Replace("{ \"from\": \"sum\", \"to\": \"each\" }", "{ \"from\": \"sum\", \"to\": \"fresh\" }, { \"from\": \"fresh\", \"to\": \"each\" }, { \"from\": \"x\", \"to\": \"y\" }", StringComparison.Ordinal);
        var workflow = JsonElement.Parse(edited);

        Assert.Equal("14", (await AskAsync(host, new { run, workflow, node = "fresh", expression = "$json.s", item = 1 }))["value"]);
        Assert.Equal("6", (await AskAsync(host, new { run, workflow, node = "fresh", expression = "$json.s", iteration = "0" }))["value"]);
        Assert.Equal("1", (await AskAsync(host, new { run, workflow, node = "fresh", expression = "$('double').first().json.n", iteration = "0" }))["value"]);
    }

    [Fact]
    public async Task Preview_ItemsBesideARun_StandForTheInput()
    {
        await using var host = await ApiHost.StartAsync();
        var run = await RunAsync(host);
        var preview = await AskAsync(host, new { run, node = "after", expression = "=[{{ $json.n }}, {{ $('split').all().length }}]", items = new object[] { new { json = new { n = 77 } } } });

        Assert.Equal("[77, 4]", preview["value"]);
    }

    [Fact]
    public async Task Preview_WithoutARun_UsesSamplesAndPinnedItems()
    {
        await using var host = await ApiHost.StartAsync();
        var workflow = JsonElement.Parse(Draft.Replace(
            "{ \"id\": \"split\"", "{ \"id\": \"split\", \"pinned\": { \"out\": [{ \"json\": { \"n\": 10 } }, { \"json\": { \"n\": 20 } }] }", StringComparison.Ordinal));

        Assert.Equal("21", (await AskAsync(host, new { workflow, node = "after", expression = "$json.a + 1", items = new[] { new { a = 20 } } }))["value"]);
        Assert.Equal("20", (await AskAsync(host, new { workflow, node = "never", expression = "$json.n", item = 1 }))["value"]);
        Assert.Equal("20", (await AskAsync(host, new { workflow, node = "never", expression = "$('split').item.json.n", item = 1 }))["value"]);
        Assert.Equal("split", (await AskAsync(host, new { workflow, node = "never", expression = "$prevNode.name" }))["value"]);
        Assert.Contains("has not run", (await AskAsync(host, new { workflow, node = "after", expression = "$('double').first()" })).Root.GetProperty("failure").GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_Parameter_IsTakenFromTheDocument()
    {
        await using var host = await ApiHost.StartAsync();
        var run = await RunAsync(host);

        Assert.Equal("4", (await AskAsync(host, new { run, node = "after", parameter = "fields.count" }))["value"]);
        var literal = await AskAsync(host, new { run, node = "never", parameter = "conditions[0].operator" });
        Assert.Equal(("number.gt", "string"), (literal["value"], literal["type"]));
    }

    [Theory]
    [InlineData("1.5", "number")]
    [InlineData("'x'", "string")]
    [InlineData("true", "boolean")]
    [InlineData("[1]", "array")]
    [InlineData("({ a: 1 })", "object")]
    [InlineData("undefined", "null")]
    public async Task Preview_Value_TellsItsType(string expression, string type)
    {
        await using var host = await ApiHost.StartAsync();
        Assert.Equal(type, (await AskAsync(host, new { workflow = JsonElement.Parse(Documents.Hello()), node = "greet", expression }))["type"]);
    }

    [Fact]
    public async Task Preview_OfWhatFails_TellsWhyAndWhere()
    {
        await using var host = await ApiHost.StartAsync();
        var workflow = JsonElement.Parse(Documents.Hello());
        var thrown = (await AskAsync(host, new { workflow, node = "greet", expression = "=ab {{ null.x }}", parameter = "fields.greeting" })).Root.GetProperty("failure");
        Assert.Equal(("expression.failed", 4), (thrown.GetProperty("code").GetString(), thrown.GetProperty("position").GetInt32()));
        Assert.Contains("fields.greeting", thrown.GetProperty("message").GetString()!, StringComparison.Ordinal);

        var syntax = (await AskAsync(host, new { workflow, node = "greet", expression = "={{ 1 }} {{ 1 + }}" })).Root.GetProperty("failure");
        Assert.Equal(9, syntax.GetProperty("position").GetInt32());
        Assert.Contains("column", syntax.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_EndlessExpression_IsStopped_AndTheNextOneAnswers()
    {
        await using var host = await ApiHost.StartAsync();
        var workflow = JsonElement.Parse(Documents.Hello());
        var endless = await AskAsync(host, new { workflow, node = "greet", expression = "(() => { for (;;) {} })()" });

        Assert.Equal("script.timeout", endless.Root.GetProperty("failure").GetProperty("code").GetString());
        Assert.Equal("2", (await AskAsync(host, new { workflow, node = "greet", expression = "1 + 1" }))["value"]);
    }

    [Fact]
    public async Task Preview_LargeValue_IsCut()
    {
        await using var host = await ApiHost.StartAsync();
        var large = await AskAsync(host, new { workflow = JsonElement.Parse(Documents.Hello()), node = "greet", expression = "'ä'.repeat(40000)" });

        Assert.Equal(("string", true, 80_002), (large["type"], large.Root.GetProperty("truncated").GetBoolean(), large.Root.GetProperty("bytes").GetInt32()));
        Assert.False(large.Root.TryGetProperty("value", out _));
        Assert.Matches("^\"ä+$", large["start"]);
        Assert.InRange(large["start"].Length, 32_000, 32_768);
    }

    [Theory]
    [InlineData("""{ "run": "RUN" }""", 400, "request.body")]
    [InlineData("""{ "node": "after" }""", 400, "request.body")]
    [InlineData("""{ "run": "ghost", "node": "after" }""", 404, "run.unknown")]
    [InlineData("""{ "run": "RUN", "node": "ghost" }""", 422, "preview.unknownNode")]
    [InlineData("""{ "run": "RUN", "node": "after", "parameter": "fields.nothing" }""", 422, "preview.unknownParameter")]
    [InlineData("""{ "run": "RUN", "node": "after", "item": 4 }""", 422, "preview.unknownItem")]
    [InlineData("""{ "run": "RUN", "node": "after", "item": -1 }""", 400, "request.body")]
    [InlineData("""{ "run": "RUN", "node": "after", "iteration": "0" }""", 422, "preview.iteration")]
    [InlineData("""{ "run": "RUN", "node": "double", "iteration": "x" }""", 422, "preview.iteration")]
    [InlineData("""{ "run": "RUN", "node": "after", "mode": "x" }""", 400, "request.body")]
    [InlineData("""{ "workflowId": "ghost", "node": "after" }""", 404, "workflow.unknown")]
    [InlineData("""{ "workflow": { "flowforge": 1 }, "node": "after" }""", 422, "workflow.invalid")]
    public async Task Preview_WhatCannotBeAsked_IsRefused(string body, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();
        var run = await RunAsync(host);

        (await host.PostAsync("/api/expressions/preview", body.Replace("RUN", run, StringComparison.Ordinal))).AssertRefused(status, code);
    }

    private static async Task<string> RunAsync(ApiHost host)
    {
        var run = await host.PostAsync("/api/runs?wait=60", $$"""{ "workflow": {{Draft}}, "items": [{ "json": { "given": "yes" } }] }""");
        Assert.True(run.Status == 200 && run["status"] == "COMPLETED", run.Body);
        return run["id"];
    }

    private static Task<Answered> AskAsync(ApiHost host, object question) =>
        host.PostAsync("/api/expressions/preview", JsonSerializer.Serialize(question));
}
