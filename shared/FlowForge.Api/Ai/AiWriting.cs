using System.Text.Json;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Ai;

/// <summary>What the AI layer took, as JSON.</summary>
internal static class AiWriting
{
    /// <summary>Writes the property <c>usage: { calls, promptTokens, replyTokens, cost? }</c>.</summary>
    public static void Usage(Utf8JsonWriter writer, ModelUsage usage)
    {
        writer.WriteStartObject("usage"u8);
        writer.WriteNumber("calls"u8, usage.Calls);
        writer.WriteNumber("promptTokens"u8, usage.PromptTokens);
        writer.WriteNumber("replyTokens"u8, usage.ReplyTokens);
        if (usage.Cost is { } cost)
        {
            writer.WriteNumber("cost"u8, cost);
        }

        writer.WriteEndObject();
    }
}
