using System.Buffers;
using System.Text;
using FlowForge.Core;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Formats;

/// <summary>
/// Reads YAML that people write into the JSON value it stands for, at the level of events, and refuses what makes YAML surprising, each
/// with line and column: <c>yaml.tooLarge</c>, <c>yaml.encoding</c>, <c>yaml.character</c>, <c>yaml.empty</c>, <c>yaml.depth</c>,
/// <c>yaml.alias</c>, <c>yaml.anchor</c>, <c>yaml.tag</c>, <c>yaml.directive</c>, <c>yaml.mergeKey</c>, <c>yaml.key</c> (a key that is no
/// text), <c>yaml.duplicateKey</c>, <c>yaml.multipleDocuments</c>, <c>yaml.number</c> (past a double's range), <c>yaml.syntax</c>
/// (half a surrogate pair too). Plain scalars are typed as JSON writes them: <c>true</c>, <c>false</c>, <c>null</c> and JSON numbers;
/// <c>no</c>, <c>010</c>, <c>0x1F</c>, <c>1_000</c>, <c>.inf</c> and dates stay strings, as does all that is quoted.
/// </summary>
public static class StrictYaml
{
    // Printable as YAML 1.2 has it: no control characters but tab, line feed, carriage return and next line.
    private static readonly SearchValues<char> Unprintable = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\u0085')), '\uFFFE', '\uFFFF']);

    /// <summary>Reads a text.</summary>
    /// <param name="utf8">The text; it is not kept.</param>
    /// <param name="maxBytes">Most bytes, default <see cref="Limits.DocumentBytes"/>.</param>
    /// <param name="maxDepth">Most lists and mappings inside one another, default <see cref="Limits.Depth"/>.</param>
    public static JsonReading Read(ReadOnlyMemory<byte> utf8, int maxBytes = Limits.DocumentBytes, int maxDepth = Limits.Depth)
    {
        if (utf8.Length > maxBytes)
        {
            return new(default, new("yaml.tooLarge", "", $"The text has {utf8.Length} bytes; at most {maxBytes} are read.", Line: 1, Column: 1));
        }

        var bytes = Utf8Text.WithoutMark(utf8).Span;
        if (Utf8Text.FirstInvalid(bytes) is var invalid and >= 0)
        {
            return At(bytes, invalid, "yaml.encoding", "The text is not valid UTF-8.");
        }

        var text = Encoding.UTF8.GetString(bytes);
        if (text.AsSpan().IndexOfAny(Unprintable) is var control and >= 0)
        {
            var offset = Encoding.UTF8.GetByteCount(text.AsSpan(0, control));
            return At(bytes, offset, "yaml.character", "YAML has no control characters; quote it and write an escape.");
        }

        using var scan = new YamlScan(text, maxDepth);
        return scan.Run();
    }

    private static JsonReading At(ReadOnlySpan<byte> text, int offset, string code, string message)
    {
        var position = TextPosition.At(text, offset);
        return new(default, new Problem(code, "", message, Line: position.Line, Column: position.Column));
    }
}
