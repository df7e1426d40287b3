using System.Globalization;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>Failures of the <c>http</c> kind besides those of <see cref="FailureCodes"/>.</summary>
public static class HttpFailures
{
    /// <summary>The answer should be JSON and is not.</summary>
    public const string NotJson = "http.notJson";

    /// <summary>The next page cannot be told.</summary>
    public const string Pagination = "http.pagination";

    private const int BodyExcerpt = 500;

    internal static Failure Parameter(string name, string rule) =>
        Failure.Of(FailureCodes.Parameter, $"The parameter '{name}' {rule}.");

    internal static Failure NoNextPage(string why) => Failure.Of(Pagination, $"The next page cannot be fetched: {why}.");

    internal static Failure ItemTooLarge() =>
        Failure.Of(FailureCodes.ItemTooLarge, $"The answer gives an item of more than {Limits.ItemBytes} bytes.");

    /// <summary><c>http.status</c> with the first 500 characters of the body, and for what may work later how long the server asks to wait.</summary>
    internal static Failure Status(OutgoingResponse response)
    {
        var body = HttpText.Excerpt(response, BodyExcerpt);
        var status = response.Status.ToString(CultureInfo.InvariantCulture);
        var mayWorkLater = response.Status is 408 or 425 or 429 or >= 500;
        return Failure.Of(
            FailureCodes.HttpStatus,
            body.Length == 0 ? $"The server answered with status {status}." : $"The server answered with status {status}: {body}",
            retryable: mayWorkLater) with
        {
            RetryAfterSeconds = mayWorkLater ? RetryAfter.Of(response) : null,
        };
    }
}
