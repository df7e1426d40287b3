using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Api.Starts;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

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
            : new Answer.Json(200, writer => Write(writer, preview.Value));
    }

    private static void Write(Utf8JsonWriter writer, Preview preview)
    {
        writer.WriteStartObject();
        switch (preview)
        {
            case Preview.Value value:
                writer.WritePropertyName("value"u8);
                Writing.ItemWriting.WriteRaw(writer, value.Json);
                writer.WriteString("type"u8, TypeOf(value.Json.ValueKind));
                break;
            case Preview.TooLarge large:
                writer.WriteString("type"u8, TypeOf(large.Kind));
                writer.WriteBoolean("truncated"u8, true);
                writer.WriteNumber("bytes"u8, large.Bytes);
                writer.WriteString("start"u8, large.Start);
                break;
            case Preview.Failed failed:
                writer.WritePropertyName("failure"u8);
                FailureJson.Write(writer, failed.Failure);
                break;
        }

        writer.WriteEndObject();
    }

    private static string TypeOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        _ => "null",
    };
}
