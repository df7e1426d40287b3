using System.Net.Http.Headers;
using System.Text.Json;

namespace FlowForge.Web.Client;

/// <summary>
/// Calls of the FlowForge API, which is where the page came from unless the settings name another server. Refusals and unreachable
/// servers are answers; only cancellation throws.
/// </summary>
public sealed class ApiClient(HttpMessageInvoker http, Uri origin)
{
    private const string Problem = "application/problem+json";

    /// <summary>The server that is asked.</summary>
    public Uri Origin { get; } = origin;

    /// <summary>Asks for JSON.</summary>
    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancellation = default) => SendAsync(new(HttpMethod.Get, At(path)), cancellation);

    /// <summary>Asks for JSON with a token that may not hold.</summary>
    public Task<ApiAnswer> TryAsync(string path, string token, CancellationToken cancellation = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, At(path));
        request.Headers.Authorization = new("Bearer", token);
        return SendAsync(request, cancellation);
    }

    /// <summary>Sends JSON.</summary>
    public Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, ReadOnlyMemory<byte> json, string? ifMatch = null, string? ifNoneMatch = null, CancellationToken cancellation = default)
    {
        var request = new HttpRequestMessage(method, At(path)) { Content = Json(json) };
        if (ifMatch is not null)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(ifMatch));
        }

        if (ifNoneMatch is not null)
        {
            request.Headers.IfNoneMatch.Add(ifNoneMatch == "*" ? EntityTagHeaderValue.Any : EntityTagHeaderValue.Parse(ifNoneMatch));
        }

        return SendAsync(request, cancellation);
    }

    /// <summary>Opens an answer that is read while it comes, such as a stream of events; null when it was refused or nobody answers.</summary>
    public async Task<HttpResponseMessage?> OpenAsync(string path, string? lastEventId, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, At(path));
        request.Headers.Accept.Add(new("text/event-stream"));
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        try
        {
            return await http.SendAsync(request, cancellation);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Sends JSON and opens an answer that is read while it comes, or one that refuses; null when nobody answers.</summary>
    public async Task<HttpResponseMessage?> OpenAsync(string path, ReadOnlyMemory<byte> json, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, At(path)) { Content = Json(json) };
        request.Headers.Accept.Add(new("text/event-stream"));
        try
        {
            return await http.SendAsync(request, cancellation);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>What a refusal says.</summary>
    public static async Task<ApiRefusal> RefusalOfAsync(HttpResponseMessage response) =>
        RefusalOf((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync());

    /// <summary>What a problem says that came as an event.</summary>
    public static ApiRefusal RefusalOf(JsonElement problem) => RefusalOf(
        problem.TryGetProperty("status", out var status) ? status.GetInt32() : 500, Problem, System.Text.Encoding.UTF8.GetBytes(problem.GetRawText()));

    private Uri At(string path) => new(Origin, path);

    private static ByteArrayContent Json(ReadOnlyMemory<byte> json)
    {
        var content = new ByteArrayContent(json.ToArray());
        content.Headers.ContentType = new("application/json");
        return content;
    }

    private async Task<ApiAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var sent = request;
            using var response = await http.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            var type = response.Content.Headers.ContentType?.MediaType;
            var status = (int)response.StatusCode;

            // A static server answers every address with the page itself.
            return type == "text/html" || (status is 404 or 405 && type != Problem) ? new ApiAnswer.Unreachable("No FlowForge server answers here.")
                : response.IsSuccessStatusCode || status == 304 ? new ApiAnswer.Good(status, body, response.Headers.ETag?.ToString())
                : new ApiAnswer.Refused(RefusalOf(status, type, body));
        }
        catch (HttpRequestException unreachable)
        {
            return new ApiAnswer.Unreachable(unreachable.Message);
        }
    }

    private static ApiRefusal RefusalOf(int status, string? type, byte[] body)
    {
        if (type != Problem)
        {
            return new(status, $"http.{status}", "Refused", $"The server answered with status {status}.", []);
        }

        var problem = JsonElement.Parse(body);
        return new(
            status,
            Text(problem, "code") ?? $"http.{status}",
            Text(problem, "title") ?? "Refused",
            Text(problem, "detail") ?? "The server refused it.",
            problem.TryGetProperty("problems", out var all) ? [.. all.EnumerateArray().Select(one => Text(one, "message") ?? "")] : []);
    }

    private static string? Text(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) ? value.GetString() : null;
}
