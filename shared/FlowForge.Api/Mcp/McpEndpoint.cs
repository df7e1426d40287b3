using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Core;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FlowForge.Api.Mcp;

/// <summary>The Model Context Protocol over streamable HTTP: each POST stands for itself, and nothing is kept between two of them.</summary>
internal static class McpEndpoint
{
    private const string VersionHeader = "MCP-Protocol-Version";

    public static async ValueTask<Answer> Post(ApiCall call)
    {
        if (!MediaType.IsJson(MediaType.Bare(call.Request.ContentType)))
        {
            return new ApiProblem(415, "request.contentType", "Unknown content type", "This takes application/json: one message of JSON-RPC.").With("Accept", MediaType.Json);
        }

        var body = await BodyReader.ReadAsync(call.Request, Limits.AiRequestBytes, call.Cancellation).ConfigureAwait(false);
        return body.IsRefused ? body.Problem
            : Read(body.Value) is not { } message ? new ApiProblem(400, "mcp.message", "No message of the protocol", "The body is not one message of JSON-RPC 2.0.")
            : new Answer.Streamed(http => AnswerAsync(call, message, http));
    }

    private static JsonRpcMessage? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonRpcMessage>(body.Span, McpJsonUtilities.DefaultOptions);
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task AnswerAsync(ApiCall call, JsonRpcMessage message, HttpContext http)
    {
        if (call.Header(VersionHeader) is { } version)
        {
            (message.Context ??= new()).ProtocolVersion = version;
        }

        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache";
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, call.Services.Stopping);
        await using var transport = new StreamableHttpServerTransport { Stateless = true };
        await using var server = McpServer.Create(transport, McpOffer.Options(new HostTools(call)));
        var running = server.RunAsync(ends.Token);
        try
        {
            if (!await transport.HandlePostRequestAsync(message, http.Response.Body, ends.Token).ConfigureAwait(false))
            {
                http.Response.ContentType = null;
                http.Response.StatusCode = StatusCodes.Status202Accepted;
            }
        }
        finally
        {
            await transport.DisposeAsync().ConfigureAwait(false);
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
