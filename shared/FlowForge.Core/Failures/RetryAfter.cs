using System.Globalization;

namespace FlowForge.Core.Failures;

/// <summary>Reads the header <c>Retry-After</c>: seconds or a date (RFC 9110, 10.2.3).</summary>
public static class RetryAfter
{
    private const double Most = 1e7;

    /// <summary>How long the other side asks to wait, never below zero; null when there is no such header, or none that can be read.</summary>
    /// <param name="header">The header's value, or null.</param>
    /// <param name="now">The moment from which a date counts.</param>
    public static TimeSpan? Read(string? header, DateTimeOffset now) =>
        double.TryParse(header, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, Most))
        : DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? (at > now ? at - now : TimeSpan.Zero)
        : null;

    /// <summary>
    /// The whole seconds that an answer asks to wait, at most <see cref="Limits.RetryAfterSeconds"/>; null when it asks nothing. A date counts from the answer's own <c>Date</c>,
    /// whatever this machine's clock says, and is nothing without one.
    /// </summary>
    /// <param name="answer">The answer.</param>
    public static int? Of(Ports.OutgoingResponse answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return DateTimeOffset.TryParse(answer.Header("date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sent)
            ? Capped(Read(answer.Header("retry-after"), sent))
            : Capped(Read(answer.Header("retry-after"), DateTimeOffset.MaxValue) is { } asked && asked > TimeSpan.Zero ? asked : null);
    }

    /// <summary>Whole seconds, rounded up, at most <see cref="Limits.RetryAfterSeconds"/>; null for nothing.</summary>
    /// <param name="asked">What was asked, or null.</param>
    public static int? Capped(TimeSpan? asked) => asked is { } wait ? (int)Math.Min(Math.Ceiling(wait.TotalSeconds), Limits.RetryAfterSeconds) : null;
}
