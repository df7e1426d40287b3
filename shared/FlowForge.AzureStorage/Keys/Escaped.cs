using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FlowForge.AzureStorage.Keys;

/// <summary>
/// Any text as a part of a table key or a blob name. Letters, digits, <c>-</c>, <c>_</c> and <c>.</c> stay as they are, so that ids sort as they did;
/// any other UTF-16 unit becomes <c>~</c> and four hex digits. A text that grows too long for a key is cut and ends in <c>~~</c> and its hash.
/// </summary>
public static class Escaped
{
    /// <summary>Characters of the longest part; a key has two parts at most and may have 512 characters.</summary>
    internal const int Longest = 200;

    private const char Mark = '~';

    /// <summary>The text as a part of a key.</summary>
    public static string Of(string text)
    {
        if (text.Length <= Longest && text.All(IsPlain))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var unit in text)
        {
            _ = IsPlain(unit) ? escaped.Append(unit) : escaped.Append(Mark).Append(((int)unit).ToString("X4", CultureInfo.InvariantCulture));
        }

        return escaped.Length <= Longest ? escaped.ToString() : Cut(escaped.ToString(), text);
    }

    /// <summary>The text that <see cref="Of"/> was given; null when the part was cut.</summary>
    public static string? Back(string part)
    {
        var text = new StringBuilder(part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] != Mark)
            {
                text.Append(part[i]);
                continue;
            }

            if (i + 1 < part.Length && part[i + 1] == Mark)
            {
                return null;
            }

            text.Append((char)int.Parse(part.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            i += 4;
        }

        return text.ToString();
    }

    /// <summary>A key part that is too long: its beginning, and what tells it from others with that beginning.</summary>
    internal static string Cut(string part, string text) =>
        $"{part.AsSpan(0, Longest / 2)}{Mark}{Mark}{Convert.ToHexString(SHA256.HashData(Encoding.Unicode.GetBytes(text)))}";

    private static bool IsPlain(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_' or '.';
}
