using System.Globalization;
using System.Text;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Files;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace FlowForge.ServerNodes.Markdown;

/// <summary>Makes HTML of Markdown.</summary>
internal static class HtmlOfMarkdown
{
    /// <summary>The HTML; <c>file.tooLarge</c> when the text is nested too deep.</summary>
    public static Outcome<string> Write(string text, HtmlOptions options)
    {
        if ((long)text.AsSpan().Count('[') * text.Length > Limits.MarkdownWork)
        {
            return FileFailures.Past("The Markdown has too many opening brackets for its length.");
        }

        var pipeline = Pipeline(options);
        try
        {
            var document = Markdig.Markdown.Parse(options.ImageSizes ? MarkdownMarks.WithImageSizes(text) : text, pipeline);
            var ids = new HeadingIds(options);
            foreach (var node in document.Descendants())
            {
                Finish(node, options, ids);
            }

            return Rendered(document, pipeline, options);
        }
        catch (ArgumentException deep) when (deep.Message.Contains("depth", StringComparison.OrdinalIgnoreCase))
        {
            return FileFailures.Past("The Markdown is nested too deep to be read.");
        }
    }

    private static MarkdownPipeline Pipeline(HtmlOptions options)
    {
        var builder = new MarkdownPipelineBuilder();
        _ = options.Tables ? builder.UsePipeTables() : builder;
        _ = options.Strikethrough ? builder.UseEmphasisExtras(EmphasisExtraOptions.Strikethrough) : builder;
        _ = options.TaskLists ? builder.UseTaskLists() : builder;
        _ = options.AutoLinks ? builder.UseAutoLinks() : builder;
        _ = options.LineBreaks ? builder.UseSoftlineBreakAsHardlineBreak() : builder;
        _ = options.Emoji ? builder.UseEmojiAndSmiley(enableSmileys: false) : builder;
        _ = options.EscapeHtml ? builder.DisableHtml() : builder;
        _ = options.CustomHeadingIds ? builder.UseGenericAttributes() : builder;
        return builder.Build();
    }

    private static void Finish(MarkdownObject node, HtmlOptions options, HeadingIds ids)
    {
        switch (node)
        {
            case HeadingBlock heading:
                heading.Level = Math.Min(6, heading.Level + options.HeadingStart - 1);
                ids.Give(heading, heading.Inline);
                break;
            case TableRow { IsHeader: true } row when options.TableHeadingIds:
                foreach (var cell in row.OfType<TableCell>())
                {
                    cell.GetAttributes().Id = ids.Of(InlineText.Of(cell.Descendants<LeafInline>()));
                }

                break;
            case LinkInline { IsImage: true } image when options.ImageSizes:
                MarkdownMarks.TakeSize(image);
                break;
            case LinkInline { IsImage: false } or AutolinkInline when options.NewWindow:
                node.GetAttributes().AddPropertyIfNotExist("rel", "noopener noreferrer");
                node.GetAttributes().AddPropertyIfNotExist("target", "_blank");
                break;
            case LiteralInline literal when options.Mentions && literal.Parent is not LinkInline:
                MarkdownMarks.LinkMentions(literal, options);
                break;
            default:
                break;
        }
    }

    private static string Rendered(MarkdownDocument document, MarkdownPipeline pipeline, HtmlOptions options)
    {
        var text = new StringWriter(new StringBuilder(), CultureInfo.InvariantCulture) { NewLine = "\n" };
        var renderer = new HtmlRenderer(text);
        pipeline.Setup(renderer);
        renderer.Render(document);
        var html = text.ToString().TrimEnd('\n');
        return options.CompleteDocument
            ? $"<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n</head>\n<body>\n{html}\n</body>\n</html>"
            : html;
    }
}
