using System.Globalization;
using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Api.Starts;
using FlowForge.Api.Workflows;
using FlowForge.Api.Writing;
using FlowForge.Core.Ports;
using FlowForge.Core.Writing;

namespace FlowForge.Api.Endpoints;

/// <summary>Runs: list, read, delete, cancel.</summary>
internal static class RunEndpoints
{
    public static async ValueTask<Answer> List(ApiCall call)
    {
        var query = RunQueries.Of(call);
        if (query.IsRefused)
        {
            return query.Problem;
        }

        var page = await call.Services.Runs.ListRunsAsync(query.Value, call.Cancellation).ConfigureAwait(false);
        var shown = new List<RunView>(page.Items.Count);
        foreach (var row in page.Items)
        {
            // A live run's row may be older than what the engine knows.
            var run = row.HasEnded ? row : await call.Services.Engine.GetAsync(row.Id, call.Cancellation).ConfigureAwait(false) ?? row;
            shown.Add(await RunAnswer.WithoutOutputAsync(call.Services, run, call.Cancellation).ConfigureAwait(false));
        }

        return ListAnswer.Of(new Page<RunView>(shown, page.Next), RunWriting.Write);
    }

    public static async ValueTask<Answer> Get(ApiCall call)
    {
        var id = call.Value("id");
        return await call.Services.Engine.GetAsync(id, call.Cancellation).ConfigureAwait(false) is { } run
            ? await RunAnswer.OfAsync(call, run, 200).ConfigureAwait(false)
            : Refusals.NoSuchRun(id);
    }

    public static async ValueTask<Answer> Delete(ApiCall call)
    {
        var id = call.Value("id");
        if (await call.Services.Engine.GetAsync(id, call.Cancellation).ConfigureAwait(false) is not { } run)
        {
            return Refusals.NoSuchRun(id);
        }

        return run.HasEnded && await call.Services.Runs.DeleteRunAsync(id, call.Cancellation).ConfigureAwait(false)
            ? new Answer.Empty(204)
            : new ApiProblem(409, "run.live", "The run has not ended", $"Run {id} is {Words.Of(run.Status)}; cancel it first.") { RunId = id };
    }

    public static async ValueTask<Answer> Cancel(ApiCall call)
    {
        var id = call.Value("id");
        var cancelled = await call.Services.Engine.CancelAsync(id, call.Cancellation).ConfigureAwait(false);
        var run = cancelled is null ? null : await call.Services.Engine.GetAsync(id, call.Cancellation).ConfigureAwait(false);
        return run is null ? Refusals.NoSuchRun(id)
            : cancelled is true ? await RunAnswer.OfAsync(call, run, 202).ConfigureAwait(false)
            : new ApiProblem(409, "run.ended", "The run has ended", $"Run {id} is {Words.Of(run.Status)} already.") { RunId = id };
    }

    public static async ValueTask<Answer> Workflow(ApiCall call)
    {
        var id = call.Value("id");
        if (await call.Services.Engine.GetAsync(id, call.Cancellation).ConfigureAwait(false) is not { } run)
        {
            return Refusals.NoSuchRun(id);
        }

        if (call.Query("revision") is { } revision && (!int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number != 0))
        {
            return number > 0 && await call.Services.Engine.RevisionAsync(id, number, call.Cancellation).ConfigureAwait(false) is { } revised
                ? DocumentAnswer.Of(call, revised)
                : new ApiProblem(404, "run.unknownRevision", "No such revision", $"Run {id} has no revision {revision}.") { RunId = id };
        }

        return DocumentAnswer.Of(call, await RunDocument.FirstAsync(call, run).ConfigureAwait(false));
    }
}
