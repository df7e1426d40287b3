using System.Buffers;
using System.Globalization;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Scheduling;
using FlowForge.Core.Validation;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.TriggerSchedule;

/// <summary>
/// The item of an occurrence. <c>occurrence</c> is the planned moment, UTC; the rest is the moment of the start on the clocks of the schedule's zone, under
/// the names that n8n's documentation of its schedule trigger gives, so that imported expressions find them.
/// </summary>
internal static class ScheduleItem
{
    public static Item Of(Schedule schedule, DateTimeOffset occurrence, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, TimeZones.Find(schedule.Timezone)!);
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, JsonPage.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", Text(local, "yyyy-MM-dd'T'HH:mm:ss.fffzzz"));
            writer.WriteString("Readable date", $"{Text(local, "MMMM")} {Ordinal(local.Day)} {Text(local, "yyyy, h:mm:ss")} {Half(local)}");
            writer.WriteString("Readable time", $"{Text(local, "h:mm:ss")} {Half(local)}");
            writer.WriteString("Day of week", Text(local, "dddd"));
            writer.WriteString("Year", Text(local, "yyyy"));
            writer.WriteString("Month", Text(local, "MMMM"));
            writer.WriteString("Day of month", Text(local, "dd"));
            writer.WriteString("Hour", Text(local, "HH"));
            writer.WriteString("Minute", Text(local, "mm"));
            writer.WriteString("Second", Text(local, "ss"));
            writer.WriteString("Timezone", $"{schedule.Timezone} (UTC{Text(local, "zzz")})");
            writer.WriteString("occurrence", Text(occurrence.ToUniversalTime(), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
            writer.WriteEndObject();
        }

        return new(JsonElement.Parse(bytes.WrittenSpan));
    }

    private static string Text(DateTimeOffset moment, string format) => moment.ToString(format, CultureInfo.InvariantCulture);

    private static string Half(DateTimeOffset moment) => moment.Hour < 12 ? "am" : "pm";

    private static string Ordinal(int day) => day + (day % 10, day) switch
    {
        (_, 11 or 12 or 13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
}
