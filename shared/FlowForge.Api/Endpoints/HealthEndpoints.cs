using System.Text;
using FlowForge.Api.Answers;
using FlowForge.Api.Metrics;
using FlowForge.Api.OpenApi;
using FlowForge.Api.Routing;

namespace FlowForge.Api.Endpoints;

/// <summary>What probes and collectors ask.</summary>
internal static class HealthEndpoints
{
    public static ValueTask<Answer> Live(ApiCall call) => new(Status("live"));

    public static ValueTask<Answer> Ready(ApiCall call) =>
        call.Services.IsReady() && !call.Services.Stopping.IsCancellationRequested
            ? new(Status("ready"))
            : new(new ApiProblem(503, "host.notReady", "Not ready", "The host is starting or stopping.").With("Retry-After", "1"));

    public static async ValueTask<Answer> Metrics(ApiCall call)
    {
        var text = await MetricsText.WriteAsync(call.State, call.Cancellation).ConfigureAwait(false);
        return new Answer.Bytes(200, "text/plain; version=0.0.4; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }

    public static ValueTask<Answer> OpenApi(ApiCall call) => new(new Answer.Bytes(200, AnswerWriter.JsonType, OpenApiDocument.Bytes));

    private static Answer.Json Status(string word) => new(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status"u8, word);
        writer.WriteEndObject();
    });
}
