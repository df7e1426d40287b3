using System.Text.Json;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>What calls of a language model took, as a JSON array of its fields; the cost is left out when nobody tells it.</summary>
internal static class UsageJson
{
    public static void Write(Utf8JsonWriter writer, ModelUsage usage)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(usage.PromptTokens);
        writer.WriteNumberValue(usage.ReplyTokens);
        writer.WriteNumberValue(usage.Calls);
        if (usage.Cost is { } cost)
        {
            writer.WriteNumberValue(cost);
        }

        writer.WriteEndArray();
    }

    public static ModelUsage Read(JsonElement row) =>
        new(row[0].GetInt32(), row[1].GetInt32(), row.GetArrayLength() > 3 ? row[3].GetDecimal() : null, row[2].GetInt32());
}
