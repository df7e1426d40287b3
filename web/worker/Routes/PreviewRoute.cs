using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Writing;
using FlowForge.WebWorker.Running;

namespace FlowForge.WebWorker.Routes;

/// <summary><c>POST /expressions/preview</c> with a document: <c>{ workflow, node, run?, parameter?, expression?, iteration?, item?, items? }</c>.</summary>
internal static class PreviewRoute
{
    private static readonly JsonDocumentOptions Nested = new() { MaxDepth = Limits.Depth + 3 };

    public static async Task<RouteAnswer> PreviewAsync(LocalEngine engine, RouteCall call)
    {
        var asked = JsonElement.Parse(Encoding.UTF8.GetBytes(call.Body), Nested);
        var (workflow, problems) = WorkflowJson.Read(JsonMarshal.GetRawUtf8Value(asked.GetProperty("workflow"u8)).ToArray());
        if (workflow is null)
        {
            return RouteAnswer.Problem(422, "workflow.invalid", "The workflow is not valid", problems[0].Message, problems);
        }

        var items = StartRoute.Items(asked);
        if (items.IsFailure)
        {
            return RouteAnswer.Problem(400, items.Failure.Code, "The body cannot be read", items.Failure.Message);
        }

        var run = Text(asked, "run");
        var preview = await engine.Previews.PreviewAsync(
            new()
            {
                Workflow = workflow,
                NodeId = Text(asked, "node") ?? "",
                Parameter = Text(asked, "parameter"),
                Expression = Text(asked, "expression"),
                Iteration = Text(asked, "iteration"),
                Item = asked.TryGetProperty("item"u8, out var item) ? item.GetInt32() : 0,
                Items = asked.TryGetProperty("items"u8, out _) ? items.Value.Items : null,
                Run = run is null ? null : await engine.Runs.GetAsync(run, CancellationToken.None),
            },
            CancellationToken.None);
        return preview.IsFailure
            ? RouteAnswer.Problem(422, preview.Failure.Code, "Nothing to preview", preview.Failure.Message)
            : RouteAnswer.Of(200, writer => PreviewWriting.Write(writer, preview.Value));
    }

    private static string? Text(JsonElement asked, string name) =>
        asked.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
