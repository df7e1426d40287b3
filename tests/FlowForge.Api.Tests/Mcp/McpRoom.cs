using FlowForge.Api.Tests.Support;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace FlowForge.Api.Tests.Mcp;

/// <summary>A host, and the client of the protocol's own package that talks to it over HTTP.</summary>
internal sealed class McpRoom : IAsyncDisposable
{
    private McpRoom(ApiHost host, McpClient client) => (Host, Client) = (host, client);

    public ApiHost Host { get; }

    public McpClient Client { get; }

    public static async Task<McpRoom> StartAsync(string? protocol = null, ApiOptions? options = null, string? token = null)
    {
        var host = await ApiHost.StartAsync(options);
        return new(host, await ConnectAsync(host, protocol, token));
    }

    public static Task<McpClient> ConnectAsync(ApiHost host, string? protocol = null, string? token = null) => McpClient.CreateAsync(
        new HttpClientTransport(new()
        {
            Endpoint = new(host.Address, "/api/mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = token is null ? null : new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
        }),
        new() { ProtocolVersion = protocol });

    public async Task<(string Text, bool IsError)> CallAsync(string tool, object? arguments = null)
    {
        var given = arguments is null ? null : System.Text.Json.JsonSerializer.SerializeToElement(arguments).EnumerateObject().ToDictionary(static one => one.Name, static one => (object?)one.Value);
        var result = await Client.CallToolAsync(tool, given);
        return (Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text, result.IsError == true);
    }

    public async Task SaveAsync(string document, bool activate = true)
    {
        using var saved = await Host.Http.PostAsync("/api/workflows", new StringContent(document, System.Text.Encoding.UTF8, "application/json"));
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        if (activate)
        {
            using var live = await Host.Http.PostAsync($"{saved.Headers.Location}/activate", null);
            Assert.True(live.IsSuccessStatusCode, await live.Content.ReadAsStringAsync());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Host.DisposeAsync();
    }
}
