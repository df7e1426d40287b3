using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Writing;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Core.Writing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FlowForge.Api.Hooks;

/// <summary>Makes the one item of a webhook call: <c>{ body, headers, query, params, method }</c>, without secrets (semantics 5).</summary>
internal static class HookItem
{
    private static readonly JsonDocumentOptions Nested = new() { MaxDepth = Limits.Depth + 1 };

    // What proves who the caller is stays out of items, and so out of frames.
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "authorization", "proxy-authorization", "cookie",
        "webhook-signature", "x-hub-signature", "x-hub-signature-256", "stripe-signature", "x-slack-signature", "x-shopify-hmac-sha256",
    };

    public static Asked<Item> Of(HttpRequest request, HookMatch? match, Func<Utf8JsonWriter, ApiProblem?> writeBody, string? secretHeader = null)
    {
        using var buffer = JsonBuffer.Rent();
        var writer = buffer.Writer;
        writer.WriteStartObject();
        writer.WritePropertyName("body"u8);
        if (writeBody(writer) is { } refused)
        {
            return refused;
        }

        writer.WritePropertyName("headers"u8);
        WriteHeaders(writer, request.Headers, secretHeader);
        writer.WritePropertyName("query"u8);
        WriteFields(writer, request.Query);
        writer.WritePropertyName("params"u8);
        WriteParams(writer, match);
        writer.WriteString("method"u8, request.Method);
        writer.WriteEndObject();

        // Names come from outside, and some look like array indices.
        return new Item(JsJson.Normalize(JsonElement.Parse(buffer.Written().Span, Nested)));
    }

    /// <summary>Names with one value as a string, with several as an array.</summary>
    public static void WriteFields(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        writer.WriteStartObject();
        foreach (var (name, values) in fields)
        {
            writer.WritePropertyName(name);
            if (values.Count == 1)
            {
                writer.WriteStringValue(values[0]);
                continue;
            }

            writer.WriteStartArray();
            foreach (var value in values)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteHeaders(Utf8JsonWriter writer, IHeaderDictionary headers, string? secret)
    {
        writer.WriteStartObject();
        foreach (var (name, values) in headers)
        {
            if (!Secret.Contains(name) && !name.Equals(secret, StringComparison.OrdinalIgnoreCase))
            {
                writer.WriteString(name.ToLowerInvariant(), values.Count == 1 ? values[0] : string.Join(", ", values!));
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteParams(Utf8JsonWriter writer, HookMatch? match)
    {
        writer.WriteStartObject();
        for (var i = 0; i < (match?.Path.Length ?? 0); i++)
        {
            var segment = match!.Route.Segments[i];
            if (HookRoute.IsName(segment))
            {
                writer.WriteString(segment.AsSpan(1), match.Path[i]);
            }
        }

        writer.WriteEndObject();
    }
}
