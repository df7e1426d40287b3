using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Nodes.Http;

/// <summary>An answer as a value.</summary>
/// <param name="Response">The answer.</param>
/// <param name="Body">Its body: a JSON value, or a string when it is text.</param>
/// <param name="IsText">Whether the body is text rather than JSON.</param>
internal sealed record HttpAnswer(OutgoingResponse Response, JsonElement Body, bool IsText)
{
    /// <summary>Reads the body as asked for; <c>http.notJson</c>, <c>http.fileUnavailable</c>.</summary>
    public static Outcome<HttpAnswer> Read(OutgoingResponse response, HttpResponseKind kind)
    {
        var mediaType = HttpText.MediaType(response);
        if (kind == HttpResponseKind.Text)
        {
            return Text(response);
        }

        if (response.Body.IsEmpty)
        {
            return new HttpAnswer(response, JsonConstants.EmptyObject, IsText: false);
        }

        if (kind == HttpResponseKind.Json || HttpText.IsJson(mediaType))
        {
            var json = ParseJson(HttpText.Utf8Body(response));
            return json.IsFailure ? json.Failure : new HttpAnswer(response, json.Value, IsText: false);
        }

        if (!HttpText.IsText(response))
        {
            return Failure.Of(
                HttpFailures.FileUnavailable,
                $"The answer is neither JSON nor text ({(mediaType.Length == 0 ? "no content type" : mediaType)}), and this host has no store for files.");
        }

        var guess = mediaType.Length == 0 ? ParseJson(HttpText.Utf8Body(response)) : default;
        return guess.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? new HttpAnswer(response, guess.Value, IsText: false)
            : Text(response);
    }

    /// <summary>The one place where JSON from outside becomes a value.</summary>
    public static Outcome<JsonElement> ParseJson(ReadOnlyMemory<byte> utf8)
    {
        var json = JsJson.Normalize(utf8, Limits.Depth);
        return json.IsFailure ? Failure.Of(HttpFailures.NotJson, $"The answer is not JSON. {json.Failure.Message}") : json;
    }

    private static HttpAnswer Text(OutgoingResponse response) =>
        new(response, HttpJson.Text(HttpText.Decode(response)), IsText: true);
}
