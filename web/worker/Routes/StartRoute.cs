using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;
using FlowForge.WebWorker.Running;

namespace FlowForge.WebWorker.Routes;

/// <summary><c>POST /runs</c> with a document: <c>{ workflow, trigger?, items?, options? }</c>.</summary>
internal static class StartRoute
{
    // An envelope puts an item three levels down: the object, the list, the item.
    private static readonly JsonDocumentOptions Envelope = new() { MaxDepth = Limits.Depth + 3 };

    public static async Task<RouteAnswer> StartAsync(LocalEngine engine, RouteCall call)
    {
        var asked = JsonElement.Parse(Encoding.UTF8.GetBytes(call.Body), Envelope);
        var (workflow, problems) = WorkflowJson.Read(JsonMarshal.GetRawUtf8Value(asked.GetProperty("workflow"u8)).ToArray());
        problems = workflow is null ? problems : [.. problems, .. WorkflowValidator.Validate(workflow, engine.Catalogue, engine.Scripts, RunsIn.Browser)];
        if (workflow is null || problems.Any(problem => !problem.IsWarning))
        {
            return RouteAnswer.Problem(422, "workflow.invalid", "The workflow is not valid here", problems.First(problem => !problem.IsWarning).Message, problems);
        }

        var part = RunPart.Whole;
        Healing? healing = null;
        string? name = null;
        foreach (var option in asked.TryGetProperty("options"u8, out var options) ? options.EnumerateObject().ToList() : [])
        {
            switch (option.Name)
            {
                case "upTo":
                    part = part with { UpTo = option.Value.GetString() };
                    break;
                case "pinned":
                    part = part with { IsPinned = option.Value.GetBoolean() };
                    break;
                case "breakpoints":
                    part = part.BreakingAt(option.Value.EnumerateArray().Select(node => node.GetString()!));
                    break;
                case "healing" when option.Value.ValueEquals("off"u8) || option.Value.ValueEquals("suggest"u8):
                    healing = option.Value.ValueEquals("off"u8) ? Healing.Off : Healing.Suggest;
                    break;
                default:
                    name ??= option.Name;
                    break;
            }
        }

        if (name is not null)
        {
            return RouteAnswer.Problem(422, "api.notAvailable", "Not available here", $"The option '{name}' is not available in this browser yet; run it on the server.");
        }

        var items = Items(asked);
        if (items.IsFailure)
        {
            return RouteAnswer.Problem(400, items.Failure.Code, "The body cannot be read", items.Failure.Message);
        }

        var unsaved = workflow with { Version = 0 };
        var hash = WorkflowJson.Hash(unsaved);
        await engine.PinAsync(hash, Encoding.UTF8.GetString(WorkflowJson.Write(unsaved)));
        var started = await engine.Runs.StartAsync(
            new()
            {
                Workflow = unsaved,
                Hash = hash,
                Mode = "manual",
                Healing = healing,
                Trigger = asked.TryGetProperty("trigger"u8, out var trigger) ? trigger.GetString() : null,
                Part = part,
                Items = items.Value.Items,
            },
            CancellationToken.None);
        return started.IsFailure
            ? RouteAnswer.Problem(422, started.Failure.Code, "The run was not started", started.Failure.Message)
            : await RunRoutes.GetAsync(engine, started.Value.RunId, 201);
    }

    /// <summary>The items of a body, read as those of an envelope; without any, one empty item.</summary>
    public static Core.Failures.Outcome<StartBody> Items(JsonElement asked) =>
        asked.TryGetProperty("items"u8, out var items) && items.ValueKind != JsonValueKind.Null ? StartBody.OfItems(items) : StartBody.Read(default);
}
