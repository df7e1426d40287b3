using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Endpoints;
using FlowForge.Api.Pauses;
using FlowForge.Api.Hooks;
using FlowForge.Api.Listeners;
using FlowForge.Api.Routing;
using FlowForge.Api.Security;
using FlowForge.Api.Workflows;
using FlowForge.Core;
using FlowForge.Core.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace FlowForge.Api;

/// <summary>
/// The HTTP API, written once for all hosts (design 5). Every refusal is <c>application/problem+json</c> with a code;
/// it checks <c>Host</c>, <c>Origin</c> and token itself, so a host only hands it requests below <c>/api</c>.
/// </summary>
public sealed class FlowForgeApi : IAsyncDisposable
{
    private static readonly ApiRouter Router = new(RouteTable.Routes);

    private readonly ApiState state;
    private readonly RequestGate gate;
    private readonly AuditTrail trail;
    private readonly HealAttendant attendant;

    /// <summary>An API over a host's services.</summary>
    public FlowForgeApi(ApiServices services)
    {
        state = new(services);
        gate = new(services.Options, state.Ring, state.Rates);
        trail = new(services);
        attendant = new(services, new(state));
        state.InnerAsync = AnswerInnerAsync;
    }

    /// <summary>A run has come to a failure at which it pauses: a mend is worked out for it, where there is an AI layer.</summary>
    public void NoticePause(string runId) => attendant.Notice(runId);

    /// <summary>Begins to see to runs that have paused. Call it once the engine goes.</summary>
    public void AttendPauses() => attendant.Begin();

    /// <summary>Lets go of what it does by itself; called before the engine stops.</summary>
    public ValueTask DisposeAsync()
    {
        state.Pulse.Dispose();
        return attendant.DisposeAsync();
    }

    /// <summary>Reads the published workflows, so that their webhooks and schedules are live. Call it once before listening.</summary>
    public async Task LoadTriggersAsync(CancellationToken cancellation) => await Publications.ReloadAsync(state, cancellation).ConfigureAwait(false);

    /// <summary>Answers one request, whatever its path; paths outside <c>/api</c> are 404.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var began = state.Services.Clock.GetTimestamp();
        AnswerHeaders.Apply(context.Response.Headers, IsHook(context.Request));
        using var share = new BodyShare(state.Bodies);
        context.Features.Set(share);
        try
        {
            await AnswerWriter.WriteAsync(context, await AnswerAsync(context).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested || state.Services.Stopping.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception fault)
        {
            await AnswerFaultAsync(context, fault).ConfigureAwait(false);
        }

        state.Meters.Request(context.Response.StatusCode);
        if (state.Meters.IsMeasuring)
        {
            state.Meters.Took(context.Request.Method, RouteOf(context.Request), context.Response.StatusCode, state.Services.Clock.GetElapsedTime(began));
        }
    }

    /// <summary>The route as the table writes it, so that there are few of them.</summary>
    private static string RouteOf(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/api/hooks", StringComparison.Ordinal))
        {
            return "/hooks/{path}";
        }

        var found = request.Path.StartsWithSegments("/api", StringComparison.Ordinal, out var below) ? Router.Find(request.Method, below) : default;
        return found is { IsRefused: false, Value.Route: { } route } ? route.Template : "none";
    }

    private static bool IsHook(HttpRequest request) =>
        request.Path.StartsWithSegments("/api/hooks", StringComparison.Ordinal) || request.Path.StartsWithSegments(ListenerWriting.Hooks, StringComparison.Ordinal);

    private async ValueTask<Answer> AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (gate.RefuseHost(request) is { } wrongHost)
        {
            return wrongHost;
        }

        if (request.Path.StartsWithSegments("/api/hooks", StringComparison.Ordinal, out var hookPath))
        {
            return state.Rates.OfHook(context, await HookEndpoint.AnswerAsync(new(context, state), hookPath).ConfigureAwait(false));
        }

