using System.ClientModel;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Ai.Models;

/// <summary>What a model's server says when it does not answer.</summary>
internal static class Refusal
{
    private static readonly string[] AboutShapes = ["response_format", "json_schema", "structured output", "structured_output"];

    public static AskEnd Of(ClientResultException refused, KeyMask mask, DateTimeOffset now)
    {
        var response = refused.GetRawResponse();
        var body = response is null ? "" : Text(response.Content);
        var words = mask.Of(Message(body));
        var said = words.Length == 0 ? "." : $": {words}";
        var after = response is not null && response.Headers.TryGetValue("retry-after", out var value) ? RetryAfter.Read(value, now) : null;
        return refused.Status switch
        {
            429 => new AskEnd.Later(after, Failure.Of(AiFailures.RateLimited, $"The model's server takes no more calls for now{(after is { } wait ? $"; it asks to wait {Math.Ceiling(wait.TotalSeconds):0} seconds" : "")}{said}", retryable: true) with { RetryAfterSeconds = RetryAfter.Capped(after) }),
            400 or 404 or 422 when AboutShapes.Any(word => body.Contains(word, StringComparison.OrdinalIgnoreCase)) =>
                new AskEnd.LacksShapes(Failure.Of(AiFailures.Unavailable, $"The model has no structured output{said}")),
            401 or 403 => new AskEnd.Failed(Failure.Of(AiFailures.Unavailable, $"The model's server refuses the key (status {refused.Status}); see FlowForge__Ai__ApiKey.")),
            402 => new AskEnd.Failed(Failure.Of(AiFailures.Unavailable, $"The account at the model's server has no credit left{said}")),
            >= 500 => new AskEnd.Later(after, Failure.Of(AiFailures.Unavailable, $"The model's server answered {refused.Status}{said}", retryable: true) with { RetryAfterSeconds = RetryAfter.Capped(after) }),
            var status => new AskEnd.Failed(Failure.Of(AiFailures.Unavailable, $"The model's server answered {status}{said}")),
        };
    }

    private static string Text(BinaryData content)
    {
        try
        {
            return content.ToString();
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    /// <summary><c>error.message</c> of the usual shape, else the body as it is.</summary>
    private static string Message(string body)
    {
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString()! : body;
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
