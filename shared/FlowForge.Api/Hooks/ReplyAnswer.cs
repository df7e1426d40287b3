using FlowForge.Api.Answers;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Hooks;

/// <summary>A <c>respond</c> node's reply as an answer, without the headers that belong to the connection.</summary>
internal static class ReplyAnswer
{
    private static readonly HashSet<string> OfTheConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "connection", "content-length", "content-type", "content-security-policy", "date", "keep-alive", "proxy-authenticate", "server", "te",
        "trailer", "transfer-encoding", "upgrade", "x-content-type-options",
    };

    public static Answer Of(Reply reply)
    {
        Answer answer = MayHaveBody(reply.Status) && reply.Body.Length > 0
            ? new Answer.Bytes(reply.Status, TypeOf(reply) ?? "application/octet-stream", reply.Body)
            : new Answer.Empty(reply.Status);
        return answer with { Headers = [.. reply.Headers.Where(header => !OfTheConnection.Contains(header.Key) && IsSafe(header))] };
    }

    private static bool MayHaveBody(int status) => status is not (204 or 205 or 304);

    // The kind's own header wins over the type it gave the body, as its author wrote it last.
    private static string? TypeOf(Reply reply)
    {
        var named = reply.Headers.LastOrDefault(header => header.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase));
        return named.Key is not null && IsSafe(named) ? named.Value : reply.ContentType;
    }

    private static bool IsSafe(KeyValuePair<string, string> header) =>
        header.Key.Length > 0
        && header.Key.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal))
        && header.Value.All(letter => letter is >= ' ' and < (char)127 or '\t');
}
