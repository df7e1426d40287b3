using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowForge.Nodes.Files;

/// <summary>
/// Text that is a number as JSON writes one. <c>010</c>, <c>+1</c>, <c>1,5</c> and <c>1e400</c> are none, and neither is a whole number with more
/// digits than a double keeps: it is more likely an id.
/// </summary>
internal static partial class NumberText
{
    private const double LargestExact = 1L << 53;

    /// <summary>The number, or null.</summary>
    public static double? Read(string text) =>
        text.Length is > 0 and <= 40 && Number().IsMatch(text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
        && (Math.Abs(number) < LargestExact || text.AsSpan().ContainsAny('.', 'e', 'E'))
            ? number
            : null;

    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\z")]
    private static partial Regex Number();
}
