using FlowForge.Core.Ports;
using FlowForge.WebWorker.Running;

namespace FlowForge.WebWorker.Routes;

/// <summary>The part of the API (design 5) that concerns runs, over the engine of this worker. The page cannot tell it from a server's.</summary>
internal static class EngineRoutes
{
    /// <summary>Answers; a fault of ours is status 500.</summary>
    public static async Task<RouteAnswer> AnswerAsync(LocalEngine engine, RouteCall call)
    {
        try
        {
            return (call.Method, call.Segments) switch
            {
                ("POST", ["runs"]) => await StartRoute.StartAsync(engine, call),
                ("GET", ["runs"]) => await RunRoutes.ListAsync(engine, call),
                ("GET", ["runs", var id]) => await RunRoutes.GetAsync(engine, id, 200),
                ("DELETE", ["runs", var id]) => await RunRoutes.DeleteAsync(engine, id),
                ("POST", ["runs", var id, "cancel"]) => await RunRoutes.CancelAsync(engine, id),
                ("POST", ["runs", var id, "fork"]) => await ForkRoute.ForkAsync(engine, id, call),
                ("POST", ["runs", var id, "resume"]) => await ResumeRoute.ResumeAsync(engine, id, call),
                ("GET", ["runs", var id, "workflow"]) => await RunRoutes.WorkflowAsync(engine, id),
                ("GET", ["runs", var id, "frames"]) => await FrameRoutes.ListAsync(engine, id, call),
                ("GET", ["runs", var id, "frames", var sequence, "items"]) => await FrameRoutes.ItemsAsync(engine, id, sequence, call),
                ("POST", ["expressions", "preview"]) => await PreviewRoute.PreviewAsync(engine, call),
                _ => RouteAnswer.Problem(404, "route.unknown", "Not here", "This cannot be done without a server."),
            };
        }
        catch (Exception fault) when (fault is StoreFault or InvalidOperationException or System.Text.Json.JsonException or IOException)
        {
            engine.OnFault($"{call.Method} /{string.Join('/', call.Segments)} met a fault.", fault);
            return RouteAnswer.Problem(500, "host.fault", "A fault of the engine", "Something broke in the engine of this page; it is on the browser's console.");
        }
    }
}
