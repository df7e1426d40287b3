using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Endpoints;
using FlowForge.Api.Routing;
using FlowForge.Api.Workflows;
using FlowForge.Core;
using FlowForge.Core.Assistance;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Ai;

/// <summary>What of a run the AI layer is told.</summary>
/// <param name="Excerpt">What happened at the node.</param>
/// <param name="Run">The run.</param>
/// <param name="Workflow">The document it goes by.</param>
/// <param name="Iteration">The iteration of the node that is meant.</param>
/// <param name="HasFailingItem">Whether the item that failed is at hand; true when no single one did.</param>
internal sealed record ReadExcerpt(RunExcerpt Excerpt, RunRecord Run, Workflow Workflow, string Iteration, bool HasFailingItem);

/// <summary>Reads excerpts of runs.</summary>
internal static class RunExcerpts
{
    private const int ItemsOfInput = 3;
    private const int ItemsBefore = 2;

    /// <summary>The run that a body names by <c>run</c> and <c>node?</c>; a value of null when it names none.</summary>
    public static async ValueTask<Asked<ReadExcerpt?>> OfAsync(ApiCall call, JsonElement body)
    {
        if (!body.TryGetProperty("run"u8, out var named) || named.ValueKind == JsonValueKind.Null)
        {
            return (ReadExcerpt?)null;
        }

        var id = named.ValueKind == JsonValueKind.String ? named.GetString()! : "";
        if (await call.Services.Engine.GetAsync(id, call.Cancellation).ConfigureAwait(false) is not { } run)
        {
            return Refusals.NoSuchRun(id);
        }

        var (wanted, said) = (StartEndpoints.Text(body, "pause"), StartEndpoints.Text(body, "node"));
        if (wanted.IsRefused || said.IsRefused)
        {
            return wanted.Problem ?? said.Problem!;
        }

        var pause = (await call.Services.Engine.PausesAsync(id, call.Cancellation).ConfigureAwait(false)).FirstOrDefault(one => one.Failure is not null && (wanted.Value.Name ?? one.Id) == one.Id);
        if (pause is null && wanted.Value.Name is { } unknown)
        {
            return Refusals.NoSuchPause(id, unknown);
        }

        var node = said.Value.Name ?? pause?.Node ?? run.Failure?.NodeId;
        if (node is null)
        {
            return Refusals.Body($"Run {id} has no failure; 'node' says which of its nodes is meant.");
        }

        var workflow = await RunDocument.LastAsync(call.State, run, call.Cancellation).ConfigureAwait(false);
        if (workflow.Nodes.All(one => one.Id != node))
        {
            return new ApiProblem(404, "node.unknown", "No such node", $"The workflow of run {id} has no node '{node}'.") { RunId = id };
        }

        return await ReadAsync(call.Services, run, workflow, node, pause, call.Cancellation).ConfigureAwait(false);
    }

    /// <summary>What happened at a node, at a pause of it when that is given.</summary>
    public static async ValueTask<ReadExcerpt> ReadAsync(ApiServices services, RunRecord run, Workflow workflow, string node, NodePause? pause, CancellationToken cancellation)
    {
        var iteration = pause?.Node == node ? pause.Iteration : null;
        var failed = await FramesAsync(services, run.Id, node, cancellation, iteration, FrameStatus.Failed).ConfigureAwait(false);
        var frames = failed.Count > 0 ? failed : await FramesAsync(services, run.Id, node, cancellation, iteration).ConfigureAwait(false);
        var frame = frames.Count > 0 ? frames[^1] : null;
        var failure = (pause?.Node == node ? pause.Failure : null) ?? frame?.Failure ?? (run.Failure?.NodeId == node ? run.Failure : null);
        var before = new List<ExcerptItems>();
        foreach (var source in workflow.Edges.Where(edge => edge.To == node).Select(static edge => edge.From).Distinct(StringComparer.Ordinal))
        {
            var given = await GivenAsync(services, run, workflow, source, iteration, frame, cancellation).ConfigureAwait(false);
            before.AddRange(given.Count == 0 ? [] : given[^1].Output.Select(port => Excerpt(source, port, ItemsBefore, null)));
        }

        return new(
            new()
            {
                RunId = run.Id,
                NodeId = node,
                Failure = failure,
                Input = frame is null ? [] : [.. frame.Input.Select(port => Excerpt(node, port, ItemsOfInput, failure?.Item))],
                Before = before,
                Earlier = await EarlierAsync(services, run, node, cancellation).ConfigureAwait(false),
            },
            run, workflow, iteration ?? frame?.Iteration ?? "",
            failure?.Item is not { } item || frame?.Input.Any(port => item < port.Items.Count) == true);
    }

    /// <summary>Results of a node before the one that is meant: those of its iteration, else all. With <c>join: each</c> iterations of two nodes have nothing in common, and all until then count.</summary>
    private static async ValueTask<List<Frame>> GivenAsync(
        ApiServices services, RunRecord run, Workflow workflow, string source, string? iteration, Frame? frame, CancellationToken cancellation)
    {
        var isEach = workflow.Config.Join == JoinRule.Each;
        var beside = iteration is null || isEach ? [] : await FramesAsync(services, run.Id, source, cancellation, iteration).ConfigureAwait(false);
        var given = beside.Count > 0 ? beside : await FramesAsync(services, run.Id, source, cancellation).ConfigureAwait(false);
        return isEach && frame is not null ? given.FindAll(one => one.Sequence < frame.Sequence) : given;
    }

    /// <summary>What the node was given in the newest run of the workflow that ended well.</summary>
    private static async ValueTask<IReadOnlyList<ExcerptItems>> EarlierAsync(ApiServices services, RunRecord run, string node, CancellationToken cancellation)
    {
        var good = await services.Runs.ListRunsAsync(new(Workflow: run.WorkflowId, Status: RunStatus.Completed, Limit: 1), cancellation).ConfigureAwait(false);
        var frames = good.Items.Count == 0 ? [] : await FramesAsync(services, good.Items[0].Id, node, cancellation).ConfigureAwait(false);
        return frames.Count == 0 ? [] : [.. frames[^1].Input.Select(port => Excerpt(node, port, ItemsBefore, null))];
    }

    /// <summary>Egress frames of a node, at most a page of them.</summary>
    private static async ValueTask<List<Frame>> FramesAsync(
        ApiServices services, string run, string node, CancellationToken cancellation, string? iteration = null, FrameStatus? status = null)
    {
        var page = await services.Frames.ListAsync(run, new(node, iteration, status, Limits.ListMost), cancellation).ConfigureAwait(false);
        return page is null ? [] : [.. page.Items.Where(static frame => frame.Side == FrameSide.Egress)];
    }

    private static ExcerptItems Excerpt(string node, PortItems port, int most, int? failing) => new(
        node, port.Port, port.Count, [.. port.Items.Take(most), .. failing is { } index && index >= most && index < port.Items.Count ? [port.Items[index]] : Array.Empty<Item>()]);
}
