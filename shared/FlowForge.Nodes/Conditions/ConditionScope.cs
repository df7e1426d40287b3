using System.Text.RegularExpressions;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Times;

namespace FlowForge.Nodes.Conditions;

/// <summary>What conditions of one node run share: the zone of local times, and the patterns read so far.</summary>
/// <param name="timezone">The zone.</param>
/// <param name="manner">
/// With <see cref="Manner.N8n"/> operators that ask whether there is a value fail for one of another type, moments are read in all ways, and an absent moment
/// is in no relation to any.
/// </param>
internal sealed class ConditionScope(string timezone, Manner manner = Manner.Own)
{
    private const int PatternsKept = 64;
    private readonly Dictionary<string, Outcome<Regex>> patterns = new(StringComparer.Ordinal);
    private TimeZoneInfo? zone;

    /// <summary>Whether they are as in n8n.</summary>
    public bool IsN8n => manner == Manner.N8n;

    /// <summary>Zone of times without an offset.</summary>
    public TimeZoneInfo Zone => zone ??= Moments.Zone(timezone);

    /// <summary>A pattern, plain or as <c>/pattern/flags</c>.</summary>
    public Outcome<Regex> Pattern(string text, bool ignoreCase)
    {
        var key = ignoreCase ? $"i{text}" : $"-{text}";
        if (!patterns.TryGetValue(key, out var pattern))
        {
            if (patterns.Count >= PatternsKept)
            {
                patterns.Clear();
            }

            var read = Patterns.Pattern.Read(text, ignoreCase);
            patterns[key] = pattern = read.IsFailure ? read.Failure : read.Value.Regex;
        }

        return pattern;
    }
}
