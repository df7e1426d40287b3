using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.WebWorker.Running;

namespace FlowForge.WebWorker.Routes;

/// <summary><c>POST /runs/{id}/fork</c>: <c>{ fromFrame, workflow?: same, items?: { port: [item] } }</c>.</summary>
internal static class ForkRoute
{
    private static readonly JsonDocumentOptions Nested = new() { MaxDepth = Limits.Depth + 3 };

    public static async Task<RouteAnswer> ForkAsync(LocalEngine engine, string id, RouteCall call)
    {
        var asked = JsonElement.Parse(Encoding.UTF8.GetBytes(call.Body), Nested);
        if (asked.TryGetProperty("workflow"u8, out var which) && which.ValueEquals("latest"u8))
        {
            return RouteAnswer.Problem(422, "api.notAvailable", "Not available here", "A fork in this browser runs the document of its run. To run what has changed since, run the workflow.");
        }

        var items = RouteItems.Read(asked);
        if (items.IsFailure)
        {
            return RouteAnswer.Problem(400, items.Failure.Code, "The body cannot be read", items.Failure.Message);
        }

        return await engine.Runs.ForkAsync(new() { Source = id, FromFrame = asked.GetProperty("fromFrame"u8).GetInt64(), Items = items.Value.Ports, Mode = "manual" }, CancellationToken.None) switch
        {
            ForkResult.Forked forked => await RunRoutes.GetAsync(engine, forked.Run.RunId, 201),
            ForkResult.Refused { Failure.Code: "run.unknown" } => RouteAnswer.NoSuchRun(id),
            ForkResult.Refused refused => RouteAnswer.Problem(422, refused.Failure.Code, "The run was not forked", refused.Failure.Message),
            var other => throw new InvalidOperationException($"No way to answer {other}."),
        };
    }
}
