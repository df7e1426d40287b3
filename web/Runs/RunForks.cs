using System.Text.Json;
using FlowForge.Web.Client;
using FlowForge.Web.Running;

namespace FlowForge.Web.Runs;

/// <summary>New runs that begin at a frame of another one.</summary>
public sealed class RunForks(RunApi runs)
{
    /// <summary>Forks from a frame; else says why not.</summary>
    public async Task<(RunState? Run, string? Problem)> ForkAsync(string run, long fromFrame, bool isLatest, JsonElement? items) =>
        Answer(await runs.ForkAsync(run, fromFrame, isLatest, items));

    /// <summary>Runs the failed node again: a fork from the beginning of the attempt that failed.</summary>
    public async Task<(RunState? Run, string? Problem)> RetryAsync(string run, bool isLatest = false)
    {
        var failed = await runs.FramesAsync(run, withItems: false, "status=FAILED&limit=1");
        if (failed is not ApiAnswer.Good good || First(good) is not { } end)
        {
            return (null, failed is ApiAnswer.Refused refused ? refused.Refusal.Text : "No node of this run failed, so there is nothing to try again.");
        }

        // The attempt's beginning, so that its node runs; from its end it would count as done.
        var begun = await runs.FramesAsync(run, withItems: false, $"node={Uri.EscapeDataString(end.NodeId)}&iteration={Uri.EscapeDataString(end.Iteration)}&status=RUNNING&limit=500");
        var from = begun is ApiAnswer.Good begins
            ? begins.Json().GetProperty("items").EnumerateArray().Select(RunFrame.Read).LastOrDefault(frame => frame.Attempt == end.Attempt && frame.Iteration == end.Iteration) ?? end
            : end;
        return Answer(await runs.ForkAsync(run, from.Sequence, isLatest, null));
    }

    private static RunFrame? First(ApiAnswer.Good good) => good.Json().GetProperty("items").EnumerateArray().Select(RunFrame.Read).FirstOrDefault();

    private static (RunState? Run, string? Problem) Answer(ApiAnswer answer) => answer switch
    {
        ApiAnswer.Good good => (RunState.Read(good.Json()), null),
        ApiAnswer.Refused refused => (null, refused.Refusal.Text),
        _ => (null, "This server does not fork runs, or cannot be reached."),
    };
}
