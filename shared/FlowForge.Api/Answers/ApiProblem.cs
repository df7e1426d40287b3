using FlowForge.Core.Validation;

namespace FlowForge.Api.Answers;

/// <summary>A refusal as RFC 9457 shows it, with our code.</summary>
/// <param name="Status">HTTP status, 400 to 599.</param>
/// <param name="Code">A dotted code, stable for programs.</param>
/// <param name="Title">The same words for every case of the code.</param>
/// <param name="Detail">What is wrong this time, one sentence.</param>
internal sealed record ApiProblem(int Status, string Code, string Title, string Detail)
{
    /// <summary>All that is wrong with a document.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>The run concerned, or null.</summary>
    public string? RunId { get; init; }

    /// <summary>Headers such as <c>Allow</c> or the present <c>ETag</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The same with one more header.</summary>
    public ApiProblem With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };
}
