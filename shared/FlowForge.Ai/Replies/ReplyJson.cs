using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Ai.Replies;

/// <summary>Reads the JSON that a model was asked for.</summary>
internal static class ReplyJson
{
    private const string Fence = "```";
    private const int Texts = 20;
    private const int TextLength = 1_000;
    private const int ExplanationLength = 8_000;

    /// <summary>
    /// The one JSON object of a reply; a code fence round all of it is taken off. Words before or behind it are refused: what a model adds
    /// may belong to it or not, and asking again is cheap.
    /// </summary>
    public static JsonReading Object(string reply)
    {
        var text = Unfenced(reply.Trim());
        if (!text.StartsWith('{'))
        {
            return Refused(text.Length == 0 ? "The reply is empty." : "The reply is not one JSON object: something stands before it.");
        }

        var read = StrictJson.Read(Encoding.UTF8.GetBytes(text), Limits.AiReplyBytes);
        return read.IsRefused
            ? Refused(read.Problem.Code == "json.trailing" ? "The reply is not one JSON object: something stands behind it." : $"The reply cannot be read as JSON. {read.Problem.Message}")
            : read;
    }

    /// <summary>A text of the reply, cut to a length a person can read; empty when it is none.</summary>
    public static string Text(JsonElement reply, string name) =>
        reply.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Cut(value.GetString()!, ExplanationLength) : "";

    /// <summary>Texts of the reply.</summary>
    public static IReadOnlyList<string> List(JsonElement reply, string name) =>
        reply.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(static one => one.ValueKind == JsonValueKind.String).Take(Texts).Select(static one => Cut(one.GetString()!, TextLength))]
            : [];

    public static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..most]}…";

    private static string Unfenced(string text)
    {
        if (!text.StartsWith(Fence, StringComparison.Ordinal) || !text.EndsWith(Fence, StringComparison.Ordinal) || text.Length < 2 * Fence.Length)
        {
            return text;
        }

        var line = text.IndexOf('\n');
        return line < 0 ? text : text[(line + 1)..^Fence.Length].Trim();
    }

    private static JsonReading Refused(string message) => new(default, new Problem("ai.reply", "", message));
}
