using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Core.Writing;
using FlowForge.WebWorker.Running;

namespace FlowForge.WebWorker.Routes;

/// <summary>Runs: list, read, delete, cancel.</summary>
internal static class RunRoutes
{
    public static async Task<RouteAnswer> ListAsync(LocalEngine engine, RouteCall call)
    {
        var query = new RunQuery(
            call.Query("workflow"), call.Query("status") is { } status ? Words.Run(status) : null, call.Moment("from"), call.Moment("to"),
            call.Number("limit", 1, Limits.ListMost, Limits.ListDefault), call.Query("after"), call.Query("text"));
        var page = await engine.Store.ListRunsAsync(query, CancellationToken.None);
        var shown = new List<RunView>(page.Items.Count);
        foreach (var row in page.Items)
        {
            shown.Add(new(row.HasEnded ? row : await engine.Runs.GetAsync(row.Id, CancellationToken.None) ?? row));
        }

        return RouteAnswer.List(shown, page.Next, RunWriting.Write);
    }

    public static async Task<RouteAnswer> GetAsync(LocalEngine engine, string id, int status)
    {
        if (await engine.Runs.GetAsync(id, CancellationToken.None) is not { } run)
        {
            return RouteAnswer.NoSuchRun(id);
        }

        if (!run.HasEnded)
        {
            return RouteAnswer.Of(status, writer => RunWriting.Write(writer, new(run, Waits: engine.Runs.Waits(id)) { Pauses = engine.Runs.Pauses(id) }));
        }

        if (run.Status != RunStatus.Completed || await engine.Frames.OutputAsync(run, CancellationToken.None) is not { } output)
        {
            return RouteAnswer.Of(status, writer => RunWriting.Write(writer, new(run)));
        }

        var first = await output.Range(0, Math.Min(output.Count, Limits.FrameItems)).ReadAllAsync(CancellationToken.None);
        return RouteAnswer.Of(status, writer => RunWriting.Write(writer, new(run, ItemWriting.Inline(first), output.Count)));
    }

    public static async Task<RouteAnswer> DeleteAsync(LocalEngine engine, string id) =>
        await engine.Runs.GetAsync(id, CancellationToken.None) is not { } run ? RouteAnswer.NoSuchRun(id)
        : run.HasEnded && await engine.Store.DeleteRunAsync(id, CancellationToken.None) ? new(204, "")
        : RouteAnswer.Problem(409, "run.live", "The run has not ended", $"Run {id} is {Words.Of(run.Status)}; cancel it first.");

    public static async Task<RouteAnswer> CancelAsync(LocalEngine engine, string id) => await engine.Runs.CancelAsync(id, CancellationToken.None) switch
    {
        null => RouteAnswer.NoSuchRun(id),
        true => await GetAsync(engine, id, 202),
        _ => RouteAnswer.Problem(409, "run.ended", "The run has ended", $"Run {id} has ended already."),
    };

    public static async Task<RouteAnswer> WorkflowAsync(LocalEngine engine, string id) =>
        await engine.Runs.GetAsync(id, CancellationToken.None) is not { } run ? RouteAnswer.NoSuchRun(id)
        : await engine.Documents.GetDocumentAsync(run.Hash, CancellationToken.None) is { } document ? new(200, document)
        : throw new StoreFault($"The document {run.Hash} of run {id} is not in this browser.");
}
