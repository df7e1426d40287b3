using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Proxy;

/// <summary>
/// Reads <c>{ method, url, headers?: [[name, value]], body?: base64, contentType?, credential?, run?, node?, timeoutSeconds?, maxBytes?, maxRedirects? }</c>.
/// What the request itself may be is Egress's to say; numbers are cut to the host's limits.
/// </summary>
internal static class ProxyCall
{
    public static Asked<OutgoingRequest> Read(ReadOnlyMemory<byte> body)
    {
        var asked = JsonBody.Object(
            body, "method", "url", "headers", "body", "contentType", "credential", "run", "node", "timeoutSeconds", "maxBytes", "maxRedirects");
        if (asked.IsRefused)
        {
            return asked.Problem;
        }

        var call = asked.Value;
        foreach (var name in new[] { "method", "url", "body", "contentType", "credential", "run", "node" })
        {
            if (call.TryGetProperty(name, out var text) && text.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            {
                return Refusals.Body($"'{name}' must be a string.");
            }
        }

        foreach (var name in new[] { "timeoutSeconds", "maxBytes", "maxRedirects" })
        {
            if (call.TryGetProperty(name, out var number) && number.ValueKind is not (JsonValueKind.Number or JsonValueKind.Null))
            {
                return Refusals.Body($"'{name}' must be a number.");
            }
        }

        if (Text(call, "method") is not { Length: > 0 } method || Text(call, "url") is not { Length: > 0 } url)
        {
            return Refusals.Body("'method' and 'url' are needed.");
        }

        byte[]? bytes = null;
        if (Text(call, "body") is not null && !call.GetProperty("body"u8).TryGetBytesFromBase64(out bytes))
        {
            return Refusals.Body("'body' must be base64.");
        }

        var headers = Headers(call);
        return headers.IsRefused ? headers.Problem : new OutgoingRequest
        {
            Method = method,
            Url = url,
            Headers = headers.Value.Rows,
            Body = bytes is null ? null : new ReadOnlyMemory<byte>(bytes),
            ContentType = Text(call, "contentType"),
            Credential = Text(call, "credential") is { } credential ? new(credential, Text(call, "run"), Text(call, "node")) : null,
            Timeout = TimeSpan.FromSeconds(Math.Clamp(Number(call, "timeoutSeconds", Limits.CallSeconds), 0.001, Limits.CallSecondsMost)),
            MaxBytes = (long)Math.Clamp(Number(call, "maxBytes", Limits.ResponseBytes), 1, Limits.ResponseBytes),
            MaxRedirects = (int)Math.Clamp(Number(call, "maxRedirects", Limits.Redirects), 0, Limits.Redirects),
        };
    }

    private static Asked<HeaderRows> Headers(JsonElement call)
    {
        if (!call.TryGetProperty("headers"u8, out var headers) || headers.ValueKind == JsonValueKind.Null)
        {
            return new HeaderRows([]);
        }

        var rows = new List<KeyValuePair<string, string>>();
        if (headers.ValueKind == JsonValueKind.Array)
        {
            foreach (var row in headers.EnumerateArray())
            {
                if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != 2 || row.EnumerateArray().Any(part => part.ValueKind != JsonValueKind.String))
                {
                    return Refusals.Body("Each of 'headers' is a pair of strings.");
                }

                rows.Add(new(row[0].GetString()!, row[1].GetString()!));
            }

            return new HeaderRows(rows);
        }

        return Refusals.Body("'headers' must be a list of pairs.");
    }

    private static string? Text(JsonElement call, string name) => call.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static double Number(JsonElement call, string name, double otherwise) =>
        call.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : otherwise;

    private sealed record HeaderRows(IReadOnlyList<KeyValuePair<string, string>> Rows);
}
