using System.Globalization;
using System.Text;

namespace FlowForge.Core.Serialization;

/// <summary>The inside of JSON strings as they stand in the text, escapes and all.</summary>
internal static class JsonText
{
    private const int EscapedUnit = 6;

    /// <summary>The offset of the first escaped surrogate without its other half, or -1. The text must be valid JSON otherwise.</summary>
    public static int LoneSurrogate(ReadOnlySpan<byte> raw)
    {
        var at = Next(raw, 0);
        while (at >= 0)
        {
            var length = raw[at + 1] == 'u' ? EscapedUnit : 2;
            if (length == EscapedUnit && char.IsSurrogate(Unit(raw, at)))
            {
                if (char.IsLowSurrogate(Unit(raw, at)) || !IsLowEscape(raw, at + EscapedUnit))
                {
                    return at;
                }

                length += EscapedUnit;
            }

            at = Next(raw, at + length);
        }

        return -1;
    }

    /// <summary>The string that raw JSON text stands for, with U+FFFD in place of each lone surrogate.</summary>
    public static string Unescape(ReadOnlySpan<byte> raw)
    {
        if (!raw.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(raw);
        }

        var text = new StringBuilder(raw.Length);
        while (raw.IndexOf((byte)'\\') is var at && at >= 0)
        {
            text.Append(Encoding.UTF8.GetString(raw[..at]));
            raw = raw[at..];
            raw = raw[AppendEscape(raw, text)..];
        }

        return text.Append(Encoding.UTF8.GetString(raw)).ToString();
    }

    private static int AppendEscape(ReadOnlySpan<byte> raw, StringBuilder text)
    {
        if (raw[1] != 'u')
        {
            text.Append((char)raw[1] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var same => same });
            return 2;
        }

        var unit = Unit(raw, 0);
        if (char.IsHighSurrogate(unit) && IsLowEscape(raw, EscapedUnit))
        {
            text.Append(unit).Append(Unit(raw, EscapedUnit));
            return 2 * EscapedUnit;
        }

        text.Append(char.IsSurrogate(unit) ? '\uFFFD' : unit);
        return EscapedUnit;
    }

    private static int Next(ReadOnlySpan<byte> raw, int from) =>
        from < raw.Length && raw[from..].IndexOf((byte)'\\') is var at and >= 0 ? from + at : -1;

    private static bool IsLowEscape(ReadOnlySpan<byte> raw, int at) =>
        at + EscapedUnit <= raw.Length && raw[at] == '\\' && raw[at + 1] == 'u' && char.IsLowSurrogate(Unit(raw, at));

    private static char Unit(ReadOnlySpan<byte> raw, int at) =>
        (char)ushort.Parse(raw.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
