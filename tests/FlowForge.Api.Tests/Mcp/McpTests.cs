using System.Text;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;

namespace FlowForge.Api.Tests.Mcp;

/// <summary>The Model Context Protocol over HTTP, as its own client speaks it.</summary>
public sealed class McpTests
{
    private const string Add = """
        { "flowforge": 1, "id": "add", "name": "Add", "description": "Adds two numbers.", "mcp": true,
          "inputSchema": { "type": "object", "required": ["a", "b"], "additionalProperties": false, "properties": { "a": { "type": "number" }, "b": { "type": "number" } } },
          "graph": { "nodes": [ { "id": "t", "kind": "trigger.manual" }, { "id": "s", "kind": "set", "parameters": { "fields": { "sum": "={{ $json.a + $json.b }}" }, "keep": "none" } } ], "edges": [ { "from": "t", "to": "s" } ] } }
        """;

    [Theory]
    [InlineData(null)]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Client_OfEachRevision_ListsAndCalls(string? protocol)
    {
        await using var room = await McpRoom.StartAsync(protocol);
        await room.SaveAsync(Add);

        var tools = await room.Client.ListToolsAsync();

        var add = tools.Single(static tool => tool.Name == "add");
        Assert.Equal(("Adds two numbers.", "number"), (add.Description, add.JsonSchema.GetProperty("properties").GetProperty("a").GetProperty("type").GetString()));
        Assert.Equal(("""{"sum":5}""", false), await room.CallAsync("add", new { a = 2, b = 3 }));
        Assert.Contains("FlowForge runs workflows", room.Client.ServerInstructions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_WorkflowsThatAreNotMarkedOrNotActive_AreNotAmongThem()
    {
        await using var room = await McpRoom.StartAsync();
        await room.SaveAsync(Add.Replace("\"mcp\": true,", "", StringComparison.Ordinal));
        await room.SaveAsync(Add.Replace("\"id\": \"add\"", "\"id\": \"idle\"", StringComparison.Ordinal), activate: false);
        await room.SaveAsync(Add.Replace("\"id\": \"add\"", "\"id\": \"get_run\"", StringComparison.Ordinal));
        await room.SaveAsync(Add.Replace("\"id\": \"add\"", "\"id\": \"named\"", StringComparison.Ordinal).Replace("\"mcp\": true", "\"mcp\": { \"name\": \"sum up\", \"description\": \"Sums.\" }", StringComparison.Ordinal));

        var tools = await room.Client.ListToolsAsync();

        Assert.Equal(["get_run_2", "sum_up"], tools.Where(static tool => tool.Description is "Adds two numbers." or "Sums.").Select(static tool => tool.Name));
    }

    [Fact]
    public async Task Call_RunsThePublishedVersion_AndTheRunIsOnRecord()
    {
        await using var room = await McpRoom.StartAsync();
        await room.SaveAsync(Add);
        await room.CallAsync("update_workflow", new { id = "add", operations = new object[] { new { type = "setParameters", nodeId = "s", parameters = new { fields = new { sum = 0 } } } } });

        Assert.Equal(("""{"sum":5}""", false), await room.CallAsync("add", new { a = 2, b = 3 }));
        Assert.Equal(("""{"sum":0}""", false), await room.CallAsync("run_workflow", new { id = "add", items = new[] { new { a = 1 } } }));

        var runs = JsonElement.Parse((await room.CallAsync("list_runs", new { workflow = "add" })).Text).GetProperty("items");
        Assert.Equal(2, runs.GetArrayLength());
        var run = runs[1].GetProperty("id").GetString();
        Assert.Contains("\"COMPLETED\"", (await room.CallAsync("get_run", new { id = run })).Text, StringComparison.Ordinal);
        var frame = JsonElement.Parse((await room.CallAsync("list_frames", new { id = run, node = "s" })).Text).GetProperty("items")[1];
        Assert.Contains("\"sum\":5", (await room.CallAsync("get_items", new { id = run, sequence = frame.GetProperty("sequence").GetInt64() })).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ArgumentsThatDoNotFit_StartNothing()
    {
        await using var room = await McpRoom.StartAsync();
        await room.SaveAsync(Add);

        var (text, isError) = await room.CallAsync("add", new { a = "=1", c = 3 });

        Assert.True(isError);
        Assert.Contains("a: This must be of type number.", text, StringComparison.Ordinal);
        Assert.Contains("\"items\":[]", (await room.CallAsync("list_runs")).Text, StringComparison.Ordinal);
        Assert.True((await room.CallAsync("no-such-tool")).IsError);
    }

    [Fact]
    public async Task Call_RunThatFailsOrGoesOn_SaysSo()
    {
        await using var room = await McpRoom.StartAsync();
        await room.SaveAsync("""{ "flowforge": 1, "id": "stops", "name": "Stops", "mcp": true, "graph": { "nodes": [ { "id": "t", "kind": "trigger.manual" }, { "id": "s", "kind": "stop", "parameters": { "message": "No stock." } } ], "edges": [ { "from": "t", "to": "s" } ] } }""");
        await room.SaveAsync("""{ "flowforge": 1, "id": "waits", "name": "Waits", "mcp": { "waitSeconds": 1 }, "graph": { "nodes": [ { "id": "t", "kind": "trigger.manual" }, { "id": "w", "kind": "wait", "parameters": { "mode": "approval" } } ], "edges": [ { "from": "t", "to": "w" } ] } }""");

        var failed = await room.CallAsync("stops");
        var open = await room.CallAsync("waits");

        Assert.True(failed.IsError);
        Assert.Contains("No stock. (workflow.stopped)", failed.Text, StringComparison.Ordinal);
        Assert.False(open.IsError);
        var run = JsonElement.Parse(open.Text).GetProperty("run").GetString();
        Assert.Equal("WAITING", JsonElement.Parse((await room.CallAsync("get_run", new { id = run })).Text).GetProperty("status").GetString());
        Assert.False((await room.CallAsync("cancel_run", new { id = run })).IsError);
    }

    [Fact]
    public async Task Edit_CreateAndUpdate_TellWhatIsAdded()
    {
        await using var room = await McpRoom.StartAsync();
        var document = JsonElement.Parse("""{ "flowforge": 1, "id": "new", "name": "New", "graph": { "nodes": [ { "id": "t", "kind": "trigger.manual" } ], "edges": [] } }""");

        var created = await room.CallAsync("create_workflow", new { workflow = document });
        var call = JsonElement.Parse("""[ { "type": "addNode", "node": { "id": "call", "kind": "http", "parameters": { "method": "POST", "url": "https://api.example.com/x", "auth": { "credential": "shop" } } } }, { "type": "connect", "edge": { "from": "t", "to": "call" } } ]""");
        var dry = await room.CallAsync("update_workflow", new { id = "new", operations = call, dryRun = true });
        var wrong = await room.CallAsync("update_workflow", new { id = "new", version = 7, operations = call });
        var saved = await room.CallAsync("update_workflow", new { id = "new", version = 1, operations = call });

        Assert.Equal((false, 1), (created.IsError, JsonElement.Parse(created.Text).GetProperty("version").GetInt32()));
        Assert.Contains("\"saved\":false", dry.Text, StringComparison.Ordinal);
        Assert.Contains("read it again", wrong.Text, StringComparison.Ordinal);
        var answer = JsonElement.Parse(saved.Text);
        Assert.Equal((true, 2), (answer.GetProperty("saved").GetBoolean(), answer.GetProperty("version").GetInt32()));
        Assert.Equal(["host https://api.example.com", "credential shop"], answer.GetProperty("capabilities").EnumerateArray()
            .Select(static one => $"{one.GetProperty("type").GetString()} {(one.TryGetProperty("id", out var id) ? id : one.GetProperty("origin")).GetString()}"));
        Assert.Contains("\"call\"", (await room.CallAsync("get_workflow", new { id = "new" })).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{ "type": "removeNode", "nodeId": "nobody" }]""")]
    [InlineData("""[{ "type": "explode" }]""")]
    [InlineData("""[{ "type": "connect", "edge": { "from": "s", "to": "s" } }]""")]
    public async Task Edit_OperationsThatCannotBe_SaveNothing(string operations)
    {
        await using var room = await McpRoom.StartAsync();
        await room.SaveAsync(Add);

        Assert.True((await room.CallAsync("update_workflow", new { id = "add", operations = JsonElement.Parse(operations) })).IsError);
        Assert.Equal(1, JsonElement.Parse((await room.CallAsync("get_workflow", new { id = "add" })).Text).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Resources_AreWorkflowsAndRuns_AsTheToolsGiveThem()
    {
        await using var room = await McpRoom.StartAsync();
        await room.SaveAsync(Add);
        await room.CallAsync("add", new { a = 2, b = 3 });

        var listed = await room.Client.ListResourcesAsync();
        Assert.Equal("flowforge://workflows/add", listed[0].Uri);
        var run = Assert.Single(listed, static one => one.Uri.StartsWith("flowforge://runs/", StringComparison.Ordinal));
        Assert.Contains("COMPLETED", run.Title, StringComparison.Ordinal);
        Assert.Equal("add", (await ReadAsync(room, "flowforge://workflows/add")).GetProperty("id").GetString());
        Assert.Equal("COMPLETED", (await ReadAsync(room, run.Uri)).GetProperty("status").GetString());
        Assert.NotEqual(0, (await ReadAsync(room, $"{run.Uri}/frames")).GetProperty("items").GetArrayLength());
        Assert.Equal(3, (await room.Client.ListResourceTemplatesAsync()).Count);
    }

    [Theory]
    [InlineData("flowforge://workflows/none")]
    [InlineData("flowforge://workflows/")]
    [InlineData("flowforge://credentials/shop")]
    [InlineData("flowforge://workflows/..%2Fcredentials%2Fshop")]
    [InlineData("flowforge://runs/x/items")]
    [InlineData("file:///etc/passwd")]
    public async Task Resources_ThatAreNone_AreMissing(string uri)
    {
        await using var room = await McpRoom.StartAsync();

        var refused = await Assert.ThrowsAsync<McpProtocolException>(async () => await room.Client.ReadResourceAsync(uri));

        Assert.Equal(McpErrorCode.ResourceNotFound, refused.ErrorCode);
    }

    [Fact]
    public async Task Access_IsThatOfTheApi()
    {
        await using var host = await Support.ApiHost.StartAsync(new() { Tokens = ["right"] });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => McpRoom.ConnectAsync(host));
        await using var client = await McpRoom.ConnectAsync(host, token: "right");
        Assert.NotEmpty(await client.ListToolsAsync());
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/api/mcp") { Content = Json("{}"), Headers = { { "Origin", "https://evil.example" }, { "Authorization", "Bearer right" } } };
        using var refused = await host.Http.SendAsync(foreign);
        Assert.Contains("request.origin", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("nonsense", 400)]
    [InlineData("""{ "jsonrpc": "2.0", "method": "notifications/initialized" }""", 202)]
    [InlineData("""{ "jsonrpc": "2.0", "id": 1, "method": "no/such" }""", 200)]
    public async Task Post_MessagesOfAllSorts_AreAnswered(string body, int status)
    {
        await using var host = await Support.ApiHost.StartAsync();

        using var answer = await host.Http.PostAsync("/api/mcp", Json(body));

        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 200)
        {
            Assert.Contains("-32601", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static async Task<JsonElement> ReadAsync(McpRoom room, string uri) =>
        JsonElement.Parse(Assert.IsType<ModelContextProtocol.Protocol.TextResourceContents>(Assert.Single((await room.Client.ReadResourceAsync(uri)).Contents)).Text);

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
