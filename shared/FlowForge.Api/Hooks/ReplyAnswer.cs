using FlowForge.Api.Answers;
using FlowForge.Api.Endpoints;
using FlowForge.Api.Routing;
using FlowForge.Core.Binaries;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Hooks;

/// <summary>A <c>respond</c> node's reply as an answer, without the headers that belong to the connection.</summary>
internal static class ReplyAnswer
{
    private const string Disposition = "Content-Disposition";

    private static readonly HashSet<string> OfTheConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "connection", "content-length", "content-type", "content-security-policy", "date", "keep-alive", "proxy-authenticate", "server", "te",
        "trailer", "transfer-encoding", "upgrade", "x-content-type-options",
    };

    public static async ValueTask<Answer> OfAsync(ApiCall call, string runId, Reply reply)
    {
        var answer = !MayHaveBody(reply.Status) ? new Answer.Empty(reply.Status)
            : reply.Binary is { } binary ? await FileAsync(call, runId, reply, binary).ConfigureAwait(false)
            : reply.Body.Length > 0 ? new Answer.Bytes(reply.Status, TypeOf(reply) ?? MediaTypes.Unknown, reply.Body)
            : new Answer.Empty(reply.Status);
        return answer with { Headers = [.. answer.Headers, .. reply.Headers.Where(header => !OfTheConnection.Contains(header.Key) && IsSafe(header))] };
    }

    private static async ValueTask<Answer> FileAsync(ApiCall call, string runId, Reply reply, BinaryRef binary)
    {
        if (await call.Services.Engine.GetAsync(runId, call.Cancellation).ConfigureAwait(false) is not { } run)
        {
            return Refusals.NoSuchRun(runId);
        }

        var opened = await BinaryEndpoint.Of(call.Services, run).OpenAsync(binary.Ref, call.Cancellation).ConfigureAwait(false);
        if (opened.IsFailure)
        {
            // The kind has opened it before it replied, so it went with its run.
            return Refusals.NoSuchRun(runId);
        }

        var answer = FileAnswer.Of(opened.Value, reply.Status, TypeOf(reply) ?? binary.Mime);
        return reply.Headers.Any(header => header.Key.Equals(Disposition, StringComparison.OrdinalIgnoreCase))
            ? answer
            : answer.With(Disposition, FileNames.Disposition("inline", binary.FileName));
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
