using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Core.Assistance;

namespace FlowForge.Api.Ai;

/// <summary>Reads what is to be mended.</summary>
internal static class HealQuestion
{
    public static async ValueTask<Asked<HealRequest>> ReadAsync(ApiCall call)
    {
        var body = await AiBodies.ObjectAsync(call, "run", "node", "pause").ConfigureAwait(false);
        if (body.IsRefused)
        {
            return body.Problem;
        }

        var read = await RunExcerpts.OfAsync(call, body.Value).ConfigureAwait(false);
        if (read.Problem is { } problem)
        {
            return problem;
        }

        return read.Value is not { } excerpt ? Refusals.Body("'run' must be the id of a run.")
            : excerpt.Excerpt.Failure is null ? new ApiProblem(409, "heal.noFailure", "Nothing to mend", $"Node '{excerpt.Excerpt.NodeId}' has not failed in run {excerpt.Run.Id}.") { RunId = excerpt.Run.Id }
            : new HealRequest(excerpt.Workflow, excerpt.Excerpt, (changed, cancellation) => HealTrials.RunAsync(call.Services, excerpt, changed, cancellation), HealTrials.OfData(call.Services, excerpt));
    }
}
