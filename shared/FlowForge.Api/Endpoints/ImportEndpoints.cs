using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Api.Workflows;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Formats.N8n;
using FlowForge.Formats.N8n.Reports;

namespace FlowForge.Api.Endpoints;

/// <summary>Workflows of other products as documents: converted and reported on, never saved.</summary>
internal static class ImportEndpoints
{
    public static async ValueTask<Answer> N8n(ApiCall call)
    {
        if (call.Query("join") is not (null or "each" or "all") and var join)
        {
            return Refusals.Query("join", $"must be each or all, not '{join}'.");
        }

        var body = await BodyReader.ReadAsync(call.Request, Limits.DocumentBytes, call.Cancellation).ConfigureAwait(false);
        if (body.IsRefused)
        {
            return body.Problem;
        }

        var read = N8nImport.Read(body.Value, join: call.Query("join") == "all" ? JoinRule.All : JoinRule.Each);
        if (read.IsFailure)
        {
            return read.Failure.Code == "import.noNodes"
                ? new ApiProblem(422, read.Failure.Code, "No workflow of n8n", read.Failure.Message)
                : Refusals.Body(read.Failure.Message);
        }

        var imported = read.Value;
        var problems = await DocumentCodec.ValidateAsync(call.Services, imported.Workflow, call.Cancellation).ConfigureAwait(false);
        return new Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("workflow"u8);
            writer.WriteRawValue(DocumentCodec.WriteJson(imported.Workflow), skipInputValidation: true);
            writer.WritePropertyName("report"u8);
            N8nReportJson.Write(writer, imported.Report, problems);
            writer.WriteEndObject();
        });
    }
}
