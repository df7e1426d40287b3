using System.Globalization;
using System.Text;

namespace FlowForge.Ai.Models;

/// <summary>
/// Takes the key out of a text that comes piece by piece, also where it is spread over pieces or its letters are written as JSON escapes. What may be the beginning of
/// the key is held back until it is known.
/// </summary>
internal sealed class KeyStream(string key, Action<string> onText)
{
    private const string InItsPlace = "[key]";
    private const int EscapeLength = 6;

    private readonly StringBuilder held = new();

    /// <summary>A whole text without the key.</summary>
    public static string Without(string text, string key)
    {
        var bare = new StringBuilder(text.Length);
        var stream = new KeyStream(key, piece => bare.Append(piece));
        stream.Add(text);
        stream.End();
        return bare.ToString();
    }

    /// <summary>Takes a piece, and passes on what is known not to be the key.</summary>
    public void Add(string piece)
    {
        held.Append(piece);
        var (text, passed, at) = (held.ToString(), new StringBuilder(), 0);
        while (at < text.Length)
        {
            var (length, isOpen) = Match(text.AsSpan(at));
            if (isOpen)
            {
                break;
            }

            passed.Append(length > 0 ? InItsPlace : text.AsSpan(at, 1));
            at += Math.Max(1, length);
        }

        held.Clear().Append(text, at, text.Length - at);
        if (passed.Length > 0)
        {
            onText(passed.ToString());
        }
    }

    /// <summary>Nothing more comes: what is held is not the key.</summary>
    public void End()
    {
        if (held.Length > 0)
        {
            onText(held.ToString());
            held.Clear();
        }
    }

    /// <summary>Letters of the text that are the key, 0 for none; or that it may be its beginning.</summary>
    private (int Length, bool IsOpen) Match(ReadOnlySpan<char> text)
    {
        var at = 0;
        foreach (var wanted in key)
        {
            if (at == text.Length)
            {
                return (0, true);
            }

            var rest = text[at..];
            var length = rest[0] != '\\' ? 1 : rest.Length == 1 ? 0 : rest[1] != 'u' ? 2 : rest.Length < EscapeLength ? 0 : EscapeLength;
            if (length == 0)
            {
                return (0, true);
            }

            var letter = length < EscapeLength ? rest[length - 1]
                : ushort.TryParse(rest[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : '\0';
            if (char.ToUpperInvariant(letter) != char.ToUpperInvariant(wanted))
            {
                return (0, false);
            }

            at += length;
        }

        return (at, false);
    }
}
