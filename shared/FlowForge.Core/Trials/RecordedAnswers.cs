using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Previews;

namespace FlowForge.Core.Trials;

/// <summary>
/// What nodes that reach outside gave before: in this run, and in the newest runs of the workflow that ended well. A question is the same when the node's
/// parameters come to the same for the item, and, but for <c>http</c>, whose parameters are all it sends, when the item is the same too.
/// </summary>
/// <param name="parts">The host's parts; runs are only read.</param>
/// <param name="run">The run that is tried.</param>
/// <param name="workflow">The document it went by.</param>
internal sealed class RecordedAnswers(EngineParts parts, RunRecord run, Workflow workflow)
{
    private const string Http = "http";
    private readonly FrameReader _frames = new(parts.Runs, parts.Pages);
    private readonly ExpressionPreviews _previews = new(parts);

    /// <summary>The answer to a question of a node; null when there is none.</summary>
    /// <param name="node">The node, as it is tried.</param>
    /// <param name="iteration">Its iteration.</param>
    /// <param name="asked">What its parameters come to, for each item.</param>
    /// <param name="items">Its items; fewer than <paramref name="asked"/> when there are none and it runs all the same.</param>
    /// <param name="mayStandIn">Whether the answer to another question will do.</param>
    /// <param name="cancellation">The trial.</param>
    public async ValueTask<RecordedAnswer?> FindAsync(
        Node node, string iteration, IReadOnlyList<JsonElement> asked, IReadOnlyList<Item> items, bool mayStandIn, CancellationToken cancellation)
    {
        var own = await FramesAsync(run, workflow, node, iteration, cancellation).ConfigureAwait(false);
        var earlier = await EarlierAsync(node, iteration, cancellation).ConfigureAwait(false);
        var found = new (string Port, Item Item)?[asked.Count];
        foreach (var frame in own.Concat(earlier))
        {
            if (await WholeAsync(frame, node, asked, items, cancellation).ConfigureAwait(false) is { } whole)
            {
                return whole;
            }

            await FillAsync(found, frame, node, asked, items, cancellation).ConfigureAwait(false);
        }

        return Array.TrueForAll(found, static one => one is not null)
            ? new(AnswerSource.Recording, [.. found.Select(static (one, at) => (one!.Value.Port, one.Value.Item, (int?)at))])
            : mayStandIn && earlier is [var newest, ..] ? new(AnswerSource.EarlierRun, [.. Given(newest, items.Count)])
            : null;
    }

    /// <summary>All that a frame gave, when all that it was asked is what is asked now.</summary>
    private static async ValueTask<RecordedAnswer?> WholeAsync(
        RecordedFrame frame, Node node, IReadOnlyList<JsonElement> asked, IReadOnlyList<Item> items, CancellationToken cancellation)
    {
        if (frame.Input.Count != items.Count)
        {
            return null;
        }

        for (var at = 0; at < asked.Count; at++)
        {
            if (!await frame.IsAsync(at, asked[at], Item(node, items, at), cancellation).ConfigureAwait(false))
            {
                return null;
            }
        }

        return new(AnswerSource.Recording, [.. Given(frame, items.Count)]);
    }

    /// <summary>Answers to single items, where the node gives one for each.</summary>
    private static async ValueTask FillAsync(
        (string Port, Item Item)?[] found, RecordedFrame frame, Node node, IReadOnlyList<JsonElement> asked, IReadOnlyList<Item> items, CancellationToken cancellation)
    {
        if (frame.OneForOne is not { } port)
        {
            return;
        }

        for (var at = 0; at < found.Length; at++)
        {
            for (var there = 0; there < frame.Input.Count && found[at] is null; there++)
            {
                if (await frame.IsAsync(there, asked[at], Item(node, items, at), cancellation).ConfigureAwait(false))
                {
                    found[at] = (port.Port, port.Items[there]);
                }
            }
        }
    }

    private static JsonElement? Item(Node node, IReadOnlyList<Item> items, int at) => node.Kind == Http || at >= items.Count ? null : items[at].Json;

    private static IEnumerable<(string Port, Item Item, int? Origin)> Given(RecordedFrame frame, int inputs)
    {
        foreach (var port in frame.Output)
        {
            for (var at = 0; at < port.Items.Count; at++)
            {
                yield return (port.Port, port.Items[at], port.Items.Count == inputs ? at : inputs == 1 ? 0 : null);
            }
        }
    }

    private async ValueTask<IReadOnlyList<RecordedFrame>> EarlierAsync(Node node, string iteration, CancellationToken cancellation)
    {
        var good = await parts.Runs.ListRunsAsync(new(Workflow: run.WorkflowId, Status: RunStatus.Completed, Limit: Limits.TrialRuns), cancellation).ConfigureAwait(false);
        var frames = new List<RecordedFrame>();
        foreach (var one in good.Items.Where(one => one.Id != run.Id))
        {
            if (await parts.Workflows.GetDocumentAsync(one.Hash, cancellation).ConfigureAwait(false) is { } text && parts.ReadDocument(text) is var document
                && document.Nodes.Any(drawn => drawn.Id == node.Id && drawn.Kind == node.Kind))
            {
                frames.AddRange(await FramesAsync(one, document, node, iteration, cancellation).ConfigureAwait(false));
            }
        }

        return frames;
    }

    /// <summary>The node's good runs that are at hand as a whole, that of this iteration first. Files of another family are of no use here, and their frames are left out.</summary>
    private async ValueTask<IReadOnlyList<RecordedFrame>> FramesAsync(RunRecord of, Workflow document, Node node, string iteration, CancellationToken cancellation)
    {
        var page = await _frames.ListAsync(of.Id, new(node.Id, Status: FrameStatus.Completed, Limit: Limits.ListMost), cancellation).ConfigureAwait(false);
        return
        [
            .. (page?.Items ?? []).Where(frame => frame is { Side: FrameSide.Egress, Failure: null } && (of.Family == run.Family || !HasFiles(frame)))
                .OrderByDescending(frame => frame.Iteration == iteration).ThenByDescending(static frame => frame.Sequence)
                .Select(frame => new RecordedFrame(_previews, of, document, frame)).Where(static frame => frame.IsWhole),
        ];
    }

    private static bool HasFiles(Frame frame) => frame.Output.Any(static port => port.Items.Any(static item => item.HasBinary));
}
