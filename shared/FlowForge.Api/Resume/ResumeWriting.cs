using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.Writing;

namespace FlowForge.Api.Resume;

/// <summary>Writes waits for programs that hold a token.</summary>
internal static class ResumeWriting
{
    /// <summary>What can be answered: <c>{ run, workflow, node, iteration, mode, reached, until?, message? }</c>.</summary>
    public static void Write(Utf8JsonWriter writer, AnsweredWait wait)
    {
        writer.WriteStartObject();
        WritePlace(writer, wait);
        writer.WriteString("mode"u8, Words.Of(wait.Mode));
        writer.WriteBoolean("reached"u8, wait.IsReached);
        if (wait.Until is { } until)
        {
            writer.WriteString("until"u8, until.UtcDateTime);
        }

        if (wait.Message is { } message)
        {
            writer.WriteString("message"u8, message);
        }

        writer.WriteEndObject();
    }

    /// <summary>That an answer is taken: <c>{ run, workflow, node, iteration, decision? }</c>.</summary>
    public static void WriteTaken(Utf8JsonWriter writer, AnsweredWait wait, JsonElement answer)
    {
        writer.WriteStartObject();
        WritePlace(writer, wait);
        if (wait.Mode == WaitMode.Approval)
        {
            writer.WriteString("decision"u8, answer.GetProperty("decision"u8).GetString());
        }

        writer.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter writer, AnsweredWait wait)
    {
        writer.WriteString("run"u8, wait.Run.Id);
        writer.WriteString("workflow"u8, wait.Run.WorkflowId);
        writer.WriteString("node"u8, wait.Node.Id);
        writer.WriteString("iteration"u8, wait.Iteration);
    }
}
