using System.Buffers;
using System.Collections.Frozen;
using FlowForge.Core.Failures;

namespace FlowForge.Egress.Requests;

/// <summary>Which headers a user may set, and what may stand in them.</summary>
internal static class HeaderRules
{
    // RFC 9110, 5.6.2.
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // They frame the message or belong to the connection; with them a user could smuggle a second request.
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Host", "Transfer-Encoding", "Content-Length", "Connection", "Upgrade", "Keep-Alive", "TE", "Trailer", "Expect", "HTTP2-Settings");

    private static readonly FrozenSet<string> OfContent = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Allow", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Location", "Content-MD5", "Content-Range",
        "Content-Type", "Expires", "Last-Modified");

    public static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Token);

    /// <summary>Whether the header speaks of the body, and goes when the body goes.</summary>
    public static bool DescribesContent(string name) => OfContent.Contains(name);

    /// <summary>Why a header cannot be sent, or null. The failure never holds its value.</summary>
    public static Failure? Check(string name, string value)
    {
        if (!IsToken(name))
        {
            return Refused("A header's name is letters, digits and !#$%&'*+-.^_`|~ only");
        }

        if (Reserved.Contains(name) || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase))
        {
            return Refused($"The header '{name}' belongs to the connection and cannot be set");
        }

        return value.Any(c => c is (< ' ' and not '\t') or > '~')
            ? Refused($"The header '{name}' holds a line break, a control character or a character outside ASCII")
            : null;
    }

    public static Failure Refused(string why) => Failure.Of(FailureCodes.RequestRefused, $"{why}.");
}
