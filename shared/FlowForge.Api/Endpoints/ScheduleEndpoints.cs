using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Api.Workflows;
using FlowForge.Api.Writing;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Endpoints;

/// <summary>What a workflow's schedules will do: of the published version, or of the newest when none is published.</summary>
internal static class ScheduleEndpoints
{
    private const int Otherwise = 10;

    public static async ValueTask<Answer> Get(ApiCall call)
    {
        var id = call.Value("id");
        var count = call.Number("count", 1, Limits.UpcomingRuns, Otherwise);
        if (count.IsRefused)
        {
            return count.Problem;
        }

        var workflows = call.Services.Workflows;
        if (await workflows.GetAsync(id, call.Cancellation).ConfigureAwait(false) is not { } stored)
        {
            return Refusals.NoSuchWorkflow(id);
        }

        var number = stored.PublishedVersion ?? stored.Version;
        if (await workflows.GetVersionAsync(id, number, call.Cancellation).ConfigureAwait(false) is not { } version)
        {
            return Refusals.NoSuchVersion(id, number.ToString());
        }

        var workflow = call.State.Documents.Get(version.Hash, version.Document, version.Version);
        var rows = call.Services.Schedules is { } live ? await live.OfAsync(id, call.Cancellation).ConfigureAwait(false) : [];
        var now = call.Services.Clock.GetUtcNow();
        return new Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("workflowId"u8, id);
            writer.WriteNumber("version"u8, number);
            writer.WriteBoolean("active"u8, stored.PublishedVersion is not null);
            writer.WriteStartArray("schedules"u8);
            foreach (var node in workflow.Nodes.Where(node => !node.Disabled))
            {
                Write(writer, call.Services.Catalogue, workflow, node, last: rows.FirstOrDefault(row => row.Trigger.NodeId == node.Id)?.Last, now, count.Value);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void Write(
        Utf8JsonWriter writer, ICatalogue catalogue, Workflow workflow, Node node, LastOccurrence? last, DateTimeOffset now, int count)
    {
        if (catalogue.Find(node) is IScheduleKind kind
            && kind.Schedule(node, workflow.Config.Timezone ?? "UTC") is { IsFailure: false, Value: { } schedule })
        {
            ScheduleWriting.Write(writer, node.Id, schedule, last, now, count);
        }
    }
}
