using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Api.Workflows;
using FlowForge.Api.Writing;
using FlowForge.Core.Validation;
using FlowForge.Formats.N8n;

namespace FlowForge.Api.Endpoints;

/// <summary>Validation and export: nothing here is saved.</summary>
internal static class FormatEndpoints
{
    public static async ValueTask<Answer> Validate(ApiCall call)
    {
        var read = await ReadDocument.FromBodyAsync(call).ConfigureAwait(false);
        if (read.IsRefused)
        {
            return read.Problem;
        }

        return new Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("valid"u8, read.Value.IsValid);
            writer.WritePropertyName("problems"u8);
            ProblemsJson.Write(writer, read.Value.Problems);
            writer.WriteEndObject();
        });
    }

    public static async ValueTask<Answer> Export(ApiCall call)
    {
        var id = call.Value("id");
        if (await call.Services.Workflows.GetAsync(id, call.Cancellation).ConfigureAwait(false) is not { } stored)
        {
            return Refusals.NoSuchWorkflow(id);
        }

        var workflow = call.State.Documents.Get(stored.Hash, stored.Document, stored.Version);
        return call.Query("format") switch
        {
            null => DocumentAnswer.Of(call, workflow),
            "json" => Named(DocumentAnswer.In(workflow, MediaType.Json), id, "json"),
            "yaml" => Named(DocumentAnswer.In(workflow, MediaType.Yaml), id, "yaml"),
            "mermaid" => Named(
                new Answer.Bytes(200, "text/plain; charset=utf-8", DocumentCodec.WriteMermaid(workflow)), id, "mmd"),
            "n8n" when N8nExport.Missing(workflow) is { Count: > 0 } missing => new ApiProblem(
                422, "export.noCounterpart", "n8n has no counterpart", $"n8n has nothing that does what these nodes do: {string.Join(", ", missing)}."),
            "n8n" => Named(new Answer.Bytes(200, MediaType.Json, N8nExport.Write(workflow)), id, "n8n.json"),
            var other => Refusals.Query("format", $"must be yaml, json, mermaid or n8n, not '{other}'."),
        };
    }

    private static Answer Named(Answer answer, string id, string extension) =>
        answer.With("Content-Disposition", $"inline; filename=\"{id}.{extension}\"");
}
