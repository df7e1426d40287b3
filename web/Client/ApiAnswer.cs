using System.Text.Json;

namespace FlowForge.Web.Client;

/// <summary>What became of a call of the API.</summary>
public abstract record ApiAnswer
{
    private ApiAnswer()
    {
    }

    /// <summary>It did what was asked.</summary>
    /// <param name="Status">200 to 299, or 304.</param>
    /// <param name="Body">The body as it came; empty for none.</param>
    /// <param name="ETag">The ETag, as it stood in the header, or null.</param>
    public sealed record Good(int Status, ReadOnlyMemory<byte> Body, string? ETag) : ApiAnswer
    {
        /// <summary>The body as JSON.</summary>
        public JsonElement Json() => JsonElement.Parse(Body.Span);
    }

    /// <summary>It was refused.</summary>
    public sealed record Refused(ApiRefusal Refusal) : ApiAnswer;

    /// <summary>There is no server, or it cannot be reached.</summary>
    /// <param name="Reason">What the browser said.</param>
    public sealed record Unreachable(string Reason) : ApiAnswer;
}

/// <summary>A refusal: <c>application/problem+json</c>, or what can be said of an answer that is none.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">A dotted code; <c>http.STATUS</c> when the answer had none.</param>
/// <param name="Title">In three words.</param>
/// <param name="Detail">In a sentence.</param>
/// <param name="Problems">What is wrong with a document, when that is why.</param>
public sealed record ApiRefusal(int Status, string Code, string Title, string Detail, IReadOnlyList<string> Problems)
{
    /// <summary>Title and detail in one line.</summary>
    public string Text => Problems.Count == 0 ? Detail : $"{Detail} {string.Join(' ', Problems.Take(3))}";
}
