using FlowForge.Api.Answers;
using FlowForge.Api.Hooks;
using FlowForge.Api.Routing;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Listeners;

/// <summary>
/// <c>/hooks-test/{token}[/{path}]</c>: the one call of a test listener. It starts a run in mode <c>manual</c> and is answered as the webhook would.
/// A call that is refused does not use the listener up.
/// </summary>
internal static class ListenerHook
{
    public static async ValueTask<Answer> AnswerAsync(ApiCall call, PathString path)
    {
        var segments = (path.Value ?? "").Trim('/').Split('/');
        if (call.State.Listeners.Find(segments[0]) is not { } listener)
        {
            return Refusals.NoSuchListener();
        }

        var match = Match(call, listener, segments[1..]);
        if (match.IsRefused)
        {
            return match.Problem;
        }

        await using var intake = new HookIntake(call, match.Value);
        var item = await intake.ReadAsync().ConfigureAwait(false);
        if (item.IsRefused)
        {
            return item.Problem;
        }

        if (!listener.TryTake(call.Services.Clock.GetUtcNow()))
        {
            return Over(call, listener) ?? Used(listener);
        }

        var asked = call.Services.Clock.GetTimestamp();
        var request = listener.Request with { Items = [item.Value], RunId = intake.RunId, TraceParent = call.TraceParent };
        var started = await call.Services.Engine.StartAsync(request, CancellationToken.None).ConfigureAwait(false);
        if (started.IsFailure)
        {
            listener.GiveBack();
            return Refusals.NotStarted(started.Failure);
        }

        intake.IsStarted = started.Value.RunId == intake.RunId;
        listener.Gave(started.Value.RunId);
        return HookAnswers.Sandboxed(await HookAnswers.OfAsync(call, listener.Route, started.Value, asked).ConfigureAwait(false));
    }

    private static Asked<HookMatch> Match(ApiCall call, TestListener listener, string[] below)
    {
        if (Over(call, listener) is { } over)
        {
            return over;
        }

        if (listener.Route.Method != call.Request.Method)
        {
            return Refusals.NoSuchMethod(call.Request.Method, listener.Route.Method);
        }

        // Without a path the call is taken all the same: its params are then those of an empty match.
        return below.Length == 0 ? new HookMatch(listener.Route, [])
            : listener.Route.Takes(below) ? new HookMatch(listener.Route, listener.Route.IsPattern ? below : [])
            : new ApiProblem(404, "hook.unknown", "No such webhook", $"The webhook's path is {listener.Route.Path}.");
    }

    private static ApiProblem? Over(ApiCall call, TestListener listener) => listener.StateAt(call.Services.Clock.GetUtcNow()) switch
    {
        ListenerState.Used => Used(listener),
        ListenerState.Expired => new(410, "listener.expired", "The listener has ended", "No call came in time; open another one."),
        _ => null,
    };

    private static ApiProblem Used(TestListener listener) =>
        new(409, "listener.used", "The listener is used up", "This test listener has taken its call; open another one.") { RunId = listener.RunId };
}
