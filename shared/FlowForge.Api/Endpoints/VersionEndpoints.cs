using System.Globalization;
using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Api.Workflows;
using FlowForge.Api.Writing;

namespace FlowForge.Api.Endpoints;

/// <summary>Versions of a workflow.</summary>
internal static class VersionEndpoints
{
    public static async ValueTask<Answer> List(ApiCall call)
    {
        var id = call.Value("id");
        var limit = call.Limit();
        if (limit.IsRefused)
        {
            return limit.Problem;
        }

        if (call.Number("after", 1, int.MaxValue, 1).IsRefused)
        {
            return Refusals.Query("after", "must be the 'next' of the page before.");
        }

        var workflows = call.Services.Workflows;
        return await workflows.GetAsync(id, call.Cancellation).ConfigureAwait(false) is null
            ? Refusals.NoSuchWorkflow(id)
            : ListAnswer.Of(
                await workflows.ListVersionsAsync(id, limit.Value, call.Query("after"), call.Cancellation).ConfigureAwait(false),
                WorkflowWriting.Write);
    }

    public static async ValueTask<Answer> Get(ApiCall call)
    {
        var id = call.Value("id");
        var text = call.Value("n");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && await call.Services.Workflows.GetVersionAsync(id, number, call.Cancellation).ConfigureAwait(false) is { } version
            ? DocumentAnswer.Of(call, call.State.Documents.Get(version.Hash, version.Document, version.Version))
            : Refusals.NoSuchVersion(id, text);
    }
}
