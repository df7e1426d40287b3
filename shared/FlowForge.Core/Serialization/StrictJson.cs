using System.Text.Json;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Serialization;

/// <summary>
/// Reads JSON that people write (documents, requests) and refuses what JSON readers disagree about, each with line and column:
/// <c>json.tooLarge</c>, <c>json.encoding</c>, <c>json.empty</c>, <c>json.depth</c>, <c>json.comment</c>, <c>json.trailingComma</c>,
/// <c>json.duplicateKey</c>, <c>json.number</c> (past a double's range), <c>json.surrogate</c> (half a pair), <c>json.trailing</c>
/// (something behind the value), <c>json.syntax</c>. A byte order mark is tolerated.
/// </summary>
public static class StrictJson
{
    /// <summary>Reads a text.</summary>
    /// <param name="utf8">The text; it is not kept.</param>
    /// <param name="maxBytes">Most bytes, default <see cref="Limits.DocumentBytes"/>.</param>
    /// <param name="maxDepth">Most arrays and objects inside one another, default <see cref="Limits.Depth"/>.</param>
    public static JsonReading Read(ReadOnlyMemory<byte> utf8, int maxBytes = Limits.DocumentBytes, int maxDepth = Limits.Depth)
    {
        if (utf8.Length > maxBytes)
        {
            return new(default, new("json.tooLarge", "", $"The text has {utf8.Length} bytes; at most {maxBytes} are read.", Line: 1, Column: 1));
        }

        var text = Utf8Text.WithoutMark(utf8).Span;
        return Refusal(text, maxDepth) is { } problem
            ? new(default, problem)
            : new(JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = maxDepth }), null);
    }

    private static Problem? Refusal(ReadOnlySpan<byte> text, int maxDepth)
    {
        if (Utf8Text.FirstInvalid(text) is var at and >= 0)
        {
            return At(text, at, "json.encoding", "", "The text is not valid UTF-8.");
        }

        if (text.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return At(text, text.Length, "json.empty", "", "There is no JSON value in the text.");
        }

        return IsClearlySound(text, maxDepth) ? null : new StrictJsonScan(text, maxDepth).Run();
    }

    /// <summary>One cheap pass that nearly every text passes; what it doubts is looked at with names and places.</summary>
    private static bool IsClearlySound(ReadOnlySpan<byte> text, int maxDepth)
    {
        try
        {
            var scan = new JsJsonScan(text, maxDepth, new int[maxDepth + 1], stackalloc ulong[JsJsonScan.SmallObject]);
            return scan.Run() <= JsJsonForm.Other && !scan.IsDoubtful;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    internal static Problem At(ReadOnlySpan<byte> text, int offset, string code, string path, string message)
    {
        var position = TextPosition.At(text, offset);
        return new(code, path, message, Line: position.Line, Column: position.Column);
    }
}
