using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Http;

/// <summary>A body in bytes and its type; both null for none.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="ContentType">Its type, which a header of the user's outranks.</param>
internal readonly record struct HttpBody(ReadOnlyMemory<byte>? Bytes, string? ContentType)
{
    /// <summary>Writes a body, or gives <c>node.parameter</c>.</summary>
    /// <param name="body">The parameter, undefined for none.</param>
    /// <param name="kind">How it is written.</param>
    /// <param name="key">The call's idempotency key, which makes the same boundary for the same call.</param>
    public static Outcome<HttpBody> Write(JsonElement body, HttpBodyKind kind, string key)
    {
        if (body.ValueKind == JsonValueKind.Undefined)
        {
            return default(HttpBody);
        }

        return kind switch
        {
            HttpBodyKind.Form => Form(body),
            HttpBodyKind.Multipart => HttpMultipart.Write(body, key),
            HttpBodyKind.Text => new HttpBody(BytesOf(body), "text/plain; charset=utf-8"),
            _ => Json(body),
        };
    }

    /// <summary>A string's characters, any other value's JSON text.</summary>
    public static byte[] BytesOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(value.GetString()!) : JsonMarshal.GetRawUtf8Value(value).ToArray();

    private static Outcome<HttpBody> Json(JsonElement body)
    {
        var bytes = BytesOf(body);
        if (body.ValueKind == JsonValueKind.String)
        {
            if (bytes.Length == 0)
            {
                return default(HttpBody);
            }

            if (!IsJson(bytes))
            {
                return HttpFailures.Parameter("body", "is a text that is not JSON; give a value, or choose the body kind text");
            }
        }

        return new HttpBody(bytes, "application/json");
    }

    private static Outcome<HttpBody> Form(JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.String)
        {
            return new HttpBody(BytesOf(body), "application/x-www-form-urlencoded");
        }

        var pairs = HttpPairs.Read(body, "body");
        if (pairs.IsFailure)
        {
            return pairs.Failure;
        }

        var text = string.Join('&', pairs.Value.Select(pair => $"{WebUtility.UrlEncode(pair.Key)}={WebUtility.UrlEncode(pair.Value)}"));
        return new HttpBody(Encoding.UTF8.GetBytes(text), "application/x-www-form-urlencoded");
    }

    private static bool IsJson(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Limits.Depth });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
