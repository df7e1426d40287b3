using System.Text.Json;
using FlowForge.Core.Assistance;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Api.Ai;

/// <summary>
/// Tries a change: as far through the rest of the run as what was recorded leads, and where a run cannot be forked, the changed node by itself
/// on the items that were recorded, without leaving a mark: its expressions are evaluated at that moment of the run, and the script of a
/// <c>code</c> node is run in the sandbox. No call is made; a node that failed by what a remote said is not tried.
/// </summary>
internal static class HealTrials
{
    // A script that asks for other nodes needs the run round it.
    private static readonly string[] AsksTheRun = ["$(", "$node", "$items", "$getWorkflowStaticData", "$prevNode", "$run"];

    public static async ValueTask<HealTrial> RunAsync(ApiServices services, ReadExcerpt excerpt, Workflow changed, CancellationToken cancellation)
    {
        var failed = excerpt.Excerpt.Failure! with { NodeId = excerpt.Excerpt.NodeId };
        if (services.Trials is { } trials && await trials.RunAsync(excerpt.Run, excerpt.Workflow, changed, failed, excerpt.Iteration, cancellation).ConfigureAwait(false) is { } trial)
        {
            return trial;
        }

        var alone = await AloneAsync(services, excerpt, changed, cancellation).ConfigureAwait(false);
        return alone with { StoppedAt = failed.NodeId, Reason = "Only the node by itself could be tried, for this run cannot be forked." };
    }

    /// <summary>Tries other values of the item that failed; null where this host tries nothing, or the node was given nothing.</summary>
    public static Func<IReadOnlyList<DataValue>, CancellationToken, ValueTask<Outcome<DataTrial>>>? OfData(ApiServices services, ReadExcerpt excerpt) =>
        services.Trials is not { } trials || excerpt.Excerpt.Input.Count == 0 ? null
        : (values, cancellation) => trials.RunDataAsync(
            excerpt.Run, excerpt.Workflow, excerpt.Excerpt.Failure! with { NodeId = excerpt.Excerpt.NodeId }, excerpt.Iteration, values, cancellation);

    private static async ValueTask<HealTrial> AloneAsync(ApiServices services, ReadExcerpt excerpt, Workflow changed, CancellationToken cancellation)
    {
        var node = changed.Nodes.First(one => one.Id == excerpt.Excerpt.NodeId);
        return node.Kind == "code"
            ? await ScriptAsync(services, excerpt, node, cancellation).ConfigureAwait(false)
            : await ExpressionsAsync(services, excerpt, changed, cancellation).ConfigureAwait(false);
    }

    private static async ValueTask<HealTrial> ExpressionsAsync(ApiServices services, ReadExcerpt excerpt, Workflow changed, CancellationToken cancellation)
    {
        var failure = excerpt.Excerpt.Failure!;
        var asked = await services.Previews.PreviewAsync(
            new() { Workflow = changed, NodeId = excerpt.Excerpt.NodeId, Run = excerpt.Run, Iteration = excerpt.Iteration, Item = failure.Item ?? 0 }, cancellation).ConfigureAwait(false);
        if (asked.IsFailure)
        {
            return new(TrialOutcome.NotTried, $"It could not be tried: {asked.Failure.Message}");
        }

        return asked.Value is Preview.Failed failed ? new(TrialOutcome.Failed, failed.Failure.Message)
            : failure.Code.StartsWith("expression.", StringComparison.Ordinal) ? new(TrialOutcome.Passed, "All expressions of the node have a value on the item that failed.")
            : new(TrialOutcome.NotTried, "All expressions of the node have a value on the item that failed; whether the node then does what it should was not tried.");
    }

    private static async ValueTask<HealTrial> ScriptAsync(ApiServices services, ReadExcerpt excerpt, Node node, CancellationToken cancellation)
    {
        var source = node.Parameters.TryGetProperty("source"u8, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        if (services.CustomKinds is not { } kinds)
        {
            return new(TrialOutcome.NotTried, "This host has no sandbox in which a script could be tried.");
        }

        if (!excerpt.HasFailingItem)
        {
            return new(TrialOutcome.NotTried, "The item that failed is not among those at hand, so the script was not tried.");
        }

        if (Array.Exists(AsksTheRun, word => source.Contains(word, StringComparison.Ordinal)))
        {
            return new(TrialOutcome.NotTried, "The script asks for other nodes of the run, and so was not tried by itself.");
        }

        var items = excerpt.Excerpt.Input.SelectMany(static list => list.Items).ToList();
        var mode = node.Parameters.TryGetProperty("mode"u8, out var named) && named.ValueEquals("allItems"u8) ? "allItems" : "perItem";
        var problems = await kinds.TryAsync(Definition(source, mode), items, cancellation).ConfigureAwait(false);
        return problems.Count == 0
            ? new(TrialOutcome.Passed, $"The script ran in the sandbox on {items.Count} recorded item(s).")
            : new(TrialOutcome.Failed, problems[0].Message);
    }

    private static JsonElement Definition(string source, string mode) => JsonBuild.Element(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("kind", "custom.trial");
        writer.WriteString("title", "Trial");
        writer.WriteString("summary", "A script on trial.");
        writer.WriteString("mode", mode);
        writer.WriteString("source", source);
        writer.WriteStartArray("tests");

        // A definition has a test; this one passes whatever the script is, since no parameter is known.
        writer.WriteRawValue("""{ "name": "none", "parameters": { "unknown": 1 }, "items": [], "fails": "unknown" }""");
        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
