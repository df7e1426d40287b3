using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Api.Starts;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Core.Writing;

namespace FlowForge.Api.Endpoints;

/// <summary>Signals to runs (semantics 9).</summary>
internal static class SignalEndpoints
{
    /// <summary><c>POST /runs/{id}/signals/{name}</c>: 202 once the signal is durable, also for a repeat.</summary>
    public static async ValueTask<Answer> Send(ApiCall call)
    {
        var (id, name) = (call.Value("id"), call.Value("name"));
        if (name.Length > Limits.SignalNameLength)
        {
            return new ApiProblem(400, "signal.name", "The signal's name is too long", $"A signal's name has at most {Limits.SignalNameLength} characters.");
        }

        if (call.Header("Idempotency-Key") is { Length: > Limits.MessageIdLength })
        {
            return new ApiProblem(400, "signal.messageId", "The message id is too long", $"An Idempotency-Key has at most {Limits.MessageIdLength} characters here.");
        }

        var body = await StartBodies.ReadAsync(call, Limits.WebhookBytes).ConfigureAwait(false);
        var items = body.IsRefused ? body.Problem : StartBodies.OfMessage(body.Value);
        if (items.IsRefused)
        {
            return items.Problem;
        }

        var sent = await call.Services.Engine.SignalAsync(id, name, call.Header("Idempotency-Key"), items.Value, call.Cancellation).ConfigureAwait(false);
        return sent switch
        {
            MailResult.Added or MailResult.Repeated => await RunAsync(call, id, run => RunAnswer.OfAsync(call, run, 202)).ConfigureAwait(false),
            MailResult.EndedRun => await RunAsync(call, id, run => new(Ended(run))).ConfigureAwait(false),
            MailResult.Full => new ApiProblem(429, "signal.full", "Too many signals wait", $"Run {id} keeps at most {Limits.SignalsKept} signals '{name}' that no wait has taken, and {Limits.MailKept} in all."),
            _ => Refusals.NoSuchRun(id),
        };
    }

    private static ApiProblem Ended(RunRecord run) => new(409, "run.ended", "The run has ended", $"Run {run.Id} is {Words.Of(run.Status)} already.") { RunId = run.Id };

    private static async ValueTask<Answer> RunAsync(ApiCall call, string id, Func<RunRecord, ValueTask<Answer>> answer) =>
        await call.Services.Engine.GetAsync(id, call.Cancellation).ConfigureAwait(false) is { } run
            ? await answer(run).ConfigureAwait(false)
            : Refusals.NoSuchRun(id);
}
