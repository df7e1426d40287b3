using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Core;
using FlowForge.Core.Execution;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Starts;

/// <summary>Starts a run for a caller of the API, who may wait for its end.</summary>
internal static class RunStart
{
    /// <summary>
    /// Without <c>?wait</c> 201 with the run; with it 200 once the run has ended, 202 when it has not.
    /// With <c>Idempotency-Key</c> the same call gives the same run.
    /// </summary>
    public static async ValueTask<Answer> StartAsync(ApiCall call, StartRequest request, ReadOnlyMemory<byte> body)
    {
        var wait = call.Number("wait", 1, Limits.WaitSeconds, otherwise: 0);
        if (wait.IsRefused)
        {
            return wait.Problem;
        }

        var started = await call.Services.Engine.StartAsync(
            WithKey(call, request, body) with { RecordFirst = wait.Value == 0, TraceParent = call.TraceParent }, call.Cancellation).ConfigureAwait(false);
        if (started.IsFailure)
        {
            return Refusals.NotStarted(started.Failure);
        }

        return await AnswerAsync(call, started.Value, wait.Value).ConfigureAwait(false);
    }

    /// <summary>Answers with a run that has been started: as it ended, when the caller waits and it does, else as it stands.</summary>
    public static async ValueTask<Answer> AnswerAsync(ApiCall call, StartedRun started, int seconds)
    {
        if (seconds > 0)
        {
            await WaitAsync(call, started.RunId, seconds).ConfigureAwait(false);
        }

        var run = await call.Services.Engine.GetAsync(started.RunId, call.Cancellation).ConfigureAwait(false);
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
        ? StartKeys.Api(Caller(call), call.Request.Method, call.Request.Path.Value ?? "", key)
        : null;

    // Everyone who holds the token is one caller, as is everyone on this machine when none is asked for.
    private static string Caller(ApiCall call) => call.Services.Options.Tokens.Count == 0 ? "local" : "token";
}
