using System.Text.Json;

namespace FlowForge.ModelServer;

/// <summary>What the server does with a request.</summary>
public abstract record ScriptedReply
{
    private ScriptedReply()
    {
    }

    /// <summary>Tokens and cost that the answer tells; null tells none.</summary>
    public (int Prompt, int Reply, decimal? Cost)? Usage { get; init; } = (1000, 100, null);

    /// <summary>Streams a text to its end.</summary>
    /// <param name="Content">The text.</param>
    /// <param name="PieceLength">Characters of a piece.</param>
    /// <param name="Finish">Why it ends.</param>
    public sealed record Text(string Content, int PieceLength = 16, string Finish = "stop") : ScriptedReply;

    /// <summary>Streams a text with a pause before each piece.</summary>
    public sealed record Slow(string Content, TimeSpan Pause) : ScriptedReply;

    /// <summary>Streams a text once a task has ended.</summary>
    public sealed record Held(string Content, Func<Task> Until) : ScriptedReply;

    /// <summary>Streams the beginning of a text and ends, in good order but without a finish.</summary>
    public sealed record Cut(string Content) : ScriptedReply;

    /// <summary>Streams the beginning of a text and breaks the connection.</summary>
    public sealed record Broken(string Content) : ScriptedReply;

    /// <summary>Streams letters until so many bytes are sent.</summary>
    public sealed record Huge(int Bytes) : ScriptedReply;

    /// <summary>Takes the request and never answers.</summary>
    public sealed record Hang : ScriptedReply;

    /// <summary>Streams what is no chat completion.</summary>
    public sealed record Noise(string Content) : ScriptedReply;

    /// <summary>Refuses.</summary>
    public sealed record Refuse(int Status, string Body, string? RetryAfter = null) : ScriptedReply;

    /// <summary>Asks for tools.</summary>
    public sealed record Tools(params (string Id, string Name, string Arguments)[] Calls) : ScriptedReply;

    /// <summary>Obeys whatever text of the request says <c>OBEY {…} YEBO</c>: answers with exactly that JSON. Refuses with 418 when there is none.</summary>
    public sealed record Obey : ScriptedReply;

    /// <summary>A reply as a script file has it: <c>{ text | json | status… }</c>.</summary>
    public static ScriptedReply Read(JsonElement reply) =>
        reply.TryGetProperty("json", out var json) ? new Text(json.GetRawText())
        : reply.TryGetProperty("text", out var text) ? new Text(text.GetString()!)
        : reply.TryGetProperty("status", out var status) ? new Refuse(status.GetInt32(), reply.TryGetProperty("body", out var body) ? body.GetRawText() : "{}", reply.TryGetProperty("retryAfter", out var after) ? after.GetString() : null)
        : reply.TryGetProperty("obey", out _) ? new Obey()
        : throw new FormatException("A scripted reply has json, text, status or obey.");
}
