using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FlowForge.Core;
using FlowForge.Core.Failures;

namespace FlowForge.ServerNodes.Markdown;

/// <summary>
/// Writes a document as Markdown: blocks, with what stands in a line of them by <see cref="MarkdownLines"/>. A document is no deeper than
/// <see cref="Limits.HtmlDepth"/>, so it may recurse; marks at the beginning of lines add up with the depth, so the length is looked at on each level.
/// </summary>
internal sealed class MarkdownOfHtml
{
    private readonly MarkdownStyle style;
    private readonly MarkdownLines lines;
    private bool isTooLarge;

    private MarkdownOfHtml(MarkdownStyle style) => (this.style, lines) = (style, new(style));

    /// <summary>The Markdown; <c>limit.item</c>.</summary>
    public static Outcome<string> Write(IHtmlDocument document, MarkdownStyle style)
    {
        var writing = new MarkdownOfHtml(style);
        var text = document.Body is { } body ? writing.Flow(body) : "";
        var references = writing.lines.References();
        return writing.isTooLarge
            ? Failure.Of(FailureCodes.ItemTooLarge, $"The Markdown has more than {Limits.ItemBytes} characters, which no item can hold.")
            : references.Length == 0 ? text : $"{text}{writing.Gap}{references}";
    }

    private string Gap => style.MaxNewlines > 1 ? "\n\n" : "\n";

    /// <summary>What is inside a node, block below block.</summary>
    private string Flow(INode parent, string? gap = null)
    {
        List<string> blocks = [];
        var line = new StringBuilder();
        foreach (var child in parent.ChildNodes)
        {
            if (child is IElement element && lines.IsBlock(element))
            {
                Flush(blocks, line);
                if (Block(element) is { Length: > 0 } block)
                {
                    blocks.Add(block);
                }
            }
            else
            {
                lines.Append(line, child);
            }
        }

        Flush(blocks, line);
        return Bounded(string.Join(gap ?? Gap, blocks));
    }

    private static void Flush(List<string> blocks, StringBuilder line)
    {
        if (MarkdownEscape.AtStart(line.ToString().Trim(' ', '\n')) is { Length: > 0 } text)
        {
            blocks.Add(text);
        }

        line.Clear();
    }

    private string Block(IElement element)
    {
        if (isTooLarge || lines.IsIgnored(element))
        {
            return "";
        }

        switch (element.LocalName)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                return lines.Of(element) is { Length: > 0 } heading ? $"{new string('#', element.LocalName[1] - '0')} {heading}" : "";
            case "hr":
                return "---";
            case "blockquote":
                return Prefixed(Flow(element), "> ", "> ");
            case "pre":
                return Code(element);
            case "ul" or "ol" or "menu":
                return List(element);
            case "table":
                return MarkdownTable.Write(element, lines);
            default:
                return Flow(element);
        }
    }

    private string List(IElement list)
    {
        List<string> entries = [];
        var number = list is IHtmlOrderedListElement ordered ? ordered.Start : 1;
        foreach (var child in list.Children)
        {
            var isTight = !child.Children.Any(inner => inner.LocalName is "p" or "div" or "pre" or "blockquote" or "table");
            var marker = list.LocalName == "ol" ? $"{(number++).ToString(CultureInfo.InvariantCulture)}. " : $"{style.Bullet} ";
            entries.Add(Prefixed(child.LocalName == "li" ? Flow(child, isTight ? "\n" : null) : Block(child), marker, new string(' ', marker.Length)));
        }

        return Bounded(string.Join('\n', entries));
    }

    private string Code(IElement pre)
    {
        var language = pre.QuerySelector("code")?.ClassList.FirstOrDefault(name => name.StartsWith("language-", StringComparison.Ordinal))?["language-".Length..] ?? "";
        var code = pre.TextContent.TrimEnd('\n');
        var fence = style.Fence;
        if (code.Contains(fence, StringComparison.Ordinal))
        {
            var (mark, longest) = (fence[^1], MarkdownLines.LongestRun(code, fence[^1]));
            fence = fence.All(letter => letter == mark) ? new string(mark, longest + 1) : fence + new string(mark, longest);
        }

        return $"{fence}{language}\n{code}\n{fence}";
    }

    private string Prefixed(string text, string first, string rest)
    {
        if (isTooLarge)
        {
            return "";
        }

        var made = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            var prefix = made.Length == 0 ? first : rest;
            made.Append(made.Length == 0 ? "" : "\n").Append(line.Length == 0 ? prefix.TrimEnd() : prefix).Append(line);
        }

        return Bounded(made.ToString());
    }

    private string Bounded(string text)
    {
        isTooLarge |= text.Length > Limits.ItemBytes;
        return isTooLarge ? "" : text;
    }
}
