using System.Net.Http.Json;
using System.Text.Json;
using FlowForge.ModelServer;

namespace FlowForge.Api.Tests.AiNodes;

/// <summary><c>ai.agent</c> in real runs, with tools that are workflows.</summary>
public sealed class AgentNodeTests
{
    private const string Agent = """{ "id": "n", "kind": "ai.agent", "parameters": { "prompt": "={{ $json.q }}", "tools": [{ "workflow": "add" }] } }""";
    private const string Question = """[{ "json": { "q": "1 + 2?" } }]""";

    private const string Add = """
        { "flowforge": 1, "id": "add", "name": "Add two", "description": "Adds.",
          "inputSchema": { "type": "object", "required": ["a", "b"], "additionalProperties": false, "properties": { "a": { "type": "number" }, "b": { "type": "number" } } },
          "graph": { "nodes": [ { "id": "t", "kind": "trigger.workflow" }, { "id": "s", "kind": "set", "parameters": { "fields": { "sum": "={{ $json.a + $json.b }}" }, "keep": "none" } } ],
                     "edges": [ { "from": "t", "to": "s" } ] } }
        """;

    [Fact]
    public async Task Agent_CallsATool_AndAnswersWithItsRunOnRecord()
    {
        await using var host = await StartAsync();
        host.Server.Then(new ScriptedReply.Tools(("c1", "Add_two", """{"a":1,"b":2}""")) { Usage = (10, 5, 0.1m) }, new ScriptedReply.Text("It is 3.") { Usage = (20, 3, 0.2m) });

        var (run, frame) = await host.RunAsync(Agent, Question);

        Assert.Equal("COMPLETED", run.GetProperty("status").GetString());
        var json = run.GetProperty("output")[0].GetProperty("json");
        Assert.Equal("It is 3.", json.GetProperty("text").GetString());
        var child = await host.Api.Http.GetFromJsonAsync<JsonElement>($"/api/runs/{json.GetProperty("calls")[0].GetProperty("run").GetString()}");
        Assert.Equal(("add", "COMPLETED", run.GetProperty("id").GetString()), (child.GetProperty("workflowId").GetString(), child.GetProperty("status").GetString(), child.GetProperty("caller").GetProperty("run").GetString()));
        Assert.Equal((30, 8, 0.3m), (frame.GetProperty("metrics").GetProperty("tokensIn").GetInt32(), frame.GetProperty("metrics").GetProperty("tokensOut").GetInt32(), frame.GetProperty("metrics").GetProperty("cost").GetDecimal()));

        var tool = host.Server.Calls[0].Body.GetProperty("tools")[0].GetProperty("function");
        Assert.Equal(("Add_two", "Adds.", "number"), (tool.GetProperty("name").GetString(), tool.GetProperty("description").GetString(), tool.GetProperty("parameters").GetProperty("properties").GetProperty("a").GetProperty("type").GetString()));
        Assert.Equal(["user", "assistant", "tool"], host.Server.Calls[1].Messages.Select(static one => one.Role));
        Assert.Equal("""{"sum":3}""", host.Server.Calls[1].Messages.Last().Text);
    }

