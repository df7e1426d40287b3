using System.Net;
using System.Text.Json;

namespace FlowForge.EndToEnd.Support;

/// <summary>An answer of the API.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Text">Its body.</param>
/// <param name="ETag">Its entity tag, or null.</param>
internal sealed record Reply(HttpStatusCode Status, string Text, string? ETag)
{
    /// <summary>The body, parsed.</summary>
    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>Code of a problem.</summary>
    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>Codes of a refused document's problems.</summary>
    public IReadOnlyList<string> Codes => Json.TryGetProperty("problems", out var problems)
        ? [.. problems.EnumerateArray().Select(problem => problem.GetProperty("code").GetString()!)]
        : [];

    /// <summary>Fails the test, with the body, when the status is another one.</summary>
    public Reply Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {(Text.Length < 2_000 ? Text : Text[..2_000])}");
        return this;
    }
}
