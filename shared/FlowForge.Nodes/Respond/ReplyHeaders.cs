using System.Buffers;
using System.Collections.Frozen;

namespace FlowForge.Nodes.Respond;

/// <summary>Which headers an answer may set.</summary>
internal static class ReplyHeaders
{
    // Those that frame the message or belong to the connection; they are the server's.
    private static readonly FrozenSet<string> Taken = new[]
    {
        "connection", "content-length", "date", "host", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
        "te", "trailer", "transfer-encoding", "upgrade",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // RFC 9110, 5.6.2: token.
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>What is wrong with a header, as the end of a sentence; null when it may be set.</summary>
    public static string? Problem(string name, string value) =>
        name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters) ? "is no name of a header"
        : Taken.Contains(name) ? "is set by the server and may not be given"
        : value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? "holds a character that a header may not have"
        : null;
}
