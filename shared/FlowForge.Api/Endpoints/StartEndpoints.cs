using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Api.Starts;
using FlowForge.Api.Workflows;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Api.Endpoints;

/// <summary>Starts by API: the newest saved version of a workflow, a given one, or a document that is not saved.</summary>
internal static class StartEndpoints
{
    /// <summary><c>POST /workflows/{id}/runs</c></summary>
    public static ValueTask<Answer> StartSaved(ApiCall call) => RunStart.AnswerAsync(call, BeginSavedAsync);

    /// <summary><c>POST /runs</c></summary>
    public static ValueTask<Answer> Start(ApiCall call) => RunStart.AnswerAsync(call, BeginAsync);

    private static async ValueTask<Asked<BegunRun>> BeginSavedAsync(ApiCall call)
    {
        // Both before the body, which may be large, is read.
        if (BodyReader.Refuse(call.Request, Limits.StartBytes) is { } refused)
        {
            return refused;
        }

        var request = await SavedAsync(call, call.Value("id"), version: null).ConfigureAwait(false);
        if (request.IsRefused)
        {
            return request.Problem;
        }

        var body = await StartBodies.ReadAsync(call).ConfigureAwait(false);
        if (body.IsRefused)
        {
            return body.Problem;
        }

        var start = StartBodies.Of(body.Value);
        var options = start.IsRefused ? start.Problem : StartOptions.Read(start.Value.Options);
        if (options.IsRefused)
        {
            return options.Problem;
        }

        return await StartAsync(call, request.Value, start.Value!, options.Value, hasItems: start.Value!.Items.Count > 0, body.Value).ConfigureAwait(false);
    }

    private static async ValueTask<Asked<BegunRun>> BeginAsync(ApiCall call)
    {
        var body = await StartBodies.ReadAsync(call).ConfigureAwait(false);
        var asked = body.IsRefused ? body.Problem : JsonBody.Object(body.Value, "workflow", "workflowId", "version", "trigger", "items", "options");
        if (asked.IsRefused)
        {
            return asked.Problem;
        }

        var trigger = Text(asked.Value, "trigger");
        var options = trigger.IsRefused ? trigger.Problem : StartOptions.Read(asked.Value.TryGetProperty("options"u8, out var given) ? given : default);
        var start = options.IsRefused ? options.Problem : StartBodies.OfRequest(asked.Value);
        if (start.IsRefused)
        {
            return start.Problem;
        }

        var hasItems = asked.Value.TryGetProperty("items"u8, out _) && start.Value.Items.Count > 0;
        var request = await NamedAsync(call, asked.Value).ConfigureAwait(false);
        return request.IsRefused
            ? request.Problem
            : await StartAsync(call, request.Value, start.Value with { Trigger = trigger.Value!.Name }, options.Value!, hasItems, body.Value).ConfigureAwait(false);
    }

    private static ValueTask<Asked<BegunRun>> StartAsync(
        ApiCall call, StartRequest named, StartBody start, StartOptions options, bool hasItems, ReadOnlyMemory<byte> body)
    {
        var request = named with { Items = start.Items, Trigger = start.Trigger, Part = options.Part, Healing = options.Healing };
        return options.From is { } from ? RunStart.GoOnAsync(call, request, from, hasItems, body) : RunStart.StartAsync(call, request, body);
    }

    /// <summary>The document that a request names: <c>workflow</c>, or <c>workflowId</c> with or without <c>version</c>.</summary>
    public static async ValueTask<Asked<StartRequest>> NamedAsync(ApiCall call, JsonElement asked)
    {
        var id = Text(asked, "workflowId");
        if (id.IsRefused)
        {
            return id.Problem;
        }

        var hasDocument = asked.TryGetProperty("workflow"u8, out var document);
        if (hasDocument == (id.Value.Name is not null))
        {
            return Refusals.Body("Send either 'workflow', a document, or 'workflowId'.");
        }

        var hasVersion = asked.TryGetProperty("version"u8, out var version);
        if (hasVersion && (hasDocument || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out _)))
        {
            return Refusals.Body("'version' must be a whole number and goes with 'workflowId'.");
        }

        return hasDocument
            ? await UnsavedAsync(call, document).ConfigureAwait(false)
            : await SavedAsync(call, id.Value.Name!, hasVersion ? version.GetInt32() : null).ConfigureAwait(false);
    }

    private static async ValueTask<Asked<StartRequest>> SavedAsync(ApiCall call, string id, int? version)
    {
        var workflows = call.Services.Workflows;
        if (await workflows.GetAsync(id, call.Cancellation).ConfigureAwait(false) is not { } stored)
        {
            return Refusals.NoSuchWorkflow(id);
        }

        var chosen = version is null || version == stored.Version
            ? new StoredVersion(id, stored.Version, stored.Hash, stored.Document, stored.SavedAt)
            : await workflows.GetVersionAsync(id, version.Value, call.Cancellation).ConfigureAwait(false);
        return chosen is null
            ? Refusals.NoSuchVersion(id, version.ToString()!)
            : new StartRequest
            {
                Workflow = call.State.Documents.Get(chosen.Hash, chosen.Document, chosen.Version),
                Hash = chosen.Hash,
                Version = chosen.Version,
                Active = stored.PublishedVersion is not null,
            };
    }

    private static async ValueTask<Asked<StartRequest>> UnsavedAsync(ApiCall call, JsonElement document)
    {
        var bytes = JsonMarshal.GetRawUtf8Value(document);
        if (bytes.Length > Limits.DocumentBytes)
        {
            return Refusals.TooLarge(Limits.DocumentBytes);
        }

        var read = await ReadDocument.OfAsync(call.Services, bytes.ToArray(), MediaType.Json, call.Cancellation).ConfigureAwait(false);
        if (!read.IsValid)
        {
            return Refusals.Invalid(read.Problems);
        }

        var workflow = read.Workflow! with { Version = 0 };
        var hash = DocumentCodec.Hash(workflow);
        await call.Services.Workflows.PinAsync(hash, DocumentCodec.Text(workflow), call.Cancellation).ConfigureAwait(false);
        return new StartRequest { Workflow = workflow, Hash = hash, Mode = "manual" };
    }

    /// <summary>A string of a request; null when it is left out.</summary>
    public static Asked<Named> Text(JsonElement asked, string name) =>
        !asked.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? new Named(null)
        : value.ValueKind == JsonValueKind.String ? new Named(value.GetString())
        : Refusals.Body($"'{name}' must be a string.");

    /// <summary>A string that may be left out.</summary>
    public sealed record Named(string? Name);
}
