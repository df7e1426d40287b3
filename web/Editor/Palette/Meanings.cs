namespace FlowForge.Web.Editor.Palette;

/// <summary>Words that people use for one thing, so that who says it otherwise than a description does still finds it.</summary>
internal static class Meanings
{
    private static readonly string[] Groups =
    [
        "remove drop delete discard",
        "duplicate repeated same double dedupe unique distinct twice",
        "item row record element entry line object",
        "field column key property attribute",
        "request call fetch api rest endpoint url get download upload post",
        "if condition branch decide when check whether",
        "switch route several cases",
        "merge combine join unite concat together",
        "wait pause delay sleep hold",
        "schedule cron timer every daily hourly weekly regularly clock",
        "webhook hook callback incoming receive listen",
        "summarize total sum count average statistics pivot group",
        "sort order rank arrange",
        "split explode flatten unnest unwind separate",
        "loop iterate each batch repeat chunk",
        "date time day month year calendar timestamp",
        "csv excel spreadsheet table tsv",
        "code script javascript program function",
        "respond answer reply response",
        "stop fail abort error throw",
        "limit first top take head",
        "filter keep only where matching",
        "set assign edit change modify add write",
        "compare diff difference changed versus",
        "approval human approve confirm person signal",
        "aggregate collect gather",
        "rename relabel",
        "manual hand click button",
        "text string plain",
    ];

    // What stands in every question and says nothing.
    private static readonly HashSet<string> Empty = ["a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "into", "and", "or", "my", "all", "some", "it", "is", "that", "how", "do", "i", "want"];

    private static readonly Dictionary<string, string[]> Others = Groups
        .SelectMany(group => group.Split(' '), (group, word) => (Word: Stem(word), Group: group))
        .GroupBy(pair => pair.Word, StringComparer.Ordinal)
        .ToDictionary(pairs => pairs.Key, pairs => pairs.SelectMany(pair => pair.Group.Split(' ')).Select(Stem).Distinct().Where(word => word != pairs.Key).ToArray(), StringComparer.Ordinal);

    /// <summary>The stems of a text's words, without those that say nothing.</summary>
    public static IEnumerable<string> Stems(string text) => Words(text).Where(word => !Empty.Contains(word)).Select(Stem);

    /// <summary>The same of a title, in which <c>called</c> is not <c>call</c>: what is done to something is not what it does.</summary>
    public static IEnumerable<string> TitleStems(string text) =>
        Words(text).Where(word => !Empty.Contains(word)).Select(word => word.EndsWith("ed", StringComparison.Ordinal) ? word : Stem(word));

    /// <summary>Stems that mean about the same.</summary>
    public static IReadOnlyList<string> Like(string stem) => Others.GetValueOrDefault(stem, []);

    /// <summary>A word without its endings: <c>repeating</c>, <c>repeats</c> and <c>repeated</c> are <c>repeat</c>.</summary>
    public static string Stem(string word)
    {
        foreach (var ending in new[] { "ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "e" })
        {
            if (word.Length > ending.Length + 2 && word.EndsWith(ending, StringComparison.Ordinal) && !word.EndsWith("ss", StringComparison.Ordinal))
            {
                var stem = word[..^ending.Length];
                return ending == "ies" ? $"{stem}y" : stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's') ? stem[..^1] : stem;
            }
        }

        return word;
    }

    private static IEnumerable<string> Words(string text)
    {
        var from = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var isLetter = at < text.Length && char.IsLetterOrDigit(text[at]);
            if (isLetter && from < 0)
            {
                from = at;
            }
            else if (!isLetter && from >= 0)
            {
                yield return text[from..at].ToLowerInvariant();
                from = -1;
            }
        }
    }
}
