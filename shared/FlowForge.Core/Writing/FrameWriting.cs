using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.State;

namespace FlowForge.Core.Writing;

/// <summary>Writes frames as design 3 shows them.</summary>
public static class FrameWriting
{
    /// <summary>A frame, with what it has of its items.</summary>
    public static void Write(Utf8JsonWriter writer, Frame frame)
    {
        writer.WriteStartObject();
        writer.WriteString("runId"u8, frame.RunId);
        writer.WriteNumber("sequence"u8, frame.Sequence);
        writer.WriteString("nodeId"u8, frame.NodeId);
        writer.WriteString("iteration"u8, frame.Iteration);
        writer.WriteNumber("attempt"u8, frame.Attempt);
        writer.WriteString("timestamp"u8, frame.Timestamp.UtcDateTime);
        writer.WriteString("status"u8, Words.Of(frame.Status));
        writer.WriteString("side"u8, frame.Side == FrameSide.Ingress ? "ingress"u8 : "egress"u8);
        writer.WriteNumber("revision"u8, frame.Revision);
        if (frame.IsGiven)
        {
            writer.WriteBoolean("given"u8, true);
        }

        writer.WritePropertyName("input"u8);
        ItemWriting.WritePorts(writer, frame.Input);
        writer.WritePropertyName("output"u8);
        ItemWriting.WritePorts(writer, frame.Output);
        WriteRest(writer, frame);
        writer.WriteEndObject();
    }

    /// <summary><c>{ code, message, nodeId?, item?, retryable, retryAfterSeconds?, stack? }</c></summary>
    public static void WriteFailure(Utf8JsonWriter writer, Failure failure)
    {
        writer.WriteStartObject();
        writer.WriteString("code"u8, failure.Code);
        writer.WriteString("message"u8, failure.Message);
        if (failure.NodeId is { } node)
        {
            writer.WriteString("nodeId"u8, node);
        }

        if (failure.Item is { } item)
        {
            writer.WriteNumber("item"u8, item);
        }

        writer.WriteBoolean("retryable"u8, failure.Retryable);
        if (failure.RetryAfterSeconds is { } seconds)
        {
            writer.WriteNumber("retryAfterSeconds"u8, seconds);
        }

        if (failure.Stack is { } stack)
        {
            writer.WriteString("stack"u8, stack);
        }

        writer.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter writer, Ports.ModelUsage usage)
    {
        if (usage.Calls == 0)
        {
            return;
        }

        writer.WriteNumber("tokensIn"u8, usage.PromptTokens);
        writer.WriteNumber("tokensOut"u8, usage.ReplyTokens);
        if (usage.Cost is { } cost)
        {
            writer.WriteNumber("cost"u8, cost);
        }
    }

    private static void WriteRest(Utf8JsonWriter writer, Frame frame)
    {
        if (frame.Failure is { } failure)
        {
            writer.WritePropertyName("failure"u8);
            WriteFailure(writer, failure);
        }

        if (frame.DurationMs is { } duration)
        {
            writer.WriteStartObject("metrics"u8);
            writer.WriteNumber("durationMs"u8, duration);
            WriteUsage(writer, frame.Usage);
            writer.WriteEndObject();
        }

        if (frame.State.Count > 0)
        {
            writer.WritePropertyName("state"u8);
            StateJson.Write(writer, frame.State);
        }

        if (frame.Console is { } console)
        {
            writer.WriteString("console"u8, console);
        }

        if (frame.Note is { } note)
        {
            writer.WriteString("note"u8, note);
        }
    }
}
