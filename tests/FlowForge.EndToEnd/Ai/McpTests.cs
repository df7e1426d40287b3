using System.Net;
using System.Text.Json;
using FlowForge.EndToEnd.Support;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace FlowForge.EndToEnd.Ai;

/// <summary>The real program as an assistant meets it: over standard input and output, and over HTTP.</summary>
public sealed class McpTests
{
    private const string Greet = """
        flowforge: 1
        id: greet
        name: Greet
        mcp: true
        inputSchema: { type: object, required: [name], properties: { name: { type: string } } }
        graph:
          nodes:
            - { id: start, kind: trigger.manual }
            - { id: hello, kind: set, parameters: { fields: { hello: "={{ $json.name.toUpperCase() }}" }, keep: none } }
          edges:
            - { from: start, to: hello }
        """;

    [Fact]
    public async Task Stdio_WithoutAHost_OpensTheStoreItself()
    {
        using var data = new DataDirectory();
        await using var client = await StdioAsync(data.Path);
        var document = JsonElement.Parse("""{ "flowforge": 1, "id": "w", "name": "W", "graph": { "nodes": [ { "id": "t", "kind": "trigger.manual" }, { "id": "s", "kind": "set", "parameters": { "fields": { "twice": "={{ $json.n * 2 }}" }, "keep": "none" } } ], "edges": [ { "from": "t", "to": "s" } ] } }""");

        Assert.Contains("\"saved\":true", await CallAsync(client, "create_workflow", ("workflow", document)), StringComparison.Ordinal);
        Assert.Equal("""{"twice":6}""", await CallAsync(client, "run_workflow", ("id", "w"), ("items", new[] { new { n = 3 } })));
        Assert.Contains("\"COMPLETED\"", await CallAsync(client, "list_runs"), StringComparison.Ordinal);
        Assert.Contains("trigger.webhook", await CallAsync(client, "list_kinds"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stdio_AndHttp_ReachTheHostThatOwnsTheFolder()
    {
        await using var host = await HostProcess.StartAsync();
        await host.Client.SaveAsync(Greet);
        (await host.Client.PostAsync("workflows/greet/activate", "{}")).Expect(HttpStatusCode.OK);
        await using var stdio = await StdioAsync(host.DataFolder);
        await using var http = await McpClient.CreateAsync(new HttpClientTransport(new() { Endpoint = new(host.Client.Address, "/api/mcp"), TransportMode = HttpTransportMode.StreamableHttp }));

        foreach (var client in new[] { stdio, http })
        {
            Assert.Equal("string", (await client.ListToolsAsync()).Single(static tool => tool.Name == "greet").JsonSchema.GetProperty("properties").GetProperty("name").GetProperty("type").GetString());
            Assert.Equal("""{"hello":"ADA"}""", await CallAsync(client, "greet", ("name", "ada")));
        }

        var runs = (await host.Client.GetAsync("runs?workflow=greet")).Expect(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Equal(["COMPLETED", "COMPLETED"], runs.EnumerateArray().Select(static run => run.GetProperty("status").GetString()));
    }

    private static Task<McpClient> StdioAsync(string folder) => McpClient.CreateAsync(new StdioClientTransport(new()
    {
        Command = FlowForgeProgram.File,
        Arguments = ["mcp", "--data", folder],
        EnvironmentVariables = new Dictionary<string, string?> { ["DOTNET_ENVIRONMENT"] = "Production" },
    }));

    private static async Task<string> CallAsync(McpClient client, string tool, params (string Name, object Value)[] arguments)
    {
        var result = await client.CallToolAsync(tool, arguments.ToDictionary(static one => one.Name, static one => (object?)one.Value));
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        Assert.False(result.IsError == true, text);
        return text;
    }
}
