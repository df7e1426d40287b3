using FlowForge.Core.Ports;

namespace FlowForge.Web.Editor.Palette;

/// <summary>Finds kinds by the words of their descriptions, and by words that mean the same; the best first.</summary>
internal static class KindSearch
{
    /// <summary>Share of a word's worth when only a word that means the same is there.</summary>
    private const double Likeness = 0.6;

    /// <summary>Kinds in which more than half of the words are found; all kinds, by group, without words.</summary>
    public static IReadOnlyList<KindDescription> Find(IEnumerable<KindDescription> kinds, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var stems = Meanings.Stems(text).Distinct(StringComparer.Ordinal).ToList();
        return [.. kinds.Select(kind => (kind, score: words.Length == 0 ? 1 : Math.Max(Literal(kind, words), Meant(kind, stems))))
            .Where(found => found.score > 0)
            .OrderByDescending(found => words.Length == 0 ? 0 : found.score)
            .ThenBy(found => KindGroups.Order(found.kind.Group))
            .ThenBy(found => found.kind.Title, StringComparer.Ordinal)
            .Select(found => found.kind)];
    }

    // As it is typed, letter by letter: every word must be there.
    private static double Literal(KindDescription kind, string[] words)
    {
        var sum = 0.0;
        foreach (var word in words)
        {
            var score = At(kind.Title, word) is var title && title == 0 ? 40 : title > 0 ? 20
                : At(kind.Kind, word) >= 0 ? 15
                : At(kind.Summary, word) >= 0 ? 8
                : At(kind.Group, word) >= 0 ? 5
                : At(kind.ParameterSchema.GetRawText(), $"\"{word}\"") >= 0 ? 4
                : At(kind.Help, word) >= 0 ? 2
                : At(kind.ParameterSchema.GetRawText(), word) >= 0 ? 1
                : 0;
            if (score == 0)
            {
                return 0;
            }

            sum += score;
        }

        return sum / words.Length;
    }

    private static double Meant(KindDescription kind, List<string> stems)
    {
        if (stems.Count == 0)
        {
            return 0;
        }

        var title = Meanings.TitleStems($"{kind.Title} {Spelt(kind.Kind)}").ToHashSet(StringComparer.Ordinal);
        var summary = Meanings.Stems(kind.Summary).ToHashSet(StringComparer.Ordinal);
        var help = Meanings.Stems(kind.Help).ToHashSet(StringComparer.Ordinal);

        // One word of a description answers for one word of the question: what is asked for itself does not count as another's likeness.
        var worths = stems.Select(stem => (Itself: Worth(stem), Like: Meanings.Like(stem).Where(like => !stems.Contains(like)).Select(Worth).DefaultIfEmpty().Max() * Likeness))
            .Select(found => Math.Max(found.Itself, found.Like) + (Math.Min(found.Itself, found.Like) / 4)).ToList();
        return worths.Count(worth => worth > 0) * 2 > stems.Count ? worths.Sum() / stems.Count : 0;

        double Worth(string stem) => title.Contains(stem) ? 30 : summary.Contains(stem) ? 8 : help.Contains(stem) ? 1 : 0;
    }

    private static string Spelt(string kind) => string.Concat(kind.Select(letter => char.IsUpper(letter) ? $" {letter}" : letter is '.' ? " " : letter.ToString()));

    private static int At(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
}
