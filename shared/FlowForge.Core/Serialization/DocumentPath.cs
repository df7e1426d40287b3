using System.Buffers;
using System.Globalization;

namespace FlowForge.Core.Serialization;

/// <summary>Writes places in a document: <c>graph.nodes[3].parameters.url</c>, and <c>['a b']</c> for a key that is no word.</summary>
public static class DocumentPath
{
    private const int LongestWord = 64;

    private static readonly SearchValues<char> Word =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$-");

    /// <summary>A property of what <paramref name="path"/> names; empty means the whole document.</summary>
    public static string Property(string path, string name) =>
        !IsWord(name) ? $"{path}['{Shown.Text(name).Replace("'", "\\'", StringComparison.Ordinal)}']"
        : path.Length == 0 ? name
        : $"{path}.{name}";

    /// <summary>An element of the list that <paramref name="path"/> names, from 0.</summary>
    public static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>A path below another, e.g. <c>rules[1].name</c> below <c>graph.nodes[0].parameters</c>.</summary>
    public static string Below(string path, string relative) =>
        relative.Length == 0 ? path : path.Length == 0 || relative[0] == '[' ? path + relative : $"{path}.{relative}";

    private static bool IsWord(string name) =>
        name.Length is > 0 and <= LongestWord && !char.IsAsciiDigit(name[0]) && name[0] != '-' && name.AsSpan().IndexOfAnyExcept(Word) < 0;
}
