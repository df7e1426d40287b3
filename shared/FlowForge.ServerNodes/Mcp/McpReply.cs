using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Http;

namespace FlowForge.ServerNodes.Mcp;

/// <summary>Reads what a server answers: a JSON message, or a stream of events of which one is the reply.</summary>
internal static class McpReply
{
    /// <summary>The server refuses.</summary>
    public const string ErrorCode = "mcp.error";

    /// <summary>What came is no reply of the protocol.</summary>
    public const string ReplyCode = "mcp.reply";

    private const int MessageLength = 500;

    /// <summary>The result of the reply to a request.</summary>
    public static Outcome<JsonElement> Read(OutgoingResponse answer, int id)
    {
        var messages = HttpText.MediaType(answer) == "text/event-stream" ? Events(HttpText.Decode(answer)) : [answer.Body];
        foreach (var text in messages)
        {
            if (JsJson.Normalize(text, 2 * Limits.Depth) is { IsFailure: false, Value: { ValueKind: JsonValueKind.Object } message } && IsReply(message, id))
            {
                return message.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Object ? result
                    : message.TryGetProperty("error", out var error) ? Refused(error)
                    : Wrong("its reply has neither a result nor an error");
            }
        }

        return answer.Status >= 400 ? HttpFailures.Status(answer) : Wrong("what came is no reply to the question");
    }

    /// <summary>A failure of <see cref="ReplyCode"/>.</summary>
    public static Failure Wrong(string why) => Failure.Of(ReplyCode, $"The server does not speak the Model Context Protocol: {why}.");

    /// <summary>A text of the server, cut to what a person can read.</summary>
    public static string Cut(string text) => text.Length <= MessageLength ? text : string.Concat(text.AsSpan(0, MessageLength), "…");

    private static bool IsReply(JsonElement message, int id) =>
        message.TryGetProperty("id", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) && number == id && !message.TryGetProperty("method", out _);

    private static Failure Refused(JsonElement error) => Failure.Of(
        ErrorCode, $"The server refuses: {Cut(error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message) ? message.ToString() : error.GetRawText())}");

    private static IEnumerable<ReadOnlyMemory<byte>> Events(string stream)
    {
        var text = new StringBuilder();
        foreach (var line in stream.Split('\n').Append(""))
        {
            var bare = line.TrimEnd('\r');
            if (bare.StartsWith("data:", StringComparison.Ordinal))
            {
                text.Append(text.Length == 0 ? "" : "\n").Append(bare.AsSpan(5).TrimStart(' '));
            }
            else if (bare.Length == 0 && text.Length > 0)
            {
                yield return Encoding.UTF8.GetBytes(text.ToString());
                text.Clear();
            }
        }
    }
}
