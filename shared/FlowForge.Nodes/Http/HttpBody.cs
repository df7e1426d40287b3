using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>A body and its type; all null for none.</summary>
/// <param name="Bytes">The body in memory.</param>
/// <param name="ContentType">Its type, which a header of the user's outranks.</param>
/// <param name="Streamed">The body where it is read while it is sent.</param>
internal readonly record struct HttpBody(ReadOnlyMemory<byte>? Bytes, string? ContentType, StreamedBody? Streamed = null)
{
    /// <summary>Writes a body, or gives <c>node.parameter</c>, <c>binary.missing</c>, <c>binary.unknown</c>.</summary>
    /// <param name="parameters">The item's parameters.</param>
    /// <param name="files">The item's files.</param>
    /// <param name="key">The call's idempotency key, which makes the same boundary for the same call.</param>
    /// <param name="cancellation">Cancels it.</param>
    public static async ValueTask<Outcome<HttpBody>> WriteAsync(
        HttpParameters parameters, HttpFiles files, string key, CancellationToken cancellation)
    {
        var body = parameters.Body;
        switch (parameters.BodyKind)
        {
            case HttpBodyKind.Multipart:
                return body.ValueKind == JsonValueKind.Undefined && parameters.Files.Count == 0
                    ? default(HttpBody)
                    : await HttpMultipart.WriteAsync(parameters, files, key, cancellation).ConfigureAwait(false);
            case HttpBodyKind.Binary:
                var file = await files.FindAsync(parameters.Binary, cancellation).ConfigureAwait(false);
                return file.IsFailure ? file.Failure : new HttpBody(null, file.Value.Mime, files.Body([new HttpPart.File(file.Value)]));
            case var _ when body.ValueKind == JsonValueKind.Undefined:
                return default(HttpBody);
            case HttpBodyKind.Form:
                return Form(body);
            case HttpBodyKind.Text:
                return new HttpBody(BytesOf(body), "text/plain; charset=utf-8");
            default:
                return Json(body);
        }
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
