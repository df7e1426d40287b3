using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Core.Serialization;

/// <summary>Writes <c>config</c>, or nothing when all of it is the default.</summary>
internal static class ConfigWriter
{
    private static readonly WorkflowConfig Default = new();

    public static void Write(Utf8JsonWriter writer, WorkflowConfig config)
    {
        if (config != Default)
        {
            writer.WritePropertyName("config");
            WriteObject(writer, config);
        }
    }

    /// <summary>The object without its defaults.</summary>
    public static JsonElement ToJson(WorkflowConfig config) => JsonBuild.Element(writer => WriteObject(writer, config));

    private static void WriteObject(Utf8JsonWriter writer, WorkflowConfig config)
    {
        writer.WriteStartObject();
        writer.Text("timezone", config.Timezone);
        writer.Number("timeoutSeconds", config.TimeoutSeconds);
        writer.Text("errorWorkflow", config.ErrorWorkflow);
        writer.Text("healing", config.Healing is { } healing ? Words<Healing>.Of(healing) : null);
        WriteConcurrency(writer, config.Concurrency);
        writer.Word("order", config.Order, RunOrder.Parallel);
        writer.Word("join", config.Join, JoinRule.All);
        writer.Word("manner", config.Manner, Manner.Own);
        if (config.RetentionDays is { } days)
        {
            writer.WriteStartObject("retention");
            writer.Number("days", days);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteConcurrency(Utf8JsonWriter writer, ConcurrencyRule? rule)
    {
        if (rule is null)
        {
            return;
        }

        writer.WriteStartObject("concurrency");
        writer.WriteString("key", rule.Key);
        if (rule.Limit != 1)
        {
            writer.WriteNumber("limit", rule.Limit);
        }

        writer.Word("whenBusy", rule.WhenBusy, WhenBusy.Queue);
        writer.WriteEndObject();
    }
}
