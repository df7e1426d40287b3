using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace FlowForge.Api.Tests.Support;

/// <summary>Requests in one line.</summary>
internal static class Calls
{
    public const string Json = "application/json";
    public const string Yaml = "application/yaml";

    public static async Task<Answered> SendAsync(
        this ApiHost host, string method, string path, string? body = null, string? type = Json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await host.Http.SendAsync(request);
        return new(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Concat(response.Content.Headers).ToDictionary(pair => pair.Key, pair => string.Join(", ", pair.Value), StringComparer.OrdinalIgnoreCase));
    }

    public static Task<Answered> GetAsync(this ApiHost host, string path, params (string Name, string Value)[] headers) =>
        host.SendAsync("GET", path, headers: headers);

    public static Task<Answered> PostAsync(this ApiHost host, string path, string? body = null, params (string Name, string Value)[] headers) =>
        host.SendAsync("POST", path, body, headers: headers);

    /// <summary>Makes a token with a role; gives its text.</summary>
    public static async Task<string> TokenAsync(this ApiHost host, string admin, string role, string? name = null)
    {
        var made = await host.PostAsync("/api/tokens", $$"""{ "name": "{{name ?? role}}", "role": "{{role}}" }""", ("Authorization", $"Bearer {admin}"));
        Assert.True(made.Status == 201, made.Body);
        return made["token"];
    }

    /// <summary>Saves and activates a workflow.</summary>
    public static async Task PublishAsync(this ApiHost host, string document)
    {
        var saved = await host.PostAsync("/api/workflows", document);
        Assert.True(saved.Status == 201, saved.Body);
        var active = await host.PostAsync($"/api/workflows/{saved.Root.GetProperty("id").GetString()}/activate");
        Assert.True(active.Status == 200, active.Body);
    }
}

/// <summary>An answer, read to its end.</summary>
internal sealed record Answered(int Status, string? Type, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Root => JsonElement.Parse(Body);

    public string? Code => Root.GetProperty("code").GetString();

    public string ETag => Headers["ETag"];

    public string this[string property] => Root.GetProperty(property).ToString();

    /// <summary>Asserts a refusal: its status, its code, and that it is a problem as RFC 9457 has it.</summary>
    public void AssertRefused(int status, string code)
    {
        Assert.True(status == Status, Body);
        Assert.Equal("application/problem+json", Type);
        Assert.Equal(code, Code);
        Assert.Equal(status, Root.GetProperty("status").GetInt32());
        Assert.NotEmpty(Root.GetProperty("title").GetString()!);
        Assert.NotEmpty(Root.GetProperty("detail").GetString()!);
    }
}
