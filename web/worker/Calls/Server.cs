using System.Net.Http.Headers;

namespace FlowForge.WebWorker.Calls;

/// <summary>The FlowForge server behind the page, if there is one.</summary>
/// <param name="http">Makes calls.</param>
/// <param name="origin">Where the page came from.</param>
internal sealed class Server(HttpMessageInvoker http, Uri origin)
{
    private Task<bool>? presence;

    /// <summary>The token of whoever has signed in, or null.</summary>
    public string? Token { get; set; }

    /// <summary>Whether there is one; asked once.</summary>
    public Task<bool> IsThereAsync() => presence ??= AskAsync();

    /// <summary>Asks it.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[]? json, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(origin, path));
        request.Headers.Authorization = Token is { } token ? new("Bearer", token) : null;
        if (json is not null)
        {
            request.Content = new ByteArrayContent(json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return await http.SendAsync(request, cancellation);
    }

    private async Task<bool> AskAsync()
    {
        try
        {
            using var answer = await SendAsync(HttpMethod.Get, "/api/health/live", null, CancellationToken.None);
            return answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == "application/json";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
