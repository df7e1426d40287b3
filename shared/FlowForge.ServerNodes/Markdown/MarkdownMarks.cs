using System.Text.RegularExpressions;
using Markdig.Helpers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace FlowForge.ServerNodes.Markdown;

/// <summary>Marks that Markdown itself does not have: sizes of images, and mentions.</summary>
internal static partial class MarkdownMarks
{
    /// <summary>The text with sizes written as titles, which Markdown has.</summary>
    public static string WithImageSizes(string text) => ImageSize().Replace(text, "$1 \"=$2x$3\")");

    /// <summary>Makes attributes of a size that <see cref="WithImageSizes"/> wrote.</summary>
    public static void TakeSize(LinkInline image)
    {
        if (image.Title is { } title && SizeTitle().Match(title) is { Success: true } size)
        {
            image.Title = null;
            image.GetAttributes().AddPropertyIfNotExist("width", size.Groups[1].Value);
            image.GetAttributes().AddPropertyIfNotExist("height", size.Groups[2].Value);
        }
    }

    /// <summary>Makes links of the mentions in a text.</summary>
    public static void LinkMentions(LiteralInline literal, HtmlOptions options)
    {
        var text = literal.Content.ToString();
        var at = 0;
        foreach (var mention in Mention().EnumerateMatches(text))
        {
            var name = text.Substring(mention.Index + 1, mention.Length - 1);
            var link = new LinkInline(options.MentionsLink.Replace("{u}", Uri.EscapeDataString(name), StringComparison.Ordinal), "");
            link.AppendChild(new LiteralInline("@" + name));
            if (options.NewWindow)
            {
                link.GetAttributes().AddPropertyIfNotExist("rel", "noopener noreferrer");
                link.GetAttributes().AddPropertyIfNotExist("target", "_blank");
            }

            literal.InsertBefore(new LiteralInline(text[at..mention.Index]));
            literal.InsertBefore(link);
            at = mention.Index + mention.Length;
        }

        if (at > 0)
        {
            literal.Content = new StringSlice(text[at..]);
        }
    }

    [GeneratedRegex(@"(!\[[^\[\]\r\n]*\]\([^\s()]+) =(\d{1,5}|\*)x(\d{1,5}|\*)\)")]
    private static partial Regex ImageSize();

    [GeneratedRegex(@"^=(\d{1,5}|\*)x(\d{1,5}|\*)$")]
    private static partial Regex SizeTitle();

    [GeneratedRegex(@"(?<![\w@])@[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?\b")]
    private static partial Regex Mention();
}
