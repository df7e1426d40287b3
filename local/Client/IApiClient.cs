using System.Text;
using System.Text.Json;

namespace FlowForge.Local.Client;

/// <summary>The API as a command calls it: that of the process which owns the data folder, or our own.</summary>
internal interface IApiClient : IAsyncDisposable
{
    /// <summary>Sends a request and reads the whole answer.</summary>
    Task<ApiReply> SendAsync(ApiRequest request, CancellationToken cancellation);

    /// <summary>Follows a stream of server-sent events until it ends.</summary>
    IAsyncEnumerable<ApiEvent> WatchAsync(string path, CancellationToken cancellation);
}

/// <summary>A request.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query, from <c>/api</c>.</param>
/// <param name="Json">A JSON body, or null for none.</param>
internal sealed record ApiRequest(string Method, string Path, ReadOnlyMemory<byte>? Json = null)
{
    /// <summary>The ETag that is expected, with its quotes; null for no condition.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Whether nothing is expected to be there.</summary>
    public bool IfNone { get; init; }

    public static ApiRequest Get(string path) => new("GET", path);
}

/// <summary>An answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body.</param>
internal sealed record ApiReply(int Status, ReadOnlyMemory<byte> Body)
{
    public bool IsGood => Status is >= 200 and < 300;

    public string Text => Encoding.UTF8.GetString(Body.Span);

    public JsonElement Json => JsonElement.Parse(Body.Span, new JsonDocumentOptions { MaxDepth = 256 });
}

/// <summary>A server-sent event.</summary>
/// <param name="Type"><c>frame</c> or <c>run</c>.</param>
/// <param name="Json">Its data.</param>
internal sealed record ApiEvent(string Type, JsonElement Json);
