using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Ai;

/// <summary>Carries out a request to the AI layer in the way its caller wants: at once, as a stream of events, or as a job that is asked for later.</summary>
internal static class AiAnswers
{
    public static async ValueTask<Answer> OfAsync(ApiCall call, AiWork work)
    {
        if (call.Services.Assistant is not { } assistant)
        {
            return Refusals.NotAvailable("The AI layer");
        }

        if (assistant.Missing is { } missing)
        {
            return AiProblems.Of(Failure.Of(AiFailures.NotConfigured, missing));
        }

        if (call.Header("Prefer") is { } wish && wish.Split(',', ';').Any(static one => one.Trim() == "respond-async"))
        {
            return await AiJobEndpoints.BeginAsync(call, work).ConfigureAwait(false);
        }

        if (MediaType.Bare(call.Header("Accept")?.Split(',')[0]) == "text/event-stream")
        {
            return new Answer.Streamed(context => AiStream.SendAsync(call, context.Response, work));
        }

        var end = await RunAsync(call.Services, work, Silence.Listener, call.Cancellation).ConfigureAwait(false);
        return end.IsRefused ? end.Problem : new Answer.Json(200, end.Value);
    }

    /// <summary>Runs the work within its time; the caller's own cancellation is passed on.</summary>
    public static async Task<Asked<Action<Utf8JsonWriter>>> RunAsync(ApiServices services, AiWork work, IAssistantListener listener, CancellationToken caller)
    {
        using var clock = new CancellationTokenSource(TimeSpan.FromSeconds(Limits.AiSeconds), services.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, caller, services.Stopping);
        try
        {
            var end = await work(listener, either.Token).ConfigureAwait(false);
            return end.IsFailure ? AiProblems.Of(end.Failure) : end.Value;
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !caller.IsCancellationRequested)
        {
            return AiProblems.TimedOut();
        }
    }

    /// <summary>Hears nothing.</summary>
    public static IAssistantListener Silent => Silence.Listener;

    private sealed class Silence : IAssistantListener
    {
        public static readonly Silence Listener = new();

        public void Asking(int attempt)
        {
        }

        public void Text(string piece)
        {
        }

        public void Returned(IReadOnlyList<Core.Validation.Problem> problems)
        {
        }
    }
}
