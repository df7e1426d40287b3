using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.ServerNodes.AiAgent;

/// <summary>Memos as JSON; read by the same program that wrote them, or a later one.</summary>
internal static class AgentMemoJson
{
    public static ReadOnlyMemory<byte> Write(AgentMemo memo) => JsonBuild.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("steps", memo.Steps);
        writer.WriteNumber("corrections", memo.Corrections);
        writer.WriteNumber("in", memo.Usage.PromptTokens);
        writer.WriteNumber("out", memo.Usage.ReplyTokens);
        writer.WriteNumber("asked", memo.Usage.Calls);
        if (memo.Usage.Cost is { } cost)
        {
            writer.WriteNumber("cost", cost);
        }

        writer.List("answers", memo.Answers, Answer);
        writer.List("messages", memo.Messages, Message);
        writer.List("pending", memo.Pending, Pending);
        writer.List("made", memo.Made, Made);
        writer.WriteEndObject();
    });

    public static AgentMemo Read(JsonElement json) => new()
    {
        Steps = json.GetProperty("steps").GetInt32(),
        Corrections = json.GetProperty("corrections").GetInt32(),
        Usage = new(
            json.GetProperty("in").GetInt32(), json.GetProperty("out").GetInt32(),
            json.TryGetProperty("cost", out var cost) ? cost.GetDecimal() : null, json.GetProperty("asked").GetInt32()),
        Answers = json.List("answers", static one => new AgentAnswer(
            one.TryGetProperty("reply", out var reply) ? reply : default,
            one.TryGetProperty("failure", out var failure) ? FailureOf(failure) : null,
            one.List("made", ReadMade))),
        Messages = json.List("messages", static one => new ModelMessage((ModelRole)one.GetProperty("role").GetInt32(), one.GetProperty("text").GetString()!)
        {
            CallId = one.TryGetProperty("call", out var call) ? call.GetString() : null,
            Calls = one.TryGetProperty("calls", out _) ? one.List("calls", static call => new ModelToolCall(call[0].GetString()!, call[1].GetString()!, call[2].GetString()!)) : [],
        }),
        Pending = json.List("pending", static one => new PendingCall(one[0].GetString()!, one[1].GetString()!, one[2].GetString()!, one[3])),
        Made = json.List("made", ReadMade),
    };

    // Memos of earlier programs have a list of code, message and whether it may work later.
    private static Failure FailureOf(JsonElement json) => json.ValueKind == JsonValueKind.Array
        ? Failure.Of(json[0].GetString()!, json[1].GetString()!, retryable: json[2].GetBoolean())
        : FailureJson.Read(json);

    private static void Answer(Utf8JsonWriter writer, AgentAnswer answer)
    {
        writer.WriteStartObject();
        if (answer.Reply.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName("reply");
            answer.Reply.WriteTo(writer);
        }

        if (answer.Failure is { } failure)
        {
            writer.WritePropertyName("failure");
            FailureJson.Write(writer, failure);
        }

        writer.List("made", answer.Made, Made);
        writer.WriteEndObject();
    }

    private static void Message(Utf8JsonWriter writer, ModelMessage message)
    {
        writer.WriteStartObject();
        writer.WriteNumber("role", (int)message.Role);
        writer.WriteString("text", message.Text);
        if (message.CallId is { } call)
        {
            writer.WriteString("call", call);
        }

        if (message.Calls.Count > 0)
        {
            writer.List("calls", message.Calls, static (to, one) => Texts(to, one.Id, one.Name, one.Arguments));
        }

        writer.WriteEndObject();
    }

    private static void Pending(Utf8JsonWriter writer, PendingCall call)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(call.CallId);
        writer.WriteStringValue(call.Tool);
        writer.WriteStringValue(call.WorkflowId);
        call.Arguments.WriteTo(writer);
        writer.WriteEndArray();
    }

    private static void Made(Utf8JsonWriter writer, MadeCall call) => Texts(writer, call.Tool, call.Run, call.Failure);

    private static MadeCall ReadMade(JsonElement row) => new(row[0].GetString()!, row[1].GetString(), row[2].GetString());

    private static void Texts(Utf8JsonWriter writer, params ReadOnlySpan<string?> texts)
    {
        writer.WriteStartArray();
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
