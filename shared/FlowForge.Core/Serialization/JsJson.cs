using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowForge.Core.Failures;

namespace FlowForge.Core.Serialization;

/// <summary>
/// Makes data "JSON as JavaScript sees it" (semantics 6), as <c>JSON.stringify(JSON.parse(text))</c> would: numbers are doubles in their
/// shortest form, <c>-0</c> is 0, integer-like keys come first in ascending order, the last duplicate wins in the place of the first,
/// lone surrogates become U+FFFD, and there is no white space between tokens. Text that is so already is parsed as it stands.
/// </summary>
public static class JsJson
{
    // Elements in memory come from our own parsers, none of which allows more.
    private const int ElementDepth = 512;

    private static readonly JsonWriterOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = ElementDepth + 1,
    };

    /// <summary>
    /// Reads data from outside. Failures: <c>json.encoding</c> (no UTF-8), <c>json.syntax</c>, <c>json.depth</c>,
    /// <c>json.number</c> (past a double's range). A byte order mark is tolerated.
    /// </summary>
    public static Outcome<JsonElement> Normalize(ReadOnlyMemory<byte> utf8, int maxDepth = Limits.Depth)
    {
        var text = Utf8Text.WithoutMark(utf8).Span;
        if (Utf8Text.FirstInvalid(text) is var at and >= 0)
        {
            return Failure.Of("json.encoding", $"The data is not valid UTF-8 at byte {at}.");
        }

        try
        {
            var scan = new JsJsonScan(text, maxDepth, stackalloc int[Math.Min(maxDepth, ElementDepth) + 1], stackalloc ulong[JsJsonScan.SmallObject]);
            return scan.Run() switch
            {
                JsJsonForm.Normal => Parse(text, maxDepth),
                JsJsonForm.Other => Rewrite(Parse(text, maxDepth)),
                JsJsonForm.TooDeep => Failure.Of("json.depth", $"The data is nested deeper than {maxDepth} levels."),
                _ => Failure.Of("json.number", "The data has a number that is larger than a double can hold."),
            };
        }
        catch (JsonException exception)
        {
            var place = $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
            return Failure.Of("json.syntax", $"The data is not valid JSON ({place}).");
        }
    }

    /// <summary>
    /// The same for a value in memory, which is given back as it is when it needs no change.
    /// A number past a double's range becomes null, as <c>JSON.stringify</c> writes it.
    /// </summary>
    public static JsonElement Normalize(JsonElement value)
    {
        var scan = new JsJsonScan(
            JsonMarshal.GetRawUtf8Value(value), ElementDepth, stackalloc int[ElementDepth + 1], stackalloc ulong[JsJsonScan.SmallObject]);
        return scan.Run() == JsJsonForm.Normal ? value : Rewrite(value);
    }

    private static JsonElement Parse(ReadOnlySpan<byte> text, int maxDepth) =>
        JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = maxDepth });

    private static JsonElement Rewrite(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            JsJsonWriter.Write(writer, value);
        }

        return Parse(buffer.WrittenSpan, ElementDepth);
    }
}