        if (request.Path.StartsWithSegments(ListenerWriting.Hooks, StringComparison.Ordinal, out var testPath))
        {
            return state.Rates.OfAddress(context, await ListenerHook.AnswerAsync(new(context, state), testPath).ConfigureAwait(false));
        }

        if (!request.Path.StartsWithSegments("/api", StringComparison.Ordinal, out var below))
        {
            return Refusals.NoSuchPath(request.Path);
        }

        var found = Router.Find(request.Method, below);
        if (!found.IsRefused && found.Value.Route is { IsCapability: true } capability)
        {
            return state.Rates.OfAddress(context, await capability.Handler(new(context, state, capability, found.Value.Path)).ConfigureAwait(false));
        }

        if (RequestGate.RefuseOrigin(request) is { } foreign)
        {
            return foreign;
        }

        if (!found.IsRefused && found.Value.Route is { IsOpen: true } open)
        {
            return await open.Handler(new(context, state, open, found.Value.Path)).ConfigureAwait(false);
        }

        var caller = await gate.IdentifyAsync(context).ConfigureAwait(false);
        return caller.IsRefused ? caller.Problem
            : found.IsRefused ? found.Problem
            : await AnswerAsync(context, found.Value.Route, found.Value.Path, caller.Value).ConfigureAwait(false);
    }

    private async Task AnswerInnerAsync(HttpContext context, Caller caller)
    {
        var found = Router.Find(context.Request.Method, context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal, out var below) ? below : default);
        var answer = found.IsRefused ? found.Problem : await AnswerAsync(context, found.Value.Route, found.Value.Path, caller).ConfigureAwait(false);
        await AnswerWriter.WriteAsync(context, answer).ConfigureAwait(false);
    }

    private async ValueTask<Answer> AnswerAsync(HttpContext context, ApiRoute route, string[] path, Caller caller)
    {
        if ((RequestGate.RefuseRole(caller, route.Role) ?? (route.AsksModel ? state.Rates.RefuseQuestion(context, caller) : null)) is { } refused)
        {
            return refused;
        }

        AuditActor.Is(caller.Actor);
        var call = new ApiCall(context, state, route, path) { Caller = caller };
        var answer = await route.Handler(call).ConfigureAwait(false);
        if (route.Note is { } note)
        {
            await trail.NoteAsync(call, note, caller, answer).ConfigureAwait(false);
        }

        return answer;
    }

    private async Task AnswerFaultAsync(HttpContext context, Exception fault)
    {
        var problem = fault switch
        {
            BadHttpRequestException { StatusCode: 413 } => Refusals.TooLarge(Limits.StartBytes),
            BadHttpRequestException bad => new ApiProblem(bad.StatusCode, "request.bad", "Bad request", bad.Message),

            // Stores say StoreFault: what breaks here is the wire, whose reader says so in more ways than one (a chunk's size that is no number).
            IOException => new(400, "request.bad", "Bad request", "The body did not come as it was announced."),
            StoreFault => new(503, "host.storeFault", "The store does not answer", "The store does not answer; nothing was half saved. Try again."),
            _ => new(500, "host.fault", "A fault of the host", "Something broke in the host; it has been logged."),
        };
        if (problem.Status >= 500)
        {
            state.Services.Logger.LogError(fault, "{Method} {Path} met a fault", context.Request.Method, context.Request.Path);
        }

        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        AnswerHeaders.Apply(context.Response.Headers, IsHook(context.Request));
        await AnswerWriter.WriteProblemAsync(context, problem).ConfigureAwait(false);
    }
}

/// <summary>Mounts the API in ASP.NET endpoint routing.</summary>
public static class FlowForgeApiMounting
{
    /// <summary>Hands everything below <c>/api</c> to the API, which routes by its own table.</summary>
    public static IEndpointConventionBuilder MapFlowForge(this IEndpointRouteBuilder endpoints, FlowForgeApi api) =>
        endpoints.Map("/api/{**path}", (RequestDelegate)api.HandleAsync);
}
