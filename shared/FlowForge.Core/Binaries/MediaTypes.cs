using System.Buffers;
using System.Collections.Frozen;

namespace FlowForge.Core.Binaries;

/// <summary>Media types of files.</summary>
public static class MediaTypes
{
    /// <summary>Bytes of which nothing is known.</summary>
    public const string Unknown = "application/octet-stream";

    // RFC 9110, 5.6.2: token.
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly FrozenDictionary<string, string> ByExtension = new Dictionary<string, string>
    {
        ["7z"] = "application/x-7z-compressed", ["avif"] = "image/avif", ["bmp"] = "image/bmp", ["css"] = "text/css", ["csv"] = "text/csv",
        ["doc"] = "application/msword", ["docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ["eml"] = "message/rfc822", ["gif"] = "image/gif", ["gz"] = "application/gzip", ["htm"] = "text/html", ["html"] = "text/html",
        ["ics"] = "text/calendar", ["jpeg"] = "image/jpeg", ["jpg"] = "image/jpeg", ["js"] = "text/javascript", ["json"] = "application/json",
        ["md"] = "text/markdown", ["mp3"] = "audio/mpeg", ["mp4"] = "video/mp4", ["ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        ["odt"] = "application/vnd.oasis.opendocument.text", ["pdf"] = "application/pdf", ["png"] = "image/png",
        ["ppt"] = "application/vnd.ms-powerpoint", ["pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ["rtf"] = "application/rtf", ["svg"] = "image/svg+xml", ["tar"] = "application/x-tar", ["tsv"] = "text/tab-separated-values",
        ["txt"] = "text/plain", ["wav"] = "audio/wav", ["webm"] = "video/webm", ["webp"] = "image/webp", ["xls"] = "application/vnd.ms-excel",
        ["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ["xml"] = "application/xml",
        ["yaml"] = "application/yaml", ["yml"] = "application/yaml", ["zip"] = "application/zip",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>A content type without parameters, in small letters; null when it is none.</summary>
    public static string? Bare(string? contentType)
    {
        var bare = (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        var slash = bare.IndexOf('/');
        return slash > 0 && slash < bare.Length - 1 && !bare.AsSpan(0, slash).ContainsAnyExcept(Token) && !bare.AsSpan(slash + 1).ContainsAnyExcept(Token)
            ? bare
            : null;
    }

    /// <summary>The type that a file name's ending stands for; null when it is not known.</summary>
    public static string? OfFile(string? fileName)
    {
        var dot = fileName?.LastIndexOf('.') ?? -1;
        return dot < 0 ? null : ByExtension.GetValueOrDefault(fileName![(dot + 1)..]);
    }

    /// <summary>What a sender says the type is, or what the file's name stands for when the sender says nothing of use.</summary>
    public static string Of(string? contentType, string? fileName) =>
        Bare(contentType) is { } said && said != Unknown ? said : OfFile(fileName) ?? Unknown;
}
