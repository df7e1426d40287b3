using System.Buffers;
using System.Text.RegularExpressions;
using FlowForge.Core;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Patterns;

/// <summary>A regular expression as people write it: plain, or as <c>/pattern/flags</c> with JavaScript's flags.</summary>
/// <param name="Regex">It, with the time that a match may take.</param>
/// <param name="IsGlobal">Whether it has the flag <c>g</c>: replacing replaces all matches.</param>
internal sealed record Pattern(Regex Regex, bool IsGlobal)
{
    private static readonly SearchValues<char> Flags = SearchValues.Create("gimsuy");

    /// <summary>Reads one. Failure: <c>node.parameter</c>.</summary>
    public static Outcome<Pattern> Read(string text, bool ignoreCase)
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
            return new Pattern(new Regex(body, options | RegexOptions.NonBacktracking, time), flags.Contains('g'));
        }
        catch (NotSupportedException)
        {
            // Look-arounds and back references need the engine that backtracks; the time limit holds it.
            return new Pattern(new Regex(body, options, time), flags.Contains('g'));
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
