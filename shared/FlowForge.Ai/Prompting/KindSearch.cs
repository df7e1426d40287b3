using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Ai.Prompting;

/// <summary>Picks the kinds that matter for a request, so that a prompt stays small however large the catalogue is.</summary>
internal static class KindSearch
{
    // What nearly every workflow needs; it has places of its own, whatever else fits.
    private static readonly string[] Usual = ["trigger.manual", "set", "if", "filter", "http", "code"];

    // A request is about one way to start, mostly; their words are in what people say of all else.
    private const int Triggers = 2;

    /// <summary>The kinds to describe, those of the workflow first, then by how well they fit; and further ones to name.</summary>
    public static (IReadOnlyList<KindDescription> Described, IReadOnlyList<KindDescription> Named) Find(string text, Workflow? workflow, ICatalogue catalogue)
    {
        var asked = Words.Asked(text);
        var all = catalogue.Kinds.Select(static kind => kind.Description).ToList();
        var words = all.ToDictionary(static kind => kind.Kind, WordsOf, StringComparer.Ordinal);
        var rarity = asked.ToDictionary(static word => word, word => Math.Log(1 + ((double)all.Count / (1 + words.Values.Count(known => known.ContainsKey(word))))), StringComparer.Ordinal);
        var present = workflow?.Nodes.Select(static node => node.Kind).ToHashSet(StringComparer.Ordinal) ?? [];
        var ranked = all
            .Select(kind => (kind, score: asked.Sum(word => words[kind.Kind].GetValueOrDefault(word) * rarity[word])))
            .OrderByDescending(static one => one.score).ThenBy(static one => one.kind.Kind, StringComparer.Ordinal).ToList();
        var triggers = ranked.Where(static one => one.kind.IsTrigger).Skip(Triggers).Select(static one => one.kind.Kind).ToHashSet(StringComparer.Ordinal);
        var fitting = ranked.Where(one => one.score > 0 && !triggers.Contains(one.kind.Kind)).Select(static one => one.kind).ToList();
        var described = ranked.Where(one => present.Contains(one.kind.Kind)).Select(static one => one.kind)
            .Concat(fitting.Take(Limits.AiKindsDescribed - Usual.Length))
            .Concat(Usual.Select(name => catalogue.Find(name)?.Description).OfType<KindDescription>())
            .Concat(fitting)
            .DistinctBy(static kind => kind.Kind).Take(Limits.AiKindsDescribed).ToList();
        var named = ranked.Select(static one => one.kind).Except(described).Take(Limits.AiKindsNamed).ToList();
        return (described, named);
    }

    /// <summary>The words a kind is known by, the heavier the nearer to its name.</summary>
    private static Dictionary<string, double> WordsOf(KindDescription kind)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (text, weight) in new[] { (kind.Kind, 8.0), (kind.Title, 5.0), (kind.Summary, 3.0), (kind.Help, 1.0) })
        {
            foreach (var word in Words.Of(text))
            {
                weights[word] = Math.Max(weights.GetValueOrDefault(word), weight);
            }
        }

        return weights;
    }
}
