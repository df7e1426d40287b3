using FlowForge.Core.Ports;

namespace FlowForge.Web.Editor.Palette;

/// <summary>Finds kinds by the words of their descriptions, the best first.</summary>
internal static class KindSearch
{
    /// <summary>Kinds in which every word is found; all kinds, by group, without words.</summary>
    public static IReadOnlyList<KindDescription> Find(IEnumerable<KindDescription> kinds, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. kinds.Select(kind => (kind, score: Score(kind, words)))
            .Where(found => found.score > 0)
            .OrderByDescending(found => words.Length == 0 ? 0 : found.score)
            .ThenBy(found => KindGroups.Order(found.kind.Group))
            .ThenBy(found => found.kind.Title, StringComparer.Ordinal)
            .Select(found => found.kind)];
    }

    private static int Score(KindDescription kind, string[] words)
    {
        var sum = 1;
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

        return sum;
    }

    private static int At(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
}
