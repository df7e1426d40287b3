using System.Diagnostics;
using System.Globalization;
using FlowForge.Api.Answers;
using FlowForge.Api.Security;
using FlowForge.Core;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Routing;

/// <summary>One request with what the router found in its path.</summary>
internal sealed class ApiCall(HttpContext http, ApiState state, ApiRoute? route = null, string[]? path = null)
{
    public HttpContext Http => http;

    /// <summary>Who asks; of a webhook or an approval nobody is known.</summary>
    public Caller? Caller { get; init; }

    /// <summary>On what a change was made, when the path does not say it, and a sentence more for the audit log.</summary>
    public (string? Subject, string Detail)? Changed { get; set; }

    public HttpRequest Request => http.Request;

    public ApiState State => state;

    public ApiServices Services => state.Services;

    /// <summary>Cancelled when the caller has gone.</summary>
    public CancellationToken Cancellation => http.RequestAborted;

    /// <summary>The path's segment that stands for <c>{name}</c>.</summary>
    public string Value(string name)
    {
        for (var i = 0; i < route!.Segments.Length; i++)
        {
            var segment = route.Segments[i];
            if (segment[0] == '{' && segment.AsSpan(1, segment.Length - 2).SequenceEqual(name))
            {
                return path![i];
            }
        }

        throw new InvalidOperationException($"The route {route.Template} has no '{name}'.");
    }

    /// <summary>A query parameter, or null; of several the last.</summary>
    public string? Query(string name) => http.Request.Query.TryGetValue(name, out var values) ? values[^1] : null;

    /// <summary>A header's value, or null when it is absent or empty.</summary>
    public string? Header(string name) => http.Request.Headers[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>The caller's place in a trace (<c>traceparent</c> of W3C Trace Context), or null when there is none or it is not sound.</summary>
    public string? TraceParent => Header("traceparent") is { } sent && ActivityContext.TryParse(sent, null, out _) ? sent : null;

    /// <summary>A whole number of the query within a range; <paramref name="otherwise"/> when absent.</summary>
    public Asked<int> Number(string name, int least, int most, int otherwise)
    {
        if (Query(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Refusals.Query(name, $"must be a whole number from {least} to {most}.");
    }

    /// <summary><c>limit</c> of a list: 1 or more, larger than <see cref="Limits.ListMost"/> is cut.</summary>
    public Asked<int> Limit()
    {
        var limit = Number("limit", 1, int.MaxValue, Limits.ListDefault);
        return limit.IsRefused ? limit : Math.Min(limit.Value, Limits.ListMost);
    }
}
