using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowForge.Nodes.Patterns;

/// <summary>What a match is replaced by, as JavaScript reads it (ECMA-262, GetSubstitution): <c>$1</c>, <c>$&lt;name&gt;</c>, <c>$&amp;</c>, <c>$`</c>, <c>$'</c>, <c>$$</c>.</summary>
internal static class Replacement
{
    /// <summary>The text with the first match replaced, or all of a global pattern.</summary>
    /// <exception cref="RegexMatchTimeoutException">A match took longer than it may.</exception>
    public static string In(string text, Pattern pattern, string replacement) =>
        pattern.Regex.Replace(text, match => Of(match, text, replacement), pattern.IsGlobal ? -1 : 1);

    private static string Of(Match match, string text, string replacement)
    {
        var result = new StringBuilder();
        for (var at = 0; at < replacement.Length; at++)
        {
            if (replacement[at] != '$' || at + 1 == replacement.Length)
            {
                result.Append(replacement[at]);
                continue;
            }

            var (piece, length) = replacement[at + 1] switch
            {
                '$' => ("$", 1),
                '&' => (match.Value, 1),
                '`' => (text[..match.Index], 1),
                '\'' => (text[(match.Index + match.Length)..], 1),
                '<' when replacement.IndexOf('>', at) is var end && end > 0 => (match.Groups[replacement[(at + 2)..end]].Value, end - at),
                >= '0' and <= '9' => Numbered(match, replacement, at + 1),
                _ => ("$", 0),
            };
            result.Append(piece);
            at += length;
        }

        return result.ToString();
    }

    // Two digits where there are so many groups, else one; a number without a group stays as it is.
    private static (string Piece, int Length) Numbered(Match match, string replacement, int at)
    {
        for (var digits = 2; digits > 0; digits--)
        {
            if (at + digits <= replacement.Length
                && int.TryParse(replacement.AsSpan(at, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number > 0 && number < match.Groups.Count)
            {
                return (match.Groups[number].Value, digits);
            }
        }

        return ("$", 0);
    }
}
