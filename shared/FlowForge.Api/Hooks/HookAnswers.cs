using System.Runtime.InteropServices;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Api.Starts;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Hooks;

/// <summary>What a webhook's caller is answered (semantics 9).</summary>
internal static class HookAnswers
{
    // What a workflow answers is not ours: a page of it must not act with the rights of this origin.
    private const string Sandbox = "sandbox allow-downloads allow-forms allow-modals allow-popups allow-scripts";

    public static Answer Sandboxed(Answer answer) =>
        answer.With("Content-Security-Policy", Sandbox).With("X-Content-Type-Options", "nosniff");

    public static async ValueTask<Answer> OfAsync(ApiCall call, HookRoute route, StartedRun started, long asked)
    {
        if (route.Answer == HookAnswer.Immediately)
        {
            return await AcceptedAsync(call, started.RunId).ConfigureAwait(false);
        }

        // Without a reply this is done when the run has ended.
        Task awaited = route.Answer == HookAnswer.Respond ? started.Replied : started.Ended;
        if (!await new HookWait(call, started, route.Patience, asked).ForAsync(awaited).ConfigureAwait(false))
        {
            return await AcceptedAsync(call, started.RunId).ConfigureAwait(false);
        }

        return route.Answer == HookAnswer.Respond && await started.Replied.ConfigureAwait(false) is { } reply
            ? await ReplyAnswer.OfAsync(call, started.RunId, reply).ConfigureAwait(false)
            : await EndedAsync(call, route, await started.Ended.ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static async ValueTask<Answer> AcceptedAsync(ApiCall call, string runId) =>
        await call.Services.Engine.GetAsync(runId, call.Cancellation).ConfigureAwait(false) is not { } run ? Refusals.NoSuchRun(runId)
            : Skipped(run) is { } skipped ? skipped
            : await RunAnswer.OfAsync(call, run, 202).ConfigureAwait(false);

    /// <summary>409 for a run that gave way; null for any other.</summary>
    private static ApiProblem? Skipped(RunRecord run) => run.Failure?.Code != FailureCodes.ConcurrencySkipped ? null
        : new(409, FailureCodes.ConcurrencySkipped, "Another run has the place", $"Run {run.Id} gave way: {run.Failure.Message}")
        {
            RunId = run.Id,
        };

    private static async ValueTask<Answer> EndedAsync(ApiCall call, HookRoute route, RunRecord run)
    {
        if (Skipped(run) is { } skipped)
        {
            return skipped;
        }

        if (run.Status != RunStatus.Completed)
        {
            var cancelled = run.Status == RunStatus.Cancelled;
            return new ApiProblem(
                500, cancelled ? "run.cancelled" : "run.failed", cancelled ? "The run was cancelled" : "The run failed", $"Run {run.Id} has the details.")
            {
                RunId = run.Id,
            };
        }

        if (route.Answer == HookAnswer.Respond)
        {
            return new Answer.Empty(200);
        }

        var output = await call.Services.Frames.OutputAsync(run, call.Cancellation).ConfigureAwait(false) ?? ItemList.Empty;
        return route.AllItems ? AllAnswer.Of(output)
            : output.Count == 0 ? new Answer.Empty(200)
            : await FirstAsync(call, output).ConfigureAwait(false);
    }

    private static async ValueTask<Answer> FirstAsync(ApiCall call, ItemList output)
    {
        var items = await output.ReadAsync(0, 1, call.Cancellation).ConfigureAwait(false);
        return new Answer.Bytes(200, MediaType.Json, JsonMarshal.GetRawUtf8Value(items[0].Json).ToArray());
    }
}
