using FlowForge.Core.Binaries;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>The file name of an answer: what its <c>Content-Disposition</c> says (RFC 6266), else the end of its address.</summary>
internal static class HttpFileName
{
    public static string? Of(AnswerHead answer)
    {
        var said = Parameter(answer.Header("content-disposition") ?? "", "filename*");
        var named = said is null ? Parameter(answer.Header("content-disposition") ?? "", "filename") : Decoded(said);
        return FileNames.Bare(named) ?? FileNames.Bare(Uri.UnescapeDataString(new Uri(answer.Url).AbsolutePath));
    }

    // charset'language'percent-encoded (RFC 8187); UTF-8 is the only charset that is sent.
    private static string? Decoded(string value) => value.Split('\'', 3) is [_, _, var text] ? Uri.UnescapeDataString(text) : null;

    private static string? Parameter(string header, string name)
    {
        var rest = header.AsSpan();
        while (rest.IndexOf(';') is >= 0 and var semicolon)
        {
            rest = rest[(semicolon + 1)..].TrimStart();
            var equals = rest.IndexOf('=');
            if (equals < 0)
            {
                return null;
            }

            var isIt = rest[..equals].Trim().Equals(name, StringComparison.OrdinalIgnoreCase);
            rest = rest[(equals + 1)..].TrimStart();
            var value = rest.StartsWith("\"") ? Quoted(ref rest) : Plain(rest);
            if (isIt)
            {
                return value;
            }
        }

        return null;
    }

    private static string Plain(ReadOnlySpan<char> rest) => (rest.IndexOf(';') is >= 0 and var end ? rest[..end] : rest).Trim().ToString();

    private static string Quoted(ref ReadOnlySpan<char> rest)
    {
        var value = new System.Text.StringBuilder();
        var at = 1;
        for (; at < rest.Length && rest[at] != '"'; at++)
        {
            // Browsers of old sent whole paths here, and so servers took a backslash for one.
            if (rest[at] == '\\' && at + 1 < rest.Length && rest[at + 1] is '"' or '\\')
            {
                at++;
            }

            value.Append(rest[at]);
        }

        rest = rest[Math.Min(at + 1, rest.Length)..];
        return value.ToString();
    }
}
