using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowForge.Web.Editor.Inspector;

/// <summary>The Markdown that kinds write their help in: paragraphs, lists, bold, italics, code. Everything is encoded first, so help is never markup.</summary>
internal static partial class HelpText
{
    /// <summary>As HTML.</summary>
    public static string Html(string markdown)
    {
        var html = new StringBuilder();
        var isList = false;
        foreach (var block in Blocks().Split(markdown.ReplaceLineEndings("\n").Trim()))
        {
            foreach (var part in block.Split("\n- "))
            {
                var isItem = part.StartsWith("- ", StringComparison.Ordinal) || !ReferenceEquals(part, block) && !block.StartsWith(part, StringComparison.Ordinal);
                if (isItem != isList)
                {
                    html.Append(isItem ? "<ul class=\"my-1.5 list-disc pl-5\">" : "</ul>");
                    isList = isItem;
                }

                var text = Inline(part.StartsWith("- ", StringComparison.Ordinal) ? part[2..] : part);
                html.Append(isItem ? $"<li class=\"my-0.5\">{text}</li>" : $"<p class=\"my-1.5\">{text}</p>");
            }
        }

        return html.Append(isList ? "</ul>" : "").ToString();
    }

    private static string Inline(string text) =>
        Italics().Replace(Bold().Replace(Code().Replace(WebUtility.HtmlEncode(text), "<code>$1</code>"), "<b>$1</b>"), "<i>$1</i>");

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Blocks();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"\*([^*\s][^*]*)\*")]
    private static partial Regex Italics();
}
