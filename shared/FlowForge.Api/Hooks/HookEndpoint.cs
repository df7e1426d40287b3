using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Hooks.Proof;
using FlowForge.Api.Routing;
using FlowForge.Api.Starts;
using FlowForge.Core.Execution;
using FlowForge.Core.Ports;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Hooks;

/// <summary><c>/hooks/{path}</c>: a call of an active workflow's webhook starts a run and, as its trigger says, waits for the answer.</summary>
internal static class HookEndpoint
{
    public static async ValueTask<Answer> AnswerAsync(ApiCall call, PathString path)
    {
        var match = call.State.Hooks.Find(call.Request.Method, (path.Value ?? "").Trim('/'));
        if (match.IsRefused)
        {
            return match.Problem;
        }

        if (call.State.IsBusy)
        {
            return Refusals.Busy();
        }

        await using var intake = new HookIntake(call, match.Value);
        var item = await intake.ReadAsync().ConfigureAwait(false);
        if (item.IsRefused)
        {
            return item.Problem;
        }

        var route = match.Value.Route;
        var asked = call.Services.Clock.GetTimestamp();
        var request = Request(call, route, intake.Hash) with { Items = [item.Value], RunId = intake.RunId };
        var started = await call.Services.Engine.StartAsync(request, CancellationToken.None).ConfigureAwait(false);
        if (started.IsFailure)
        {
            return Refusals.NotStarted(started.Failure);
        }

        BodyShare.LetGo(call.Request);
        intake.IsStarted = started.Value.RunId == intake.RunId;
        return HookAnswers.Sandboxed(await HookAnswers.OfAsync(call, route, started.Value, asked).ConfigureAwait(false));
    }

    private static StartRequest Request(ApiCall call, HookRoute route, string hash)
    {
        var request = new StartRequest
        {
            Workflow = route.Workflow,
            Hash = route.Hash,
            Version = route.Workflow.Version,
            Trigger = route.NodeId,
            Mode = "webhook",
            Active = true,
            RecordFirst = route.Answer == HookAnswer.Immediately,
            TraceParent = call.TraceParent,
        };
        var delivery = route.Auth.Type == "signature" ? SignatureScheme.Delivery(route.Auth.Scheme, call.Request.Headers) : null;
        return (delivery ?? call.Header("webhook-id") ?? call.Header("Idempotency-Key")) is not { } id
            ? request
            : request with { Key = StartKeys.Hook(route.Workflow.Id, route.NodeId, id), BodyHash = hash };
    }
}
