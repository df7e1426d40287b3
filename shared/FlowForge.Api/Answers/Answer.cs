using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Answers;

/// <summary>What an endpoint answers; written to the wire in one place.</summary>
internal abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>Headers besides those of the body.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The same with one more header.</summary>
    public Answer With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };

    /// <summary>No body.</summary>
    public sealed record Empty(int Status) : Answer;

    /// <summary>A JSON body, buffered and sent with its length.</summary>
    public sealed record Json(int Status, Action<Utf8JsonWriter> Write) : Answer;

    /// <summary>A body that is ready.</summary>
    public sealed record Bytes(int Status, string ContentType, ReadOnlyMemory<byte> Body) : Answer;

    /// <summary>A refusal.</summary>
    public sealed record Refused(ApiProblem Problem) : Answer;

    /// <summary>A body that is written piece by piece; the writer sets status and content type itself.</summary>
    public sealed record Streamed(Func<HttpContext, Task> WriteAsync) : Answer;

    /// <summary>A refusal.</summary>
    public static implicit operator Answer(ApiProblem problem) => new Refused(problem);
}
