using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowForge.Web.Editor.Inspector.Schema;

/// <summary>
/// When a parameter counts, as its description begins: <c>With except and selected: …</c>, or <c>Reading: …</c> and <c>Writing: …</c>, where those
/// words are choices of a parameter beside it. A form leaves out
/// what does not count, unless it has been set.
/// </summary>
internal static partial class FieldCondition
{
    private static readonly Dictionary<string, string> Doing = new(StringComparer.Ordinal) { ["Reading"] = "read", ["Writing"] = "write" };

    /// <summary>The choices that a description names, and the rest of it; no choices for a parameter that always counts.</summary>
    public static (IReadOnlyList<string> With, string Help) Of(string description, IReadOnlyList<FieldSchema> siblings)
    {
        if (Lead().Match(description) is not { Success: true } lead)
        {
            return ([], description);
        }

        var words = lead.Groups["doing"] is { Success: true } doing ? [Doing[doing.Value]] : Word().Matches(lead.Groups["words"].Value).Select(word => word.Value);
        List<string> with = [.. words.Where(word => siblings.Any(one => one.Choices.Contains(word)))];
        var rest = description[lead.Length..].Trim();
        return with.Count == 0 ? ([], description) : (with, rest.Length == 0 ? "" : $"{char.ToUpperInvariant(rest[0])}{rest[1..]}");
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

    [GeneratedRegex(@"^(?:(?<doing>Reading|Writing)|With (?<words>\w+(?:,? \w+)*))[:.]")]
    private static partial Regex Lead();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
