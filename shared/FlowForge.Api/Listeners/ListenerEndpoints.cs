using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Endpoints;
using FlowForge.Api.Hooks;
using FlowForge.Api.Routing;
using FlowForge.Api.Starts;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Listeners;

/// <summary>Opens, watches and ends test listeners.</summary>
internal static class ListenerEndpoints
{
    /// <summary><c>POST /test-listeners</c></summary>
    public static async ValueTask<Answer> Open(ApiCall call)
    {
        var body = await StartBodies.ReadAsync(call).ConfigureAwait(false);
        var asked = body.IsRefused ? body.Problem : JsonBody.Object(body.Value, "workflow", "workflowId", "version", "trigger");
        if (asked.IsRefused)
        {
            return asked.Problem;
        }

        var trigger = StartEndpoints.Text(asked.Value, "trigger");
        if (trigger.IsRefused)
        {
            return trigger.Problem;
        }

        var request = await StartEndpoints.NamedAsync(call, asked.Value).ConfigureAwait(false);
        var route = request.IsRefused ? request.Problem : Route(call, request.Value, trigger.Value.Name);
        if (route.IsRefused)
        {
            return route.Problem;
        }

        var listener = call.State.Listeners.Open(
            route.Value, request.Value! with { Trigger = route.Value.NodeId, Mode = "manual", Active = false, RecordFirst = route.Value.Answer == HookAnswer.Immediately });
        return listener.IsRefused
            ? listener.Problem
            : ListenerWriting.Answer(call, listener.Value, 201).With("Location", ListenerWriting.Address(listener.Value));
    }

    /// <summary><c>GET /test-listeners/{token}</c>: where it stands; with <c>?wait</c> once it is over, or that many seconds later.</summary>
    public static async ValueTask<Answer> Get(ApiCall call)
    {
        var wait = call.Number("wait", 1, Limits.TestListenerSeconds, otherwise: 0);
        if (wait.IsRefused)
        {
            return wait.Problem;
        }

        if (call.State.Listeners.Find(call.Value("token")) is not { } listener)
        {
            return Refusals.NoSuchListener();
        }

        var left = listener.Expires - call.Services.Clock.GetUtcNow();
        var patience = TimeSpan.FromSeconds(wait.Value);
        await WaitAsync(call, listener, left < patience ? left : patience).ConfigureAwait(false);
        return ListenerWriting.Answer(call, listener, 200);
    }

    /// <summary><c>DELETE /test-listeners/{token}</c></summary>
    public static ValueTask<Answer> Delete(ApiCall call) =>
        new(call.State.Listeners.Remove(call.Value("token")) is null ? Refusals.NoSuchListener() : new Answer.Empty(204));

    private static async ValueTask WaitAsync(ApiCall call, TestListener listener, TimeSpan atMost)
    {
        if (atMost <= TimeSpan.Zero)
        {
            return;
        }

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, call.Services.Stopping);
        try
        {
            await listener.Over.WaitAsync(atMost, call.Services.Clock, gone.Token).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Told as it stands.
        }
        catch (OperationCanceledException) when (!call.Cancellation.IsCancellationRequested)
        {
            // The host stops, and the listener with it.
        }
    }

    private static Asked<HookRoute> Route(ApiCall call, StartRequest request, string? trigger)
    {
        var hooks = HookRoutes.Of(request.Workflow, request.Hash, call.Services.Catalogue);
        if (trigger is null)
        {
            return hooks switch
            {
                [var only] => only,
                [] => new ApiProblem(422, "listener.noHook", "Nothing to listen with", "The workflow has no webhook that is enabled."),
                _ => new ApiProblem(
                    400, "run.ambiguousTrigger", "The listener was not opened",
                    $"The workflow has several webhooks; name one of: {string.Join(", ", hooks.Select(hook => hook.NodeId))}."),
            };
        }

        return hooks.FirstOrDefault(hook => hook.NodeId == trigger) is { } named ? named
            : request.Workflow.Nodes.Any(node => node.Id == trigger)
                ? new ApiProblem(422, "listener.noHook", "Nothing to listen with", $"Node '{trigger}' is no webhook that is enabled.")
            : new ApiProblem(400, "run.unknownTrigger", "The listener was not opened", $"The workflow has no trigger '{trigger}'.");
    }
}
