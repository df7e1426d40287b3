using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowForge.Formats;

/// <summary>What a scalar without quotes means, and which texts may go without.</summary>
internal static partial class YamlScalars
{
    // Words that some YAML readers take for something else; they are quoted for their sake.
    private static readonly HashSet<string> Ambiguous =
        new(["null", "true", "false", "yes", "no", "on", "off"], StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\u0085\u2028\u2029");

    /// <summary>The type of a plain scalar: YAML 1.2's JSON schema, with a string for all that it does not name.</summary>
    public static JsonValueKind TypeOf(string plain) => plain switch
    {
        "" or "null" => JsonValueKind.Null,
        "true" => JsonValueKind.True,
        "false" => JsonValueKind.False,
        _ => Number().IsMatch(plain) ? JsonValueKind.Number : JsonValueKind.String,
    };

    /// <summary>Whether a text may stand without quotes; inside brackets some more characters mean something.</summary>
    public static bool IsPlain(string text, bool inFlow) =>
        (inFlow ? FlowText() : BlockText()).IsMatch(text) && !text.EndsWith(' ') && !Ambiguous.Contains(text);

    /// <summary>Whether a text of several lines may stand as a literal block.</summary>
    public static bool IsBlock(string text) =>
        text.AsSpan().Trim('\n').Contains('\n')
        && !text.AsSpan().ContainsAny(Breaks)
        && !text.Any(c => (char.IsControl(c) && c is not ('\n' or '\t')) || c is '\uFEFF' or '\uFFFE' or '\uFFFF');

    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A[\p{L}_/$][\p{L}\p{Nd}_./@$+~^*() -]*\z")]
    private static partial Regex FlowText();

    [GeneratedRegex(@"\A[\p{L}_/$][\p{L}\p{Nd}_./@$+~^*() ,;!?'=<>-]*\z")]
    private static partial Regex BlockText();
}
