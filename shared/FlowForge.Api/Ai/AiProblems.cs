using FlowForge.Api.Answers;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Ai;

/// <summary>Failures of the AI layer as refusals (design 5).</summary>
internal static class AiProblems
{
    /// <summary>The refusal; it says when to come again where the model's server did.</summary>
    public static ApiProblem Of(Failure failure) => failure.RetryAfterSeconds is { } seconds
        ? Plain(failure).With("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture))
        : Plain(failure);

    /// <summary>All calls of one request took too long.</summary>
    public static ApiProblem TimedOut() =>
        Of(Failure.Of(AiFailures.Timeout, $"The model did not come to an end within {Limits.AiSeconds} seconds. Ask with 'Accept: text/event-stream' or 'Prefer: respond-async' to see how far it gets."));

    private static ApiProblem Plain(Failure failure) => failure.Code switch
    {
        AiFailures.NotConfigured => new(503, failure.Code, "The AI layer is not configured", failure.Message),
        AiFailures.Budget => new(429, failure.Code, "The AI budget is used up", failure.Message),
        AiFailures.Timeout => new(504, failure.Code, "The model did not answer in time", failure.Message),
        AiFailures.RateLimited => new(503, failure.Code, "The model takes no more calls for now", failure.Message),
        AiFailures.InvalidReply => new(502, failure.Code, "The model's reply cannot be used", failure.Message),
        AiFailures.Unavailable => new(502, failure.Code, "The model cannot be asked", failure.Message),
        _ => new(422, failure.Code, "This cannot be done", failure.Message),
    };
}
