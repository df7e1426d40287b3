using System.Text;

namespace FlowForge.Core.Serialization;

/// <summary>A place in a text, as editors count: lines and UTF-16 columns, both from 1.</summary>
/// <param name="Line">The line, 1 for the first.</param>
/// <param name="Column">The column in UTF-16 units, 1 for the first.</param>
public readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>The position of the byte at <paramref name="offset"/>; the bytes before it must be valid UTF-8.</summary>
    public static TextPosition At(ReadOnlySpan<byte> text, int offset)
    {
        var before = text[..Math.Min(offset, text.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    /// <summary>The offset of a line and a byte in it, both from 0, as the reader's exceptions give them.</summary>
    internal static int Offset(ReadOnlySpan<byte> text, long line, long byteInLine)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            var next = text[start..].IndexOf((byte)'\n');
            if (next < 0)
            {
                return text.Length;
            }

            start += next + 1;
        }

        return (int)Math.Min(start + byteInLine, text.Length);
    }
}
