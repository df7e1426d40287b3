using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Writing;

namespace FlowForge.WebWorker.Calls;

/// <summary>Calls through the server, which makes them as it would for a run of its own.</summary>
internal sealed class ProxyCalls(Server server)
{
    public async ValueTask<Outcome<OutgoingResponse>> SendAsync(OutgoingRequest request, CancellationToken cancellation)
    {
        try
        {
            using var answer = await server.SendAsync(HttpMethod.Post, "/api/proxy", Write(request, await WorkerEgress.BodyAsync(request, cancellation)), cancellation);
            var json = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
            if (!answer.IsSuccessStatusCode)
            {
                return Failure.Of("egress.connection", $"The server did not make the call: {json.GetProperty("detail").GetString()}");
            }

            return json.TryGetProperty("failure"u8, out var failure) ? FailureJson.Read(failure) : new OutgoingResponse(
                json.GetProperty("status"u8).GetInt32(),
                json.GetProperty("headers"u8).EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!, StringComparer.Ordinal),
                json.GetProperty("body"u8).GetBytesFromBase64(),
                json.GetProperty("url"u8).GetString()!);
        }
        catch (Exception broken) when (broken is HttpRequestException or JsonException)
        {
            return Failure.Of("egress.connection", "The FlowForge server that makes this page's calls cannot be reached.", retryable: true);
        }
    }

    private static byte[] Write(OutgoingRequest request, byte[]? body)
    {
        using var buffer = JsonBuffer.Rent();
        var writer = buffer.Writer;
        writer.WriteStartObject();
        writer.WriteString("method"u8, request.Method);
        writer.WriteString("url"u8, request.Url);
        writer.WriteStartArray("headers"u8);
        foreach (var (name, value) in request.Headers)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(name);
            writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        if (body is not null)
        {
            writer.WriteBase64String("body"u8, body);
        }

        writer.WriteString("contentType"u8, request.ContentType);
        writer.WriteString("credential"u8, request.Credential?.Id);
        writer.WriteString("run"u8, request.Credential?.Run);
        writer.WriteString("node"u8, request.Credential?.Node);
        writer.WriteNumber("timeoutSeconds"u8, request.Timeout.TotalSeconds);
        writer.WriteNumber("maxBytes"u8, request.MaxBytes);
        writer.WriteNumber("maxRedirects"u8, request.MaxRedirects);
        writer.WriteEndObject();
        return buffer.Written().ToArray();
    }
}
