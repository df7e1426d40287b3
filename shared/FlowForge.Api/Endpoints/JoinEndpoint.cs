using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Api.Workflows;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Validation;

namespace FlowForge.Api.Endpoints;

/// <summary>A workflow switched to <c>join: all</c>, with the nodes whose behaviour changes; nothing is saved.</summary>
internal static class JoinEndpoint
{
    public static async ValueTask<Answer> Switch(ApiCall call)
    {
        if (call.Query("to") is not (null or "all") and var to)
        {
            return Refusals.Query("to", $"must be all, not '{to}'.");
        }

        var read = await ReadDocument.FromBodyAsync(call).ConfigureAwait(false);
        if (read.IsRefused)
        {
            return read.Problem;
        }

        if (read.Value.Workflow is not { } workflow)
        {
            return Refusals.Invalid(read.Value.Problems);
        }

        var switched = JoinChanges.Switch(workflow);
        var changes = workflow.Config.Join == JoinRule.All ? [] : JoinChanges.Of(workflow, call.Services.Catalogue);
        var problems = await DocumentCodec.ValidateAsync(call.Services, switched, call.Cancellation).ConfigureAwait(false);
        return new Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("workflow"u8);
            writer.WriteRawValue(DocumentCodec.WriteJson(switched), skipInputValidation: true);
            JoinChangesJson.Write(writer, changes);
            writer.WritePropertyName("problems"u8);
            ProblemsJson.Write(writer, problems);
            writer.WriteEndObject();
        });
    }
}
