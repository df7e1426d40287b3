using System.Text;
using FlowForge.Api.Answers;
using FlowForge.Api.Metrics;
using FlowForge.Api.OpenApi;
using FlowForge.Api.Routing;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Endpoints;

/// <summary>What probes and collectors ask.</summary>
internal static class HealthEndpoints
{
    public static ValueTask<Answer> Live(ApiCall call) => new(Status("live"));

    public static async ValueTask<Answer> Ready(ApiCall call)
    {
        if (!call.Services.IsReady() || call.Services.Stopping.IsCancellationRequested)
        {
            return new ApiProblem(503, "host.notReady", "Not ready", "The host is starting or stopping.").With("Retry-After", "1");
        }

        return Status("ready", call.Services.Storage is { } storage ? await storage.SizeAsync(call.Cancellation).ConfigureAwait(false) : null);
    }

    public static async ValueTask<Answer> Metrics(ApiCall call)
    {
        var text = await MetricsText.WriteAsync(call.State, call.Cancellation).ConfigureAwait(false);
        return new Answer.Bytes(200, "text/plain; version=0.0.4; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }

    public static ValueTask<Answer> OpenApi(ApiCall call) => new(new Answer.Bytes(200, AnswerWriter.JsonType, OpenApiDocument.Bytes));

    private static Answer.Json Status(string word, StorageSize? size = null) => new(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status"u8, word);
        if (size is { } storage)
        {
            writer.WriteStartObject("storage"u8);
            StorageEndpoint.Write(writer, storage);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });
}
