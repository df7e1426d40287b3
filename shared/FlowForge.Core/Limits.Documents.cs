namespace FlowForge.Core;

/// <content>Bounds of the kinds that read and write documents, mail and feeds.</content>
public static partial class Limits
{
    /// <summary>Characters that <c>crypto</c> makes at random at once.</summary>
    public const int RandomTextLength = 65_536;

    /// <summary>Characters of a Markdown text that is read.</summary>
    public const int MarkdownLength = 1_000_000;

    /// <summary>Opening brackets of a Markdown text times its characters: a reader looks from each of them to the end for the link that it may begin.</summary>
    public const int MarkdownWork = 2_000_000_000;

    /// <summary>Elements of an HTML document that is read.</summary>
    public const int HtmlElements = 200_000;

    /// <summary>Nesting depth of an HTML document that is read.</summary>
    public const int HtmlDepth = 400;

    /// <summary>Characters of a selector of <c>html</c>.</summary>
    public const int SelectorLength = 1_000;

    /// <summary>Entries of the archive that a spreadsheet is.</summary>
    public const int SpreadsheetParts = 5_000;

    /// <summary>Bytes of all parts of a spreadsheet, unpacked.</summary>
    public const int SpreadsheetBytes = 256 * 1024 * 1024;

    /// <summary>Bytes of a spreadsheet's texts and styles, unpacked, which are held in memory.</summary>
    public const int SpreadsheetTextBytes = 32 * 1024 * 1024;

    /// <summary>Entries of a feed that become items.</summary>
    public const int FeedEntries = 10_000;

    /// <summary>Bytes of a feed.</summary>
    public const int FeedBytes = 8 * 1024 * 1024;

    /// <summary>Bytes of the files of a mail.</summary>
    public const int MailBytes = 25 * 1024 * 1024;

    /// <summary>Addresses of a mail.</summary>
    public const int MailAddresses = 1_000;
}
