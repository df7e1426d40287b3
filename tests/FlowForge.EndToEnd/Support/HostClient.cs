using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace FlowForge.EndToEnd.Support;

/// <summary>Calls the API of a host.</summary>
internal sealed class HostClient : IDisposable
{
    private readonly HttpClient _http;

    public HostClient(Uri address)
    {
        Address = address;
        _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { BaseAddress = new(address, "/api/"), Timeout = TimeSpan.FromSeconds(210) };
    }

    public Uri Address { get; }

    public HttpClient Http => _http;

    public Task<Reply> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    public Task<Reply> PostAsync(string path, string body = "", string type = "application/json") =>
        SendAsync(new(HttpMethod.Post, path) { Content = Body(body, type) });

    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await _http.SendAsync(request);
            return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.ETag?.Tag);
        }
    }

    /// <summary>Saves a new workflow, written in YAML.</summary>
    public async Task<Reply> SaveAsync(string yaml) => (await PostAsync("workflows", yaml, "application/yaml")).Expect(HttpStatusCode.Created);

    public Task<Reply> PutAsync(string id, string yaml, string ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"workflows/{id}") { Content = Body(yaml, "application/yaml") };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue(ifMatch));
        return SendAsync(request);
    }

    /// <summary>Starts a run and gives it as it stands.</summary>
    public async Task<JsonElement> StartAsync(string workflow, string body = "{}") =>
        (await PostAsync($"workflows/{workflow}/runs", body)).Expect(HttpStatusCode.Created).Json;

    /// <summary>Starts a run and gives it once it has ended.</summary>
    public async Task<JsonElement> RunAsync(string workflow, string body = "{}", int seconds = 60) =>
        (await PostAsync($"workflows/{workflow}/runs?wait={seconds}", body)).Expect(HttpStatusCode.OK).Json;

    public async Task<JsonElement> RunOfAsync(string id) => (await GetAsync($"runs/{id}")).Expect(HttpStatusCode.OK).Json;

    /// <summary>The run once it has ended: its stream of events ends with it.</summary>
    public async Task<JsonElement> EndedAsync(string id)
    {
        using var stream = await _http.GetStreamAsync(new Uri($"runs/{id}/events", UriKind.Relative));
        await stream.CopyToAsync(Stream.Null).WaitAsync(TimeSpan.FromSeconds(60));
        return await RunOfAsync(id);
    }

    /// <summary>All frames of a run.</summary>
    public async Task<List<JsonElement>> FramesAsync(string id, string query = "")
    {
        var frames = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = (await GetAsync($"runs/{id}/frames?limit=500{query}{(after is null ? "" : $"&after={after}")}")).Expect(HttpStatusCode.OK).Json;
            frames.AddRange(page.GetProperty("items").EnumerateArray());
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);
        return frames;
    }

    public void Dispose() => _http.Dispose();

    private static ByteArrayContent Body(string text, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = text.Length == 0 ? null : new(type);
        return content;
    }
}
