using System.Text.RegularExpressions;

namespace FlowForge.ServerNodes.Markdown;

/// <summary>Escapes letters that would be marks.</summary>
internal static partial class MarkdownEscape
{
    /// <summary>A text in a line, with any white space as one space.</summary>
    public static string Text(string text) => Marks().Replace(WhiteSpace().Replace(text, " "), "\\$0");

    /// <summary>A text that begins a block: what would make it another kind of block is escaped.</summary>
    public static string AtStart(string text) => Number().Replace(Block().Replace(text, "\\$0"), "$1\\.");

    [GeneratedRegex(@"[\\`*_~\[\]]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"[ \t\r\n\f]+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"^(?:[+-](?=\s)|[>]|={3}|-{3}|#{1,6}(?=\s))")]
    private static partial Regex Block();

    [GeneratedRegex(@"^(\d{1,9})\.(?=\s)")]
    private static partial Regex Number();
}
