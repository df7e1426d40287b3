using System.Collections.Frozen;
using System.Text;
using System.Text.Unicode;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>The text of an answer, by the charset its type names; UTF-8 when it names none.</summary>
internal static class HttpText
{
    /// <summary>The type without parameters, in small letters; empty when the answer has none.</summary>
    public static string MediaType(OutgoingResponse response) =>
        (response.Header("content-type") ?? "").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>Whether a content type is one of bytes that are no text: pictures, archives, documents, and whatever is not known to be text.</summary>
    public static bool IsFile(string? contentType) =>
        Core.Binaries.MediaTypes.Bare(contentType) is { } type
        && !type.StartsWith("text/", StringComparison.Ordinal)
        && !contentType!.Contains("charset", StringComparison.OrdinalIgnoreCase)
        && !IsJson(type)
        && !type.EndsWith("+xml", StringComparison.Ordinal)
        && !type.EndsWith("+yaml", StringComparison.Ordinal)
        && !TextTypes.Contains(type);

    // Types of text that do not say so.
    private static readonly FrozenSet<string> TextTypes = FrozenSet.Create(
        "application/xml", "application/javascript", "application/ecmascript", "application/x-javascript", "application/x-ndjson", "application/jsonl",
        "application/yaml", "application/x-yaml", "application/toml", "application/sql", "application/graphql", "application/x-www-form-urlencoded",
        "application/x-sh", "message/http");

    public static bool IsJson(string mediaType) => mediaType is "application/json" or "text/json" || mediaType.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>The body as text; bytes that are none become U+FFFD.</summary>
    public static string Decode(OutgoingResponse response) => Charset(response).GetString(WithoutMark(response.Body.Span));

    /// <summary>The body as valid UTF-8, without a byte order mark.</summary>
    public static ReadOnlyMemory<byte> Utf8Body(OutgoingResponse response)
    {
        var charset = Charset(response);
        return charset.CodePage == Encoding.UTF8.CodePage && Utf8.IsValid(response.Body.Span)
            ? response.Body[(response.Body.Length - WithoutMark(response.Body.Span).Length)..]
            : Encoding.UTF8.GetBytes(charset.GetString(response.Body.Span).TrimStart('\ufeff'));
    }

    /// <summary>Whether the body is text: its type says so, or its bytes are UTF-8 without NUL.</summary>
    public static bool IsText(OutgoingResponse response) =>
        MediaType(response).StartsWith("text/", StringComparison.Ordinal)
        || NamedCharset(response) is not null
        || (Utf8.IsValid(response.Body.Span) && !response.Body.Span.Contains((byte)0));

    /// <summary>The first <paramref name="length"/> characters of a text body, empty for any other; a pair of surrogates is not cut.</summary>
    public static string Excerpt(OutgoingResponse response, int length)
    {
        if (!IsText(response))
        {
            return "";
        }

        // No character takes more than four bytes in the charsets that matter here.
        var head = response with { Body = response.Body[..Math.Min(response.Body.Length, length * 4)] };
        var text = Decode(head).Trim();
        return text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body) => body.StartsWith(Encoding.UTF8.Preamble) ? body[3..] : body;

    private static Encoding Charset(OutgoingResponse response)
    {
        if (NamedCharset(response) is not { } name)
        {
            return Encoding.UTF8;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    private static string? NamedCharset(OutgoingResponse response)
    {
        foreach (var parameter in (response.Header("content-type") ?? "").Split(';').Skip(1))
        {
            var pair = parameter.Split('=', 2);
            if (pair.Length == 2 && pair[0].Trim().Equals("charset", StringComparison.OrdinalIgnoreCase))
            {
                return pair[1].Trim().Trim('"');
            }
        }

        return null;
    }
}
