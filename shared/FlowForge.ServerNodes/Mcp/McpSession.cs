using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Http;

namespace FlowForge.ServerNodes.Mcp;

/// <summary>
/// A conversation with a server over streamable HTTP, each message a call through the host's way out. A small client of its own: the protocol's package brings
/// connections of its own, which no address policy sees.
/// </summary>
/// <param name="egress">The way out.</param>
/// <param name="url">Where the server is.</param>
/// <param name="time">Time of one call.</param>
/// <param name="credential">What calls prove themselves with, or null.</param>
/// <param name="trace">What calls carry as <c>traceparent</c>, or null.</param>
internal sealed class McpSession(IEgress egress, string url, TimeSpan time, CredentialCall? credential, string? trace)
{
    /// <summary>The revision that is asked for; the server may choose an older one.</summary>
    public const string Revision = "2025-11-25";

    private string? session;
    private string? revision;
    private int asked;

    /// <summary>Says hello; why the server cannot be talked to, or null.</summary>
    public async ValueTask<Failure?> BeginAsync(CancellationToken cancellation)
    {
        var hello = await AskAsync("initialize", static writer =>
        {
            writer.WriteString("protocolVersion", Revision);
            writer.WriteStartObject("capabilities");
            writer.WriteEndObject();
            writer.WriteStartObject("clientInfo");
            writer.WriteString("name", "flowforge");
            writer.WriteString("version", "1");
            writer.WriteEndObject();
        }, null, cancellation).ConfigureAwait(false);
        if (hello.IsFailure)
        {
            return hello.Failure;
        }

        revision = hello.Value.TryGetProperty("protocolVersion", out var spoken) && spoken.ValueKind == JsonValueKind.String ? spoken.GetString() : null;
        if (revision is not { Length: > 0 and <= 40 } || revision.Any(static letter => letter is <= ' ' or > '~'))
        {
            return McpReply.Wrong("it does not say which revision of the protocol it speaks");
        }

        var told = await SendAsync("POST", Message("notifications/initialized", null, null), null, cancellation).ConfigureAwait(false);
        return told.IsFailure ? told.Failure : told.Value.Status >= 400 ? HttpFailures.Status(told.Value) : null;
    }

    /// <summary>Asks, and gives the result, an object. Failures: <c>mcp.error</c> (the server refuses), <c>mcp.reply</c> (it is no reply), <c>http.status</c>, <c>egress.*</c>.</summary>
    public async ValueTask<Outcome<JsonElement>> AskAsync(string method, Action<Utf8JsonWriter> parameters, string? key, CancellationToken cancellation)
    {
        var id = ++asked;
        var answer = await SendAsync("POST", Message(method, id, parameters), key, cancellation).ConfigureAwait(false);
        if (answer.IsFailure)
        {
            return answer.Failure;
        }

        if (answer.Value.Header("mcp-session-id") is { Length: > 0 and <= 1024 } given)
        {
            session ??= given;
        }

        return McpReply.Read(answer.Value, id);
    }

    /// <summary>Lets a server forget the session; whether it does is its own matter.</summary>
    public async ValueTask EndAsync(CancellationToken cancellation)
    {
        if (session is not null)
        {
            await SendAsync("DELETE", null, null, cancellation).ConfigureAwait(false);
        }
    }

    private ValueTask<Outcome<OutgoingResponse>> SendAsync(string method, ReadOnlyMemory<byte>? body, string? key, CancellationToken cancellation)
    {
        List<KeyValuePair<string, string>> headers = [new("Accept", "application/json, text/event-stream")];
        if (session is not null)
        {
            headers.Add(new("Mcp-Session-Id", session));
        }

        if (revision is not null)
        {
            headers.Add(new("MCP-Protocol-Version", revision));
        }

        if (key is not null)
        {
            headers.AddKey(key);
        }

        headers.AddTrace(trace);
        return egress.SendAsync(
            new()
            {
                Method = method, Url = url, Headers = headers, Body = body, ContentType = body is null ? null : "application/json", Credential = credential, Timeout = time, MaxBytes = Limits.McpReplyBytes,
            },
            cancellation);
    }

    private static ReadOnlyMemory<byte> Message(string method, int? id, Action<Utf8JsonWriter>? parameters) => JsonBuild.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        if (id is { } number)
        {
            writer.WriteNumber("id", number);
        }

        writer.WriteString("method", method);
        if (parameters is not null)
        {
            writer.WriteStartObject("params");
            parameters(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });
}
