using System.Text;
using FlowForge.Core;
using FlowForge.Core.Validation;

namespace FlowForge.Formats.N8n.Reading;

/// <summary>Ids made of what n8n calls things, always the same for the same input.</summary>
internal static class Ids
{
    /// <summary>The text itself when it is an id; else its letters and digits with <c>-</c> between them; else <paramref name="otherwise"/>.</summary>
    public static string Of(string? text, string otherwise) =>
        text is null ? otherwise : Identifiers.IsValid(text) ? text : Slug(text) is { Length: > 0 } slug && Identifiers.IsValid(slug) ? slug : otherwise;

    /// <summary>An id that is not in <paramref name="taken"/>, which it enters: the wanted one, else with <c>-2</c>, <c>-3</c> and so on.</summary>
    public static string Unique(string wanted, ISet<string> taken, string separator = "-", int most = Limits.IdLength)
    {
        var unique = wanted;
        for (var number = 2; !taken.Add(unique); number++)
        {
            var tail = $"{separator}{number}";
            unique = $"{wanted[..Math.Min(wanted.Length, most - tail.Length)]}{tail}";
        }

        return unique;
    }

    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in text)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString(0, Math.Min(slug.Length, Limits.IdLength - 8)).TrimEnd('-');
    }
}
