using System.Globalization;
using System.Text;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace FlowForge.ServerNodes.Markdown;

/// <summary>Ids of headings: small letters and digits of the text, each id once.</summary>
internal sealed class HeadingIds(HtmlOptions options)
{
    private readonly Dictionary<string, int> given = new(StringComparer.Ordinal);

    /// <summary>Gives a heading its id, unless it has one of its own.</summary>
    public void Give(HeadingBlock heading, ContainerInline? inline)
    {
        var attributes = heading.GetAttributes();
        if (options.HeadingIds && attributes.Id is null)
        {
            attributes.Id = Of(inline is null ? "" : InlineText.Of(inline.Descendants<LeafInline>()));
        }
    }

    /// <summary>The id of a text.</summary>
    public string Of(string text)
    {
        var id = new StringBuilder(options.HeadingIdPrefix);
        foreach (var letter in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(letter) || letter == '_' || (options.GithubHeadingIds && letter == '-'))
            {
                id.Append(letter);
            }
            else if (options.GithubHeadingIds && char.IsWhiteSpace(letter))
            {
                id.Append('-');
            }
        }

        var name = id.Length == 0 ? "section" : id.ToString();
        var times = given[name] = given.GetValueOrDefault(name) + 1;
        return times == 1 ? name : $"{name}-{(times - 1).ToString(CultureInfo.InvariantCulture)}";
    }
}

/// <summary>The text that inline elements show.</summary>
internal static class InlineText
{
    /// <summary>One behind the other.</summary>
    public static string Of(IEnumerable<LeafInline> inlines) => string.Concat(inlines.Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline => " ",
        _ => "",
    }));
}
