using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Api.Writing;

namespace FlowForge.Api.Endpoints;

/// <summary>The audit log, read only.</summary>
internal static class AuditEndpoints
{
    public static async ValueTask<Answer> List(ApiCall call)
    {
        var limit = call.Limit();
        return limit.IsRefused
            ? limit.Problem
            : ListAnswer.Of(
                await call.Services.Audit.ListAsync(limit.Value, call.Query("after"), call.Query("subject"), call.Cancellation).ConfigureAwait(false),
                CredentialWriting.Write);
    }
}
