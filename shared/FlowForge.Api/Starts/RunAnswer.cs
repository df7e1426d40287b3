using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Api.Writing;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Core.Writing;

namespace FlowForge.Api.Starts;

/// <summary>Answers with a run, its output and open waits.</summary>
internal static class RunAnswer
{
    public static string Address(string runId) => $"/api/runs/{runId}";

    public static async ValueTask<Answer> OfAsync(ApiCall call, RunRecord run, int status)
    {
        var view = await ViewAsync(call.Services, run, call.Cancellation).ConfigureAwait(false);
        var answer = new Answer.Json(status, writer => RunWriting.Write(writer, view));
        return status is 201 or 202 ? answer.With("Location", Address(run.Id)) : answer;
    }

    /// <summary>A run with what it waits for.</summary>
    public static async ValueTask<RunView> WithoutOutputAsync(ApiServices services, RunRecord run, CancellationToken cancellation) => run.HasEnded
        ? new(run)
        : new(run, Waits: await services.Engine.WaitsAsync(run.Id, cancellation).ConfigureAwait(false)) { Pauses = await services.Engine.PausesAsync(run.Id, cancellation).ConfigureAwait(false) };

    private static async ValueTask<RunView> ViewAsync(ApiServices services, RunRecord run, CancellationToken cancellation)
    {
        if (run.Status != RunStatus.Completed || await services.Frames.OutputAsync(run, cancellation).ConfigureAwait(false) is not { } output)
        {
            return await WithoutOutputAsync(services, run, cancellation).ConfigureAwait(false);
        }

        var first = await output.Range(0, Math.Min(output.Count, Limits.FrameItems)).ReadAllAsync(cancellation).ConfigureAwait(false);
        return new(run, ItemWriting.Inline(first), output.Count);
    }
}
