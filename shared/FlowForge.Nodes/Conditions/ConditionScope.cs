using System.Buffers;
using System.Text.RegularExpressions;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Times;

namespace FlowForge.Nodes.Conditions;

/// <summary>What conditions of one node run share: the zone of local times, and the patterns read so far.</summary>
internal sealed class ConditionScope(string timezone)
{
    private const int PatternsKept = 64;
    private static readonly SearchValues<char> Flags = SearchValues.Create("gimsuy");
    private readonly Dictionary<string, Outcome<Regex>> patterns = new(StringComparer.Ordinal);
    private TimeZoneInfo? zone;

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

            patterns[key] = pattern = Read(text, ignoreCase);
        }

        return pattern;
    }

    private static Outcome<Regex> Read(string text, bool ignoreCase)
    {
        if (text.Length > Limits.PatternLength)
        {
            return Failure.Of(FailureCodes.Parameter, $"A pattern may have {Limits.PatternLength} characters at most.");
        }

        var (body, flags) = Split(text);
        var options = RegexOptions.CultureInvariant
            | (ignoreCase || flags.Contains('i') ? RegexOptions.IgnoreCase : 0)
            | (flags.Contains('m') ? RegexOptions.Multiline : 0)
            | (flags.Contains('s') ? RegexOptions.Singleline : 0);
        var time = TimeSpan.FromMilliseconds(Limits.PatternMilliseconds);
        try
        {
            return new Regex(body, options | RegexOptions.NonBacktracking, time);
        }
        catch (NotSupportedException)
        {
            // Look-arounds and back references need the engine that backtracks; the time limit holds it.
            return new Regex(body, options, time);
        }
        catch (ArgumentException wrong)
        {
            return Failure.Of(FailureCodes.Parameter, $"The pattern {body} cannot be read: {wrong.Message}");
        }
    }

    private static (string Body, string Flags) Split(string text)
    {
        var end = text.LastIndexOf('/');
        return end > 0 && text[0] == '/' && !text.AsSpan(end + 1).ContainsAnyExcept(Flags)
            ? (text[1..end], text[(end + 1)..])
            : (text, "");
    }
}
