using FlowForge.Api.Answers;
using FlowForge.Api.Endpoints;
using FlowForge.Api.Hooks;
using FlowForge.Api.Listeners;
using FlowForge.Api.Routing;
using FlowForge.Api.Security;
using FlowForge.Api.Workflows;
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
public sealed class FlowForgeApi
{
    private static readonly ApiRouter Router = new(RouteTable.Routes);

    private readonly ApiState state;
    private readonly RequestGate gate;

    /// <summary>An API over a host's services.</summary>
    public FlowForgeApi(ApiServices services)
    {
        state = new(services);
        gate = new(services.Options);
    }

    /// <summary>Reads the published workflows, so that their webhooks and schedules are live. Call it once before listening.</summary>
    public async Task LoadTriggersAsync(CancellationToken cancellation) => await Publications.ReloadAsync(state, cancellation).ConfigureAwait(false);

    /// <summary>Answers one request, whatever its path; paths outside <c>/api</c> are 404.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var began = state.Services.Clock.GetTimestamp();
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

    private ValueTask<Answer> AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (gate.RefuseHost(request) is { } wrongHost)
        {
            return new(wrongHost);
        }

        if (request.Path.StartsWithSegments("/api/hooks", StringComparison.Ordinal, out var hookPath))
        {
            return HookEndpoint.AnswerAsync(new(context, state), hookPath);
        }

        if (request.Path.StartsWithSegments(ListenerWriting.Hooks, StringComparison.Ordinal, out var testPath))
        {
            return ListenerHook.AnswerAsync(new(context, state), testPath);
        }

        if (!request.Path.StartsWithSegments("/api", StringComparison.Ordinal, out var below))
        {
            return new(Refusals.NoSuchPath(request.Path));
        }

        var found = Router.Find(request.Method, below);
        var isCapability = !found.IsRefused && found.Value.Route.IsCapability;
        if (!isCapability && gate.RefuseCaller(request, isOpen: !found.IsRefused && found.Value.Route.IsOpen) is { } refused)
        {
            return new(refused);
        }

        return found.IsRefused ? new(found.Problem) : found.Value.Route.Handler(new(context, state, found.Value.Route, found.Value.Path));
    }

    private async Task AnswerFaultAsync(HttpContext context, Exception fault)
    {
        var problem = fault switch
        {
            BadHttpRequestException bad => new ApiProblem(bad.StatusCode, "request.bad", "Bad request", bad.Message),
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
