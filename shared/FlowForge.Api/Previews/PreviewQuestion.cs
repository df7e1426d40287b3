using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Endpoints;
using FlowForge.Api.Routing;
using FlowForge.Api.Starts;
using FlowForge.Api.Workflows;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Previews;

/// <summary>Reads what a preview is asked for.</summary>
internal static class PreviewQuestion
{
    private static readonly string[] Texts = ["run", "node", "parameter", "expression", "iteration", "workflowId"];

    public static async ValueTask<Asked<PreviewRequest>> ReadAsync(ApiCall call, JsonElement asked)
    {
        string?[] texts = new string?[Texts.Length];
        foreach (var (i, name) in Texts.Index())
        {
            var text = StartEndpoints.Text(asked, name);
            if (text.IsRefused)
            {
                return text.Problem;
            }

            texts[i] = text.Value.Name;
        }

        var (run, node) = (texts[0], texts[1]);
        if (node is null)
        {
            return Refusals.Body("'node', the id of the node that asks, is missing.");
        }

        var item = Item(asked);
        var items = item.IsRefused ? item.Problem : Items(asked);
        if (items.IsRefused)
        {
            return items.Problem;
        }

        RunRecord? record = null;
        if (run is not null && (record = await call.Services.Engine.GetAsync(run, call.Cancellation).ConfigureAwait(false)) is null)
        {
            return Refusals.NoSuchRun(run);
        }

        var workflow = await WorkflowAsync(call, asked, texts[5], record).ConfigureAwait(false);
        return workflow.IsRefused ? workflow.Problem : new PreviewRequest
        {
            Workflow = workflow.Value,
            NodeId = node,
            Parameter = texts[2],
            Expression = texts[3],
            Run = record,
            Iteration = texts[4],
            Item = item.Value,
            Items = items.Value.Given,
        };
    }

    private static async ValueTask<Asked<Workflow>> WorkflowAsync(ApiCall call, JsonElement asked, string? id, RunRecord? run)
    {
        if (asked.TryGetProperty("workflow"u8, out var document))
        {
            // It may be in the middle of being drawn: it only has to be readable.
            var (workflow, problems) = DocumentCodec.Read(JsonMarshal.GetRawUtf8Value(document).ToArray(), MediaType.Json);
            return workflow is null ? Refusals.Invalid(problems) : workflow;
        }

        if (id is not null)
        {
            var saved = await StartEndpoints.NamedAsync(call, asked).ConfigureAwait(false);
            return saved.IsRefused ? saved.Problem : saved.Value.Workflow;
        }

        if (run is null)
        {
            return Refusals.Body("Send 'workflow', a document, or 'workflowId', or 'run'.");
        }

        return await RunDocument.LastAsync(call, run).ConfigureAwait(false);
    }

    private static Asked<int> Item(JsonElement asked) =>
        !asked.TryGetProperty("item"u8, out var item) || item.ValueKind == JsonValueKind.Null ? 0
        : item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var index) && index >= 0 ? index
        : Refusals.Body("'item' must be the index of an item, 0 or more.");

    private static Asked<Samples> Items(JsonElement asked)
    {
        if (!asked.TryGetProperty("items"u8, out var items) || items.ValueKind == JsonValueKind.Null)
        {
            return new Samples(null);
        }

        var read = StartBodies.OfRequest(asked);
        return read.IsRefused ? read.Problem
            : read.Value.Items.FirstOrDefault(item => JsonMarshal.GetRawUtf8Value(item.Json).Length > Limits.ItemBytes) is { Json.ValueKind: JsonValueKind.Object }
                ? Refusals.Body($"An item may have at most {Limits.ItemBytes} bytes.")
            : new Samples(read.Value.Items);
    }

    private sealed record Samples(IReadOnlyList<Item>? Given);
}
