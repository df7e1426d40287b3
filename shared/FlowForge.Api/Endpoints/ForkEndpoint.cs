using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Api.Starts;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Endpoints;

/// <summary><c>POST /runs/{id}/fork</c>: <c>{ fromFrame, workflow?: same|latest, items?: { port: [item] } }</c> (semantics 8).</summary>
internal static class ForkEndpoint
{
    public static async ValueTask<Answer> Fork(ApiCall call)
    {
        var body = await StartBodies.ReadAsync(call).ConfigureAwait(false);
        var asked = body.IsRefused ? body.Problem : JsonBody.Object(body.Value, "fromFrame", "workflow", "items");
        var wait = call.Number("wait", 1, Limits.WaitSeconds, otherwise: 0);
        if (asked.IsRefused || wait.IsRefused)
        {
            return asked.Problem ?? wait.Problem!;
        }

        if (!asked.Value.TryGetProperty("fromFrame"u8, out var frame) || frame.ValueKind != JsonValueKind.Number || !frame.TryGetInt64(out var sequence))
        {
            return Refusals.Body("'fromFrame' must be the sequence of a frame.");
        }

        var items = asked.Value.TryGetProperty("items"u8, out var given) && given.ValueKind != JsonValueKind.Null
            ? StartBodies.OfPorts(given, "items")
            : new Asked<IReadOnlyDictionary<string, IReadOnlyList<Item>>>();
        var document = items.IsRefused ? items.Problem : await DocumentAsync(call, asked.Value).ConfigureAwait(false);
        if (document.IsRefused)
        {
            return document.Problem;
        }

        var request = new ForkRequest
        {
            Source = call.Value("id"),
            FromFrame = sequence,
            Document = document.Value.Document,
            Items = items.Value,
            Key = RunStart.Key(call),
            BodyHash = BodyHash.Of(body.Value),
        };
        return await call.Services.Engine.ForkAsync(request, call.Cancellation).ConfigureAwait(false) switch
        {
            ForkResult.Forked forked => await RunStart.AnswerAsync(call, forked.Run, wait.Value).ConfigureAwait(false),
            ForkResult.Refused refused => Refusals.NotForked(request.Source, refused),
            var other => throw new InvalidOperationException($"No way to answer {other}."),
        };
    }

    private static async ValueTask<Asked<Chosen>> DocumentAsync(ApiCall call, JsonElement asked)
    {
        var which = asked.TryGetProperty("workflow"u8, out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        if (named.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null) && which is not ("same" or "latest"))
        {
            return Refusals.Body("'workflow' must be same or latest.");
        }

        if (which != "latest")
        {
            return new Chosen(null);
        }

        if (await call.Services.Engine.GetAsync(call.Value("id"), call.Cancellation).ConfigureAwait(false) is not { } run)
        {
            return Refusals.NoSuchRun(call.Value("id"));
        }

        return await call.Services.Workflows.GetAsync(run.WorkflowId, call.Cancellation).ConfigureAwait(false) is { } stored
            ? new Chosen(new(call.State.Documents.Get(stored.Hash, stored.Document, stored.Version), stored.Hash, stored.Version))
            : Refusals.NoSuchWorkflow(run.WorkflowId);
    }

    private sealed record Chosen(ForkDocument? Document);
}
