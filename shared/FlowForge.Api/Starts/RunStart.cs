using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Core;
using FlowForge.Core.Execution;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Starts;

/// <summary>Starts a run for a caller of the API, who may wait for its end.</summary>
internal static class RunStart
{
    /// <summary>
    /// Answers with a run that <paramref name="begin"/> starts, unless the host is busy: without <c>?wait</c> 201; with it 200 once the run has ended, 202 when it has not.
    /// What the run was started with is let go before the wait, since it may be 64 MB.
    /// </summary>
    public static async ValueTask<Answer> AnswerAsync(ApiCall call, Func<ApiCall, ValueTask<Asked<BegunRun>>> begin)
    {
        if (call.State.IsBusy)
        {
            return Refusals.Busy();
        }

        var begun = await begin(call).ConfigureAwait(false);
        BodyShare.LetGo(call.Request);
        return begun.IsRefused ? begun.Problem : await AnswerAsync(call, begun.Value.Run, begun.Value.Wait).ConfigureAwait(false);
    }

    /// <summary>Starts a run. With <c>Idempotency-Key</c> the same call gives the same run.</summary>
    public static async ValueTask<Asked<BegunRun>> StartAsync(ApiCall call, StartRequest request, ReadOnlyMemory<byte> body)
    {
        var wait = call.Number("wait", 1, Limits.WaitSeconds, otherwise: 0);
        if (wait.IsRefused)
        {
            return wait.Problem;
        }

        var started = await call.Services.Engine.StartAsync(
            WithKey(call, request, body) with { RecordFirst = wait.Value == 0, TraceParent = call.TraceParent }, call.Cancellation).ConfigureAwait(false);
        return started.IsFailure ? Refusals.NotStarted(started.Failure) : new BegunRun(started.Value, wait.Value);
    }

    /// <summary>
    /// Starts a run that keeps what another one gave and goes on from a node (<c>options.from</c>).
    /// 404 for an unknown run or node, 409 <c>fork.incompatible</c> with the nodes whose results do not fit the document.
    /// </summary>
    public static async ValueTask<Asked<BegunRun>> GoOnAsync(ApiCall call, StartRequest request, StartFrom from, bool hasItems, ReadOnlyMemory<byte> body)
    {
        var wait = call.Number("wait", 1, Limits.WaitSeconds, otherwise: 0);
        if (wait.IsRefused)
        {
            return wait.Problem;
        }

        var asked = new ForkRequest
        {
            Source = from.Run,
            FromNode = from.Node,
            Document = new(request.Workflow, request.Hash, request.Version),
            Part = request.Part,
            Mode = request.Mode,
            Trigger = request.Trigger,
            Healing = request.Healing ?? request.Workflow.Config.Healing ?? Healing.Off,
            Items = hasItems ? new Dictionary<string, IReadOnlyList<Item>> { ["in"] = request.Items } : null,
            Key = Key(call),
            BodyHash = Starts.BodyHash.Of(body),
        };
        return await call.Services.Engine.ForkAsync(asked, call.Cancellation).ConfigureAwait(false) switch
        {
            ForkResult.Forked forked => new BegunRun(forked.Run, wait.Value),
            ForkResult.Refused refused => Refusals.NotForked(from.Run, refused),
            var other => throw new InvalidOperationException($"No way to answer {other}."),
        };
    }

    /// <summary>Answers with a run that has been started: as it ended, when the caller waits and it does, else as it stands.</summary>
    public static async ValueTask<Answer> AnswerAsync(ApiCall call, StartedRun started, int seconds)
    {
        if (seconds > 0)
        {
            await WaitAsync(call, started.RunId, seconds).ConfigureAwait(false);
        }

        var run = await call.Services.Engine.GetAsync(started.RunId, call.Cancellation).ConfigureAwait(false);
        call.Changed = ($"run:{started.RunId}", run is null ? "" : run.ForkedFrom is { } source ? $"of {run.WorkflowId}, forked from run {source}" : $"of {run.WorkflowId}");
        var status = seconds == 0 ? 201 : run is { HasEnded: true } ? 200 : 202;
        return run is null ? Refusals.NoSuchRun(started.RunId) : await RunAnswer.OfAsync(call, run, status).ConfigureAwait(false);
    }

    private static async ValueTask WaitAsync(ApiCall call, string runId, int seconds)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, call.Services.Stopping);
        try
        {
            await call.Services.Engine.WaitAsync(runId, TimeSpan.FromSeconds(seconds), gone.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!call.Cancellation.IsCancellationRequested)
        {
            // The host stops. The run is recorded and goes on with the next one.
        }
    }

    private static StartRequest WithKey(ApiCall call, StartRequest request, ReadOnlyMemory<byte> body) =>
        Key(call) is not { } key ? request : request with { Key = key, BodyHash = Starts.BodyHash.Of(body) };

    /// <summary>The key under which this call starts once, or null.</summary>
    public static string? Key(ApiCall call) => call.Header("Idempotency-Key") is { } key
        ? StartKeys.Api(call.Caller!.Scope, call.Request.Method, call.Request.Path.Value ?? "", key)
        : null;
}

/// <summary>A run that has been started, and the seconds for which its caller waits for its end.</summary>
internal sealed record BegunRun(StartedRun Run, int Wait);
