using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.Scheduling;
using FlowForge.Core.Writing;

namespace FlowForge.Api.Writing;

/// <summary>Writes a schedule with its occurrences around a moment.</summary>
internal static class ScheduleWriting
{
    public static void Write(Utf8JsonWriter writer, string nodeId, Schedule schedule, LastOccurrence? last, DateTimeOffset now, int count)
    {
        writer.WriteStartObject();
        writer.WriteString("node"u8, nodeId);
        if (schedule.Cron is { } cron)
        {
            writer.WriteString("cron"u8, cron);
        }

        if (schedule.Every is { } every)
        {
            writer.WriteNumber("everySeconds"u8, (long)every.TotalSeconds);
        }

        writer.WriteString("timezone"u8, schedule.Timezone);
        writer.WriteString("missed"u8, Words.Of(schedule.Missed));
        writer.WriteString("overlap"u8, Words.Of(schedule.Overlap));
        writer.WriteStartArray("next"u8);
        for (var next = schedule.Recurrence.Next(now); next is { } at && count > 0; next = schedule.Recurrence.Next(at), count--)
        {
            writer.WriteStringValue(at.UtcDateTime);
        }

        writer.WriteEndArray();
        if (last is not null)
        {
            WriteLast(writer, last);
        }

        writer.WriteEndObject();
    }

    private static void WriteLast(Utf8JsonWriter writer, LastOccurrence last)
    {
        writer.WriteStartObject("last"u8);
        writer.WriteString("occurrence"u8, last.At.UtcDateTime);
        if (last.RunId is { } runId)
        {
            writer.WriteString("runId"u8, runId);
        }

        if (last.Failure is { } failure)
        {
            writer.WritePropertyName("failure"u8);
            FrameWriting.WriteFailure(writer, failure);
        }

        writer.WriteEndObject();
    }
}
