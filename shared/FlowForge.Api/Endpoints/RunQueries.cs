using System.Globalization;
using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Api.Writing;
using FlowForge.Core;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Writing;

namespace FlowForge.Api.Endpoints;

/// <summary>Reads the queries of lists of runs and frames.</summary>
internal static class RunQueries
{
    public static Asked<RunQuery> Of(ApiCall call)
    {
        var limit = call.Limit();
        if (limit.IsRefused)
        {
            return limit.Problem;
        }

        RunStatus? status = call.Query("status") is { Length: > 0 } word ? Words.Run(word) : null;
        if (status is null && call.Query("status") is { Length: > 0 } unknown)
        {
            return Refusals.Query("status", $"must be one of {string.Join(", ", Words.Runs)}, not '{unknown}'.");
        }

        var text = call.Query("text") is { Length: > 0 } asked ? asked : null;
        if (text?.Length > Limits.SearchText)
        {
            return Refusals.Query("text", $"may have {Limits.SearchText} characters at most.");
        }

        var from = Moment(call, "from");
        if (from.IsRefused)
        {
            return from.Problem;
        }

        var to = Moment(call, "to");
        return to.IsRefused
            ? to.Problem
            : new RunQuery(call.Query("workflow"), status, from.Value.At, to.Value.At, limit.Value, call.Query("after"), text, call.Query("caller") is { Length: > 0 } caller ? caller : null);
    }

    public static Asked<FrameQuery> OfFrames(ApiCall call)
    {
        var limit = call.Limit();
        if (limit.IsRefused)
        {
            return limit.Problem;
        }

        if (call.Query("after") is { } after && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return Refusals.Query("after", "must be the 'next' of the page before.");
        }

        if (call.Query("items") is not (null or "" or "none" or "first"))
        {
            return Refusals.Query("items", "must be first or none.");
        }

        FrameStatus? status = call.Query("status") is { Length: > 0 } word ? Words.Frame(word) : null;
        return status is null && call.Query("status") is { Length: > 0 } unknown
            ? Refusals.Query("status", $"must be one of {string.Join(", ", Words.Frames)}, not '{unknown}'.")
            : new FrameQuery(call.Query("node"), call.Query("iteration"), status, limit.Value, call.Query("after"), WithItems(call));
    }

    /// <summary>Whether frames come with their first items: unless <c>?items=none</c>.</summary>
    public static bool WithItems(ApiCall call) => call.Query("items") != "none";

    private static Asked<Bound> Moment(ApiCall call, string name)
    {
        if (call.Query(name) is not { Length: > 0 } text)
        {
            return new Bound(null);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? new Bound(at)
            : Refusals.Query(name, "must be a moment such as 2026-01-31T12:00:00Z.");
    }

    private sealed record Bound(DateTimeOffset? At);
}
