using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Api.Starts;
using FlowForge.Core.Writing;

namespace FlowForge.Api.Previews;

/// <summary><c>POST /expressions/preview</c>. An expression that fails is an answer: the question was fine.</summary>
internal static class PreviewEndpoint
{
    public static async ValueTask<Answer> Preview(ApiCall call)
    {
        var body = await StartBodies.ReadAsync(call).ConfigureAwait(false);
        var asked = body.IsRefused ? body.Problem : JsonBody.Object(
            body.Value, "workflow", "workflowId", "version", "run", "node", "parameter", "expression", "iteration", "item", "items");
        if (asked.IsRefused)
        {
            return asked.Problem;
        }

        var request = await PreviewQuestion.ReadAsync(call, asked.Value).ConfigureAwait(false);
        if (request.IsRefused)
        {
            return request.Problem;
        }

        var preview = await call.Services.Previews.PreviewAsync(request.Value, call.Cancellation).ConfigureAwait(false);
        return preview.IsFailure
            ? new ApiProblem(422, preview.Failure.Code, "Nothing to preview", preview.Failure.Message)
            : new Answer.Json(200, writer => PreviewWriting.Write(writer, preview.Value));
    }
}
