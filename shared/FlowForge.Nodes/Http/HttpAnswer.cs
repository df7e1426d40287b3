using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Nodes.Http;

/// <summary>An answer as a value.</summary>
/// <param name="Response">The answer.</param>
/// <param name="Body">Its body: a JSON value, a string when it is text, an empty object when it is a file.</param>
/// <param name="IsText">Whether the body is text rather than JSON.</param>
internal sealed record HttpAnswer(OutgoingResponse Response, JsonElement Body, bool IsText)
{
    /// <summary>The file that the body became, or null.</summary>
    public BinaryRef? File { get; init; }

    /// <summary>Whether the body of such an answer is a file: by what is asked for, else by its content type.</summary>
    public static bool IsFile(AnswerHead head, HttpParameters parameters) =>
        (head.Status < 400 || parameters.NeverError)
        && parameters.Response switch
        {
            HttpResponseKind.File => true,
            HttpResponseKind.Auto => HttpText.IsFile(head.Header("content-type")),
            _ => false,
        };

    /// <summary>Reads a body in memory as asked for. Null when it is neither JSON nor text, and so a file after all. Failure: <c>http.notJson</c>.</summary>
    public static Outcome<HttpAnswer?> Read(OutgoingResponse response, HttpResponseKind kind)
    {
        if (kind == HttpResponseKind.Text)
        {
            return Text(response);
        }

        if (response.Body.IsEmpty)
        {
            return new HttpAnswer(response, JsonConstants.EmptyObject, IsText: false);
        }

        var mediaType = HttpText.MediaType(response);
        if (kind == HttpResponseKind.Json || HttpText.IsJson(mediaType))
        {
            var json = ParseJson(HttpText.Utf8Body(response));
            return json.IsFailure ? json.Failure : new HttpAnswer(response, json.Value, IsText: false);
        }

        if (!HttpText.IsText(response))
        {
            return (HttpAnswer?)null;
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
