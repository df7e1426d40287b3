using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Serialization;

namespace FlowForge.Formats.N8n.Reading;

/// <summary>The text of an n8n file, read as data: the last of two equal keys wins, and what stands behind the value is left out.</summary>
internal static class N8nText
{
    // The document that is made of it puts a few levels round every value.
    private const int Depth = Limits.Depth - 6;

    /// <summary>The value, or a failure <c>json.*</c>; <paramref name="hasTail"/> says that more text followed.</summary>
    public static Outcome<JsonElement> Read(ReadOnlyMemory<byte> utf8, out bool hasTail)
    {
        hasTail = false;
        var whole = JsJson.Normalize(utf8, Depth);
        if (!whole.IsFailure || whole.Failure.Code != "json.syntax" || EndOfValue(utf8.Span) is not (> 0 and var end))
        {
            return whole;
        }

        hasTail = true;
        return JsJson.Normalize(utf8[..end], Depth);
    }

    /// <summary>Bytes of the first value; 0 when there is none that is whole.</summary>
    private static int EndOfValue(ReadOnlySpan<byte> utf8)
    {
        var mark = utf8.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(utf8[mark..], isFinalBlock: true, new(new() { MaxDepth = Depth, AllowMultipleValues = true }));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() ? mark + (int)reader.BytesConsumed : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
