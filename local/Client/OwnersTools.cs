using System.Text.Json;
using FlowForge.Api.Mcp;
using FlowForge.Core.Serialization;

namespace FlowForge.Local.Client;

/// <summary>The tools of the host that a command talks to.</summary>
internal sealed class OwnersTools(IApiClient api) : IMcpTools
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<McpTool>> ListAsync(CancellationToken cancellation)
    {
        var answer = await api.GetAsync("/api/mcp/tools", cancellation).ConfigureAwait(false);
        return
        [
            .. answer.Json.GetProperty("items"u8).EnumerateArray().Select(static tool => new McpTool(
                tool.GetProperty("name"u8).GetString()!, tool.GetProperty("description"u8).GetString()!, tool.GetProperty("inputSchema"u8), tool.GetProperty("readOnly"u8).GetBoolean())),
        ];
    }

    /// <inheritdoc/>
    public async ValueTask<McpResult> CallAsync(string name, JsonElement arguments, CancellationToken cancellation)
    {
        var body = JsonBuild.Bytes(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("arguments");
            arguments.WriteTo(writer);
            writer.WriteEndObject();
        });
        try
        {
            var answer = await api.SendAsync(new("POST", $"/api/mcp/tools/{Uri.EscapeDataString(name)}", body), cancellation).ConfigureAwait(false);
            return answer.IsGood ? new(answer.Json.GetProperty("text"u8).GetString()!, answer.Json.GetProperty("isError"u8).GetBoolean()) : new(answer.Text, IsError: true);
        }
        catch (HttpRequestException gone)
        {
            return new($"The host does not answer any more: {gone.Message}", IsError: true);
        }
    }
}
