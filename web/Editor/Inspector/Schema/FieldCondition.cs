using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowForge.Web.Editor.Inspector.Schema;

/// <summary>
/// When a parameter counts, as its description begins: <c>With except and selected: …</c>, <c>By key: …</c>, <c>Query and get: …</c>, or
/// <c>Reading: …</c> and <c>Writing: …</c>, where those words are choices of a parameter beside it. A form leaves out what does not count, unless it
/// has been set.
/// </summary>
internal static partial class FieldCondition
{
    private static readonly Dictionary<string, string> Doing = new(StringComparer.Ordinal) { ["Reading"] = "read", ["Writing"] = "write" };

    /// <summary>The choices that a description names, and the rest of it; no choices for a parameter that always counts.</summary>
    public static (IReadOnlyList<string> With, string Help) Of(string description, IReadOnlyList<FieldSchema> siblings)
    {
        if (Lead().Match(description) is not { Success: true } lead)
        {
            return Named(description, siblings);
        }

        var words = lead.Groups["doing"] is { Success: true } doing ? [Doing[doing.Value]] : Word().Matches(lead.Groups["words"].Value).Select(word => word.Value);
        List<string> with = [.. words.Where(word => siblings.Any(one => one.Choices.Contains(word)))];
        var rest = description[lead.Length..].Trim();
        return with.Count == 0 ? ([], description) : (with, rest.Length == 0 ? "" : $"{char.ToUpperInvariant(rest[0])}{rest[1..]}");
    }

    // Choices alone: "Upload: what is sent. Download: what it becomes." Where several sentences begin so, each says what it is about.
    private static (IReadOnlyList<string> With, string Help) Named(string description, IReadOnlyList<FieldSchema> siblings)
    {
        var leads = Bare().Matches(description).ToList();
        if (leads is not [{ Index: 0 }, ..])
        {
            return ([], description);
        }

        var choices = siblings.SelectMany(one => one.Choices).ToList();
        var words = leads.SelectMany(lead => Word().Matches(lead.Groups["words"].Value)).Select(word => word.Value).Where(word => word != "and").ToList();
        List<string> with = [.. words.Select(word => choices.Find(choice => string.Equals(choice, word, StringComparison.OrdinalIgnoreCase))).OfType<string>()];
        var rest = description[leads[0].Length..].Trim();
        return with.Count != words.Count ? ([], description) : (with, leads.Count > 1 || rest.Length == 0 ? description : $"{char.ToUpperInvariant(rest[0])}{rest[1..]}");
    }

    /// <summary>Whether a parameter counts beside the values of the others.</summary>
    public static bool Counts(FieldSchema field, IReadOnlyList<FieldSchema> siblings, JsonElement? owner)
    {
        var choices = siblings.Where(one => one != field && one.Kind == FieldKind.Choice && field.With.Any(one.Choices.Contains)).ToList();
        return choices.Count == 0 || JsonEdit.Get(owner, field.Name) is not null || choices.Exists(one => IsMade(one) && Counts(one, [.. siblings.Where(other => other != field)], owner));

        // A choice that an expression makes may be any.
        bool IsMade(FieldSchema choice) => (JsonEdit.Get(owner, choice.Name) ?? choice.Default) is not { ValueKind: JsonValueKind.String } chosen
            || ExpressionText.Is(chosen) || field.With.Contains(chosen.GetString()!);
    }

    [GeneratedRegex(@"^(?:(?<doing>Reading|Writing)|(?:With|By) (?<words>\w+(?:,? \w+)*))[:.]")]
    private static partial Regex Lead();

    [GeneratedRegex(@"(?:^|(?<=\. ))(?<words>[A-Z]\w*(?:,? \w+){0,3}):(?!/)")]
    private static partial Regex Bare();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
