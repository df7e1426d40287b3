using System.Buffers;
using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace FlowForge.ServerNodes.Markdown;

/// <summary>Writes what stands in a line: text, emphasis, links, images, code.</summary>
internal sealed class MarkdownLines(MarkdownStyle style)
{
    private const int DataImageLength = 1024 * 1024;

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "address", "article", "aside", "blockquote", "body", "details", "dialog", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
    };

    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "head", "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "select", "textarea", "audio", "video", "canvas",
    };

    private static readonly SearchValues<char> NeedBrackets = SearchValues.Create(" ()<>\n");

    private readonly OrderedDictionary<string, string> addresses = new(StringComparer.Ordinal);

    /// <summary>Whether an element stands in lines of its own.</summary>
    public bool IsBlock(IElement element) => Blocks.Contains(element.LocalName) || style.Blocks.Contains(element.LocalName);

    /// <summary>Whether an element is left out.</summary>
    public bool IsIgnored(IElement element) => Silent.Contains(element.LocalName) || style.Ignored.Contains(element.LocalName);

    /// <summary>What is inside an element, in one line.</summary>
    public string Of(INode parent) => Inside(parent).Replace("  \n", " ", StringComparison.Ordinal).Replace('\n', ' ').Trim();

    /// <summary>The addresses that links referred to.</summary>
    public string References() => string.Join('\n', addresses.Keys.Select((address, at) => string.Create(CultureInfo.InvariantCulture, $"[{at + 1}]: {address}")));

    /// <summary>Adds a node to a line.</summary>
    public void Append(StringBuilder line, INode node)
    {
        switch (node)
        {
            case IText text:
                AppendText(line, MarkdownEscape.Text(text.Data));
                break;
            case IElement { LocalName: "br" }:
                line.Append(Break(line));
                break;
            case IElement element when !IsIgnored(element):
                AppendText(line, Element(element));
                break;
            default:
                break;
        }
    }

    private static void AppendText(StringBuilder line, string text)
    {
        var isAfterSpace = line.Length > 0 && (line[^1] is ' ' or '\n');
        line.Append(isAfterSpace && text is [' ', ..] ? text.AsSpan(1) : text);
    }

    private string Inside(INode parent)
    {
        var line = new StringBuilder();
        foreach (var child in parent.ChildNodes)
        {
            Append(line, child);
            if (child is IElement element && IsBlock(element))
            {
                AppendText(line, " ");
            }
        }

        return line.ToString();
    }

    private string Element(IElement element)
    {
        switch (element)
        {
            case { LocalName: "strong" or "b" }:
                return Marked(Inside(element), style.Strong);
            case { LocalName: "em" or "i" }:
                return Marked(Inside(element), style.Emphasis);
            case { LocalName: "del" or "s" or "strike" }:
                return Marked(Inside(element), style.Strike);
            case { LocalName: "code" or "kbd" or "samp" or "tt" }:
                return Code(element.TextContent);
            case IHtmlImageElement image:
                return Image(image);
            case IHtmlAnchorElement link:
                return Link(link);
            case IHtmlInputElement { Type: "checkbox" } box:
                return box.HasAttribute("checked") ? "[x] " : "[ ] ";
            default:
                return Inside(element);
        }
    }

    private string Break(StringBuilder line)
    {
        var count = 0;
        for (var at = line.Length - 1; at >= 0 && line[at] is ' ' or '\n'; at--)
        {
            count += line[at] == '\n' ? 1 : 0;
        }

        return count < style.MaxNewlines ? "  \n"[(line.Length > 0 && line[^1] == ' ' ? 1 : 0)..] : "";
    }

    /// <summary>Marks stand at letters: white space goes outside.</summary>
    private static string Marked(string text, string mark)
    {
        var inner = text.Trim(' ', '\n');
        return inner.Length == 0 ? text.Length == 0 ? "" : " " : $"{(text[0] == ' ' ? " " : "")}{mark}{inner}{mark}{(text[^1] == ' ' ? " " : "")}";
    }

    private static string Code(string text)
    {
        var fence = new string('`', LongestRun(text, '`') + 1);
        var space = text.StartsWith('`') || text.EndsWith('`') ? " " : "";
        return text.Length == 0 ? "" : $"{fence}{space}{text.ReplaceLineEndings(" ")}{space}{fence}";
    }

    /// <summary>How often a character stands side by side at most.</summary>
    public static int LongestRun(string text, char mark)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in text)
        {
            run = letter == mark ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private string Image(IHtmlImageElement image)
    {
        var address = image.GetAttribute("src") ?? "";
        var isData = address.StartsWith("data:", StringComparison.OrdinalIgnoreCase);
        return address.Length == 0 || (isData && (!style.DataImages || address.Length > DataImageLength)) ? ""
            : $"![{MarkdownEscape.Text(image.GetAttribute("alt") ?? "")}]({Target(address, image.GetAttribute("title"))})";
    }

    private string Link(IHtmlAnchorElement link)
    {
        var text = Inside(link).Trim(' ', '\n');
        if (link.GetAttribute("href") is not { Length: > 0 } address || text.Length == 0)
        {
            return text;
        }

        if (style.InlineLinks && link.TextContent.Trim() == address && Uri.TryCreate(address, UriKind.Absolute, out _))
        {
            return $"<{address}>";
        }

        if (!style.ReferenceLinks)
        {
            return $"[{text}]({Target(address, link.GetAttribute("title"))})";
        }

        addresses.TryAdd(address, address, out var at);
        return string.Create(CultureInfo.InvariantCulture, $"[{text}][{at + 1}]");
    }

    private static string Target(string address, string? title)
    {
        var target = !address.AsSpan().ContainsAny(NeedBrackets) ? address
            : $"<{address.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).ReplaceLineEndings("%0A")}>";
        return string.IsNullOrEmpty(title) ? target : $"{target} \"{title.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
