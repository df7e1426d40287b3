using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Markdown;

/// <summary>How HTML is made.</summary>
/// <param name="Text">The Markdown.</param>
/// <param name="As">The field of the result.</param>
/// <param name="Options">What is read besides CommonMark, and how it is written.</param>
internal sealed record ToHtmlParameters(string Text, FieldPath As, HtmlOptions Options)
{
    public static Outcome<ToHtmlParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var text = Values.Needed(reader, "markdown");
        if (text.Length > Limits.MarkdownLength)
        {
            reader.Refuse("markdown", $"has more than {Limits.MarkdownLength} characters");
        }

        return reader.Give(new ToHtmlParameters(text, Values.As(reader, "as", "data"), HtmlOptions.Read(reader)));
    }
}

/// <summary>The options of HTML; each is off unless said.</summary>
internal sealed record HtmlOptions
{
    public bool AutoLinks { get; private init; }

    public bool CompleteDocument { get; private init; }

    public bool CustomHeadingIds { get; private init; }

    public bool Emoji { get; private init; }

    public bool EscapeHtml { get; private init; }

    public bool GithubHeadingIds { get; private init; }

    /// <summary>On unless said.</summary>
    public bool HeadingIds { get; private init; }

    public string HeadingIdPrefix { get; private init; } = "";

    public int HeadingStart { get; private init; }

    public bool ImageSizes { get; private init; }

    public bool LineBreaks { get; private init; }

    public bool Mentions { get; private init; }

    public string MentionsLink { get; private init; } = "";

    public bool NewWindow { get; private init; }

    public bool Strikethrough { get; private init; }

    public bool Tables { get; private init; }

    public bool TableHeadingIds { get; private init; }

    public bool TaskLists { get; private init; }

    public static HtmlOptions Read(ParameterReader reader) => new()
    {
        AutoLinks = reader.Flag("autoLinks", false),
        CompleteDocument = reader.Flag("completeDocument", false),
        CustomHeadingIds = reader.Flag("customHeadingIds", false),
        Emoji = reader.Flag("emoji", false),
        EscapeHtml = reader.Flag("escapeHtml", false),
        GithubHeadingIds = reader.Flag("githubHeadingIds", false),
        HeadingIds = reader.Flag("headingIds", true),
        HeadingIdPrefix = reader.Text("headingIdPrefix") ?? "",
        HeadingStart = reader.Whole("headingStart", 1, 1, 6),
        ImageSizes = reader.Flag("imageSizes", false),
        LineBreaks = reader.Flag("lineBreaks", false),
        Mentions = reader.Flag("mentions", false),
        MentionsLink = reader.Text("mentionsLink") is { Length: > 0 } link ? link : "https://github.com/{u}",
        NewWindow = reader.Flag("newWindow", false),
        Strikethrough = reader.Flag("strikethrough", false),
        Tables = reader.Flag("tables", false),
        TableHeadingIds = reader.Flag("tableHeadingIds", false),
        TaskLists = reader.Flag("taskLists", false),
    };
}
