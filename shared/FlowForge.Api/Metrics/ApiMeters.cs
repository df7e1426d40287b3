using System.Diagnostics.Metrics;
using FlowForge.Core.Telemetry;

namespace FlowForge.Api.Metrics;

/// <summary>What the API counts and measures of its requests.</summary>
internal sealed class ApiMeters(FlowForgeMeter? meter)
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS" };

    private readonly long[] byClass = new long[6];

    private readonly Histogram<double>? duration = meter?.Meter.CreateHistogram<double>(
        "flowforge.http.request.duration", "s", "Time until a request was answered, streams and waits included, by method, route and first digit of the status.");

    /// <summary>Counts an answered request by the first digit of its status.</summary>
    public void Request(int status) => Interlocked.Increment(ref byClass[Math.Clamp(status / 100, 0, 5)]);

    /// <summary>Whether anybody listens to how long requests take.</summary>
    public bool IsMeasuring => duration is { Enabled: true };

    /// <summary>Measures a request.</summary>
    public void Took(string method, string route, int status, TimeSpan took) =>
        duration?.Record(took.TotalSeconds, new("method", Known.Contains(method) ? method : "other"), new("route", route), new("status", Class(status)));

    /// <summary>Answered requests whose status begins with <paramref name="digit"/>, 1 to 5.</summary>
    public long Requests(int digit) => Interlocked.Read(ref byClass[digit]);

    private static string Class(int status) => (status / 100) switch { 1 => "1xx", 2 => "2xx", 3 => "3xx", 4 => "4xx", _ => "5xx" };
}
