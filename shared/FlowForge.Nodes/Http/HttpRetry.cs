using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>When a call is sent again because of its status. The node's own <c>retry</c> starts anew from the first item; this does not.</summary>
/// <param name="Statuses">Statuses that are tried again.</param>
/// <param name="Tries">Calls in all, 1 for no second one.</param>
/// <param name="Delay">Pause before the second call; each further one is twice as long.</param>
/// <param name="Longest">Longest pause. A <c>Retry-After</c> that asks for more is not waited for.</param>
internal sealed record HttpRetry(IReadOnlyCollection<int> Statuses, int Tries, TimeSpan Delay, TimeSpan Longest)
{
    public static readonly HttpRetry Off = new([], 1, TimeSpan.Zero, TimeSpan.Zero);

    private static readonly int[] Usual = [408, 425, 429, 500, 502, 503, 504];

    public static Outcome<HttpRetry> Read(JsonElement source)
    {
        if (source.ValueKind == JsonValueKind.Undefined)
        {
            return Off;
        }

        if (source.ValueKind != JsonValueKind.Object)
        {
            return HttpFailures.Parameter("retryOnStatus", "is an object");
        }

        var fields = new HttpFields(source, "retryOnStatus.");
        var read = new HttpRetry(
            fields.Statuses("statuses") ?? Usual,
            (int)(fields.Whole("tries", 1, Limits.HttpTries) ?? 3),
            TimeSpan.FromSeconds(fields.Number("delaySeconds", 0, Limits.HttpRetrySeconds) ?? 1),
            TimeSpan.FromSeconds(fields.Number("maxDelaySeconds", 0, Limits.HttpRetrySeconds) ?? 60));
        return fields.Failure is { } failure ? failure : read;
    }

    /// <summary>How long to wait before the next call; null when there is none.</summary>
    /// <param name="tries">Calls made so far.</param>
    /// <param name="answer">What the last one gave.</param>
    /// <param name="now">The moment, to which <c>Retry-After</c> may refer.</param>
    public TimeSpan? PauseAfter(int tries, OutgoingResponse answer, DateTimeOffset now)
    {
        if (tries >= Tries || !Statuses.Contains(answer.Status))
        {
            return null;
        }

        if (RetryAfter.Read(answer.Header("retry-after"), now) is { } asked)
        {
            return asked <= Longest ? asked : null;
        }

        var pause = Delay * Math.Pow(2, tries - 1);
        return pause < Longest ? pause : Longest;
    }
}