    [Fact]
    public async Task Agent_ConnectedWorkflowNodes_AreToolsByTheirNames()
    {
        await using var host = await StartAsync();
        host.Server.Then(new ScriptedReply.Tools(("c1", "sum-up", """{"a":1,"b":2}""")), new ScriptedReply.Text("3"));

        var (run, frame) = await host.RunAsync(
            """{ "id": "n", "kind": "ai.agent", "parameters": { "prompt": "={{ $json.q }}" } }""", Question,
            """, { "id": "sum-up", "kind": "workflow", "notes": "Sums up.", "parameters": { "id": "add" } }, { "id": "off", "kind": "workflow", "disabled": true, "parameters": { "id": "add" } }""",
            """, { "from": "sum-up", "to": "n", "kind": "ai_tool" }, { "from": "off", "to": "n", "kind": "ai_tool" }""");

        Assert.Equal("COMPLETED", run.GetProperty("status").GetString());
        Assert.Equal("3", run.GetProperty("output")[0].GetProperty("json").GetProperty("text").GetString());
        Assert.Equal("Sums up.", Assert.Single(host.Server.Calls[0].Body.GetProperty("tools").EnumerateArray()).GetProperty("function").GetProperty("description").GetString());
        Assert.Equal("COMPLETED", frame.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Agent_ArgumentsDrawnOnTheTool_AskTheModelForNothingElse()
    {
        await using var host = await StartAsync();
        host.Server.Then(
            new ScriptedReply.Tools(("c1", "sum-up", """{"n":1,"b":999,"who":"eve"}"""), ("c2", "sum-up", "{}"), ("c3", "sum-up", """{"n":1}""")), new ScriptedReply.Text("41"));

        var (run, _) = await host.RunAsync(
            """{ "id": "n", "kind": "ai.agent", "parameters": { "prompt": "={{ $json.q }}" } }""", """[{ "json": { "q": "Go", "own": 40 } }]""",
            """, { "id": "sum-up", "kind": "workflow", "parameters": { "id": "add", "arguments": { "a": "={{ $fromAI('n', 'A number, e.g. \"1\"', 'number') }}", "b": "={{ $json.own * $fromAI(`times`, '', 'number', 1) }}" } } }""",
            """, { "from": "sum-up", "to": "n", "kind": "ai_tool" }""");

        Assert.Equal("COMPLETED", run.GetProperty("status").GetString());
        Assert.Equal(
            """{"type":"object","additionalProperties":false,"required":["n"],"properties":{"n":{"type":"number","description":"A number, e.g. \u00221\u0022"},"times":{"type":"number","default":1}}}""",
            host.Server.Calls[0].Body.GetProperty("tools")[0].GetProperty("function").GetProperty("parameters").GetRawText().Replace("\\\"", "\\u0022", StringComparison.Ordinal));
        var told = host.Server.Calls[1].Messages.Where(static one => one.Role == "tool").Select(static one => one.Text).ToArray();
        Assert.Contains("b", told[0], StringComparison.Ordinal);
        Assert.Contains("Error: The arguments do not fit", told[0], StringComparison.Ordinal);
        Assert.Contains("Error: The arguments do not fit", told[1], StringComparison.Ordinal);
        Assert.Equal("""{"sum":41}""", told[2]);
        Assert.Single((await host.Api.Http.GetFromJsonAsync<JsonElement>("/api/runs?workflow=add")).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("={{ $fromAI($json.name) }}", "written out")]
    [InlineData("={{ $fromAI('a', 'b', 'colour') }}", "knows the types")]
    [InlineData("={{ $fromAI('a b') }}", "letters, digits")]
    [InlineData("={{ $fromAI('a', 'b', 'string', 1, 2) }}", "takes a name, a description")]
    [InlineData("={{ $('start').item.json.q }}", "no other node")]
    public async Task Agent_ArgumentsThatCannotBeRead_FailTheItemOrAreTold(string argument, string says)
    {
        await using var host = await StartAsync();
        host.Server.Then(new ScriptedReply.Tools(("c1", "sum-up", "{}")), new ScriptedReply.Text("-"));

        var (run, _) = await host.RunAsync(
            """{ "id": "n", "kind": "ai.agent", "parameters": { "prompt": "={{ $json.q }}" } }""", Question,
            $$""", { "id": "sum-up", "kind": "workflow", "parameters": { "id": "add", "arguments": { "a": "{{argument}}", "b": 1 } } }""",
            """, { "from": "sum-up", "to": "n", "kind": "ai_tool" }""");

        var told = run.TryGetProperty("failure", out var failure) && failure.ValueKind == JsonValueKind.Object ? failure.GetProperty("message").GetString() : host.Server.Calls[1].Messages.Last().Text;
        Assert.Contains(says, told, StringComparison.Ordinal);
        Assert.Empty((await host.Api.Http.GetFromJsonAsync<JsonElement>("/api/runs?workflow=add")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Agent_CallsThatAreNotSound_AreToldToTheModelAndStartNothing()
    {
        await using var host = await StartAsync();
        host.Server.Then(
            new ScriptedReply.Tools(("c1", "rm", "{}"), ("c2", "Add_two", """{"a":"1","b":2}"""), ("c3", "Add_two", "{"), ("c4", "Add_two", "[1]")),
            new ScriptedReply.Text("I give up."));

        var (run, _) = await host.RunAsync(Agent, Question);

        Assert.Equal("""[{"json":{"text":"I give up."}}]""", run.GetProperty("output").GetRawText());
        var told = host.Server.Calls[1].Messages.Where(static one => one.Role == "tool").Select(static one => one.Text).ToArray();
        Assert.Contains("There is no tool 'rm'; there are: Add_two.", told[0], StringComparison.Ordinal);
        Assert.Contains("a: This must be of type number.", told[1], StringComparison.Ordinal);
        Assert.Contains("not one JSON object", told[2], StringComparison.Ordinal);
        Assert.Contains("not one JSON object", told[3], StringComparison.Ordinal);
        Assert.Equal(0, (await host.Api.Http.GetFromJsonAsync<JsonElement>("/api/runs?workflow=add")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Agent_ToolThatFails_IsToldToTheModel()
    {
        await using var host = await StartAsync();
        await host.SaveAsync("""{ "flowforge": 1, "id": "broken", "name": "Broken", "graph": { "nodes": [ { "id": "t", "kind": "trigger.workflow" }, { "id": "s", "kind": "stop", "parameters": { "message": "No stock." } } ], "edges": [ { "from": "t", "to": "s" } ] } }""");
        host.Server.Then(new ScriptedReply.Tools(("c1", "Broken", "{}"), ("c2", "Add_two", """{"a":1,"b":1}""")), new ScriptedReply.Text("Sorry."));

        var (run, _) = await host.RunAsync("""{ "id": "n", "kind": "ai.agent", "parameters": { "prompt": "Go", "tools": [{ "workflow": "broken" }, { "workflow": "add" }] } }""", Question);

        var calls = run.GetProperty("output")[0].GetProperty("json").GetProperty("calls");
        Assert.Equal(("workflow.stopped", false), (calls[0].GetProperty("failure").GetString(), calls[1].TryGetProperty("failure", out _)));
        Assert.Contains("No stock.", host.Server.Calls[1].Messages.First(static one => one.Role == "tool").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agent_TwoItemsInRounds_KeepsTheirAnswersApart()
    {
        await using var host = await StartAsync();
        host.Server.Then(
            new ScriptedReply.Text("none needed"),
            new ScriptedReply.Tools(("c1", "Add_two", """{"a":1,"b":1}"""), ("c2", "Add_two", """{"a":2,"b":2}""")), new ScriptedReply.Tools(("c1", "Add_two", """{"a":3,"b":3}""")), new ScriptedReply.Text("2, 4, 6"));

        var (run, _) = await host.RunAsync(Agent, """[{ "json": { "q": "first" } }, { "json": { "q": "second" } }]""");

        var output = run.GetProperty("output");
        Assert.Equal(("none needed", "2, 4, 6", 3), (output[0].GetProperty("json").GetProperty("text").GetString(), output[1].GetProperty("json").GetProperty("text").GetString(), output[1].GetProperty("json").GetProperty("calls").GetArrayLength()));
        Assert.Equal("""{"sum":6}""", host.Server.Calls[3].Messages.Last().Text);
        Assert.DoesNotContain("first", host.Server.Calls[3].Everything, StringComparison.Ordinal);
        Assert.Equal(3, (await host.Api.Http.GetFromJsonAsync<JsonElement>("/api/runs?workflow=add")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Agent_ThatNeverAnswers_EndsAfterItsSteps()
    {
        await using var host = await StartAsync();
        host.Server.Then([.. Enumerable.Range(0, 5).Select(static n => new ScriptedReply.Tools(("c", "Add_two", $$"""{"a":{{n}},"b":0}""")))]);

        var (run, _) = await host.RunAsync(Agent.Replace("\"prompt\"", "\"maxSteps\": 3, \"prompt\"", StringComparison.Ordinal), Question);

        Assert.Equal(("ai.steps", 3), (run.GetProperty("failure").GetProperty("code").GetString(), host.Server.Calls.Count));
    }

    [Fact]
    public async Task Agent_AnswerOfAShape_GoesBackUntilItFits()
    {
        await using var host = await StartAsync();
        host.Server.Then(new ScriptedReply.Text("three"), new ScriptedReply.Text("""{"sum":3}"""));

        var (run, _) = await host.RunAsync("""{ "id": "n", "kind": "ai.agent", "parameters": { "prompt": "Go", "schema": { "type": "object", "required": ["sum"] } } }""", Question);

        Assert.Equal("""[{"json":{"sum":3}}]""", run.GetProperty("output").GetRawText());
    }

    [Fact]
    public async Task Agent_FailedItems_FollowOnError()
    {
        await using var host = await StartAsync();
        host.Server.Then(new ScriptedReply.Refuse(400, "{}"), new ScriptedReply.Tools(("c1", "Add_two", """{"a":1,"b":1}""")), new ScriptedReply.Text("2"));

        var (run, _) = await host.RunAsync(Agent.Replace("\"kind\"", "\"onError\": \"continue\", \"kind\"", StringComparison.Ordinal), """[{ "json": { "q": "first" } }, { "json": { "q": "second" } }]""");

        var output = run.GetProperty("output");
        Assert.Equal(("ai.unavailable", "2"), (output[0].GetProperty("json").GetProperty("error").GetProperty("code").GetString(), output[1].GetProperty("json").GetProperty("text").GetString()));
    }

    [Theory]
    [InlineData("nowhere", "call.unknownWorkflow")]
    [InlineData("plain", "call.notCallable")]
    public async Task Agent_ToolThatIsNone_FailsBeforeAnythingIsAsked(string id, string code)
    {
        await using var host = await StartAsync();
        await host.SaveAsync("""{ "flowforge": 1, "id": "plain", "name": "Plain", "graph": { "nodes": [ { "id": "t", "kind": "trigger.manual" } ], "edges": [] } }""");

        var (run, _) = await host.RunAsync($$"""{ "id": "n", "kind": "ai.agent", "parameters": { "prompt": "Go", "tools": [{ "workflow": "{{id}}" }] } }""", Question);

        Assert.Equal((code, 0), (run.GetProperty("failure").GetProperty("code").GetString(), host.Server.Calls.Count));
    }

    private static async Task<AiHost> StartAsync()
    {
        var host = await AiHost.StartAsync();
        await host.SaveAsync(Add);
        return host;
    }
}
