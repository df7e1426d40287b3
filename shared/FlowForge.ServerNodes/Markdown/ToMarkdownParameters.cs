using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Markdown;

/// <summary>How Markdown is made.</summary>
/// <param name="Html">The HTML.</param>
/// <param name="As">The field of the result.</param>
/// <param name="Style">How it is written.</param>
internal sealed record ToMarkdownParameters(string Html, FieldPath As, MarkdownStyle Style)
{
    public static Outcome<ToMarkdownParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        return reader.Give(new ToMarkdownParameters(Values.Needed(reader, "html"), Values.As(reader, "as", "data"), MarkdownStyle.Read(reader)));
    }
}

/// <summary>How Markdown is written.</summary>
/// <param name="Bullet">What entries of lists begin with.</param>
/// <param name="Fence">What stands round blocks of code.</param>
/// <param name="Emphasis">What stands round emphasis.</param>
/// <param name="Strong">What stands round strong text.</param>
/// <param name="Strike">What stands round struck-out text.</param>
/// <param name="MaxNewlines">Line breaks in a row.</param>
/// <param name="Ignored">Elements that are left out, in small letters.</param>
/// <param name="Blocks">Further elements in lines of their own, in small letters.</param>
/// <param name="InlineLinks">Whether a link whose text is its address is written in angle brackets.</param>
/// <param name="ReferenceLinks">Whether addresses stand at the end.</param>
/// <param name="DataImages">Whether images that are written into the HTML are kept.</param>
internal sealed record MarkdownStyle(
    string Bullet, string Fence, string Emphasis, string Strong, string Strike, int MaxNewlines, IReadOnlySet<string> Ignored, IReadOnlySet<string> Blocks,
    bool InlineLinks, bool ReferenceLinks, bool DataImages)
{
    public static MarkdownStyle Read(ParameterReader reader) => new(
        Mark(reader, "bullet", "*"), Mark(reader, "codeFence", "```"), Mark(reader, "emphasis", "_"), Mark(reader, "strong", "**"), Mark(reader, "strike", "~~"),
        reader.Whole("maxNewlines", 3, 1, 100),
        Tags(reader, "ignore"), Tags(reader, "blocks"),
        reader.Flag("inlineLinks", true), reader.Flag("referenceLinks", false), reader.Flag("dataImages", false));

    private static string Mark(ParameterReader reader, string name, string otherwise)
    {
        var mark = reader.Text(name) is { Length: > 0 } given ? given : otherwise;
        if (mark.Length > 10)
        {
            reader.Refuse(name, "may have 10 characters at most");
        }

        return mark;
    }

    private static HashSet<string> Tags(ParameterReader reader, string name) =>
        reader.Names(name).Select(tag => tag.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
}
