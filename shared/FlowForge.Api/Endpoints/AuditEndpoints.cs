using System.Globalization;
using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Api.Writing;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Endpoints;

/// <summary>The audit log, read only.</summary>
internal static class AuditEndpoints
{
    public static async ValueTask<Answer> List(ApiCall call)
    {
        var limit = call.Limit();
        var from = limit.IsRefused ? limit.Problem : Moment(call, "from");
        var to = from.IsRefused ? from.Problem : Moment(call, "to");
        if (to.IsRefused)
        {
            return to.Problem;
        }

        var query = new AuditQuery(limit.Value, call.Query("after"), call.Query("subject"))
        {
            Actor = call.Query("actor"), Action = call.Query("action"), From = from.Value!.At, To = to.Value.At,
        };
        return ListAnswer.Of(await call.Services.Audit.ListAsync(query, call.Cancellation).ConfigureAwait(false), CredentialWriting.Write);
    }

    private static Asked<When> Moment(ApiCall call, string name) =>
        call.Query(name) is not { } text ? new When(null)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? new When(at)
        : Refusals.Query(name, "must be a moment such as 2026-03-01T12:00:00Z.");

    private sealed record When(DateTimeOffset? At);
}
