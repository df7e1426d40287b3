using System.Text.RegularExpressions;

namespace FlowForge.Ai.Prompting;

/// <summary>Words of a text as a search compares them.</summary>
internal static partial class Words
{
    // What people say, and the words that stand in the catalogue for it.
    private static readonly Dictionary<string, string[]> Meant = new(StringComparer.Ordinal)
    {
        ["mail"] = ["email"],
        ["daily"] = ["schedule"],
        ["every"] = ["schedule"],
        ["hourly"] = ["schedule"],
        ["weekly"] = ["schedule"],
        ["nightly"] = ["schedule"],
        ["morning"] = ["schedule"],
        ["cron"] = ["schedule"],
        ["monday"] = ["schedule"],
        ["sunday"] = ["schedule"],
        ["weekday"] = ["schedule"],
        ["day"] = ["schedule"],
        ["hour"] = ["schedule"],
        ["month"] = ["schedule"],
        ["call"] = ["http", "webhook"],
        ["api"] = ["http"],
        ["post"] = ["http"],
        ["fetch"] = ["http"],
        ["download"] = ["http"],
        ["request"] = ["http", "webhook"],
        ["rest"] = ["http"],
        ["slack"] = ["http"],
        ["chat"] = ["http"],
        ["notify"] = ["http", "email"],
        ["incoming"] = ["webhook"],
        ["form"] = ["webhook"],
        ["order"] = ["webhook"],
        ["arrive"] = ["webhook"],
        ["approve"] = ["wait", "approval"],
        ["approval"] = ["wait"],
        ["pause"] = ["wait"],
        ["delay"] = ["wait"],
        ["later"] = ["wait"],
        ["each"] = ["loop"],
        ["batch"] = ["loop"],
        ["over"] = ["if"],
        ["unless"] = ["if"],
        ["otherwise"] = ["if", "switch"],
        ["when"] = ["if"],
        ["only"] = ["filter"],
        ["largest"] = ["sort", "limit"],
        ["smallest"] = ["sort", "limit"],
        ["most"] = ["sort", "limit"],
        ["line"] = ["splitout"],
        ["list"] = ["merge", "compare", "splitout"],
        ["duplicate"] = ["removeduplicates"],
        ["unique"] = ["removeduplicates"],
        ["sum"] = ["summarize"],
        ["total"] = ["summarize", "code"],
        ["average"] = ["summarize"],
        ["count"] = ["summarize"],
        ["group"] = ["summarize", "aggregate"],
        ["excel"] = ["xlsx"],
        ["spreadsheet"] = ["xlsx", "csv"],
        ["table"] = ["csv", "azure"],
        ["feed"] = ["rss"],
        ["news"] = ["rss"],
        ["join"] = ["merge"],
        ["combine"] = ["merge", "aggregate"],
        ["field"] = ["set"],
        ["calculate"] = ["code", "set"],
        ["compute"] = ["code", "set"],
        ["javascript"] = ["code"],
        ["script"] = ["code"],
        ["date"] = ["datetime"],
        ["hash"] = ["crypto"],
        ["sign"] = ["crypto", "jwt"],
        ["encrypt"] = ["crypto"],
        ["token"] = ["jwt"],
        ["scrape"] = ["html", "http"],
        ["page"] = ["html", "http"],
        ["answer"] = ["respond"],
        ["reply"] = ["respond"],
        ["return"] = ["respond"],
        ["fail"] = ["stop", "error"],
        ["subworkflow"] = ["workflow"],
        ["ask"] = ["ai"],
        ["llm"] = ["ai"],
        ["model"] = ["ai", "extract", "classify"],
        ["agent"] = ["ai"],
        ["summary"] = ["ai", "summarize"],
        ["translate"] = ["ai"],
        ["extract"] = ["ai"],
        ["classify"] = ["ai"],
    };

    private static readonly string[] Carried = ["json", "text"];

    /// <summary>Lower-case words without their commonest endings; compound names give their parts too.</summary>
    public static IEnumerable<string> Of(string text)
    {
        foreach (Match match in Word().Matches(text))
        {
            yield return Stem(match.Value.ToLowerInvariant());
            var parts = Hump().Split(match.Value);
            for (var i = 0; parts.Length > 1 && i < parts.Length; i++)
            {
                yield return Stem(parts[i].ToLowerInvariant());
            }
        }
    }

    /// <summary>The words of a request, and those that the catalogue uses for them.</summary>
    public static HashSet<string> Asked(string text)
    {
        var words = Of(text).Where(static word => word.Length > 1).ToHashSet(StringComparer.Ordinal);
        if (!words.Contains("file"))
        {
            // What every call carries, and no file of it is meant.
            words.ExceptWith(Carried);
        }

        words.UnionWith(words.ToArray().SelectMany(static word => Meant.GetValueOrDefault(word, [])).Select(Stem));
        return words;
    }

    private static string Stem(string word) => word switch
    {
        { Length: > 5 } when word.EndsWith("ing", StringComparison.Ordinal) => word[..^3],
        { Length: > 4 } when word.EndsWith("ies", StringComparison.Ordinal) => $"{word[..^3]}y",
        { Length: > 4 } when word.EndsWith("ed", StringComparison.Ordinal) => word[..^2],
        { Length: > 3 } when word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) => word[..^1],
        _ => word,
    };

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<=\p{Ll})(?=\p{Lu})")]
    private static partial Regex Hump();
}
