using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace FlowForge.Local.Client;

/// <summary>Calls the process that owns the data folder. It is on this machine, and is no call of a workflow.</summary>
internal sealed class OwnerClient(Uri address, string? token) : IApiClient
{
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),
    });

    public async Task<ApiReply> SendAsync(ApiRequest request, CancellationToken cancellation)
    {
        using var message = Message(request);
        using var response = await http.SendAsync(message, cancellation).ConfigureAwait(false);
        return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
    }

    public async IAsyncEnumerable<ApiEvent> WatchAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var message = Message(ApiRequest.Get(path));
        using var response = await http.SendAsync(message, cancellation).ConfigureAwait(false);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await foreach (var item in EventStream.ReadAsync(stream, cancellation).ConfigureAwait(false))
        {
            yield return item;
        }
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private HttpRequestMessage Message(ApiRequest request)
    {
        var message = new HttpRequestMessage(new(request.Method), new Uri(address, request.Path));
        if (token is not null)
        {
            message.Headers.Authorization = new("Bearer", token);
        }

        if (request.IfMatch is { } etag)
        {
            message.Headers.IfMatch.Add(new(etag));
        }

        if (request.IfNone)
        {
            message.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        }

        if (request.Json is { } json)
        {
            message.Content = new ReadOnlyMemoryContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        return message;
    }
}
