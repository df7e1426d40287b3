using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Secrets;

/// <summary>A host whose vault holds a canary of each type, with all that uses them.</summary>
internal static class CanaryHost
{
    public static async Task KeepAllAsync(this HostClient client, string origin)
    {
        await KeepAsync(client, "c-header", "header", origin, new() { ["name"] = "X-Api-Key", ["value"] = Canaries.Header });
        await KeepAsync(client, "c-query", "query", origin, new() { ["name"] = "api_key", ["value"] = Canaries.Query });
        await KeepAsync(client, "c-bearer", "bearer", origin, new() { ["token"] = Canaries.Bearer });
        await KeepAsync(client, "c-basic", "basic", origin, new() { ["user"] = "ada", ["password"] = Canaries.Basic });
        await KeepAsync(client, "h-signature", "signature", null, new() { ["secret"] = Canaries.Signature });
        await KeepAsync(client, "h-header", "header", null, new() { ["name"] = "X-Shop-Key", ["value"] = Canaries.HookHeader });
        await KeepAsync(client, "h-basic", "basic", null, new() { ["user"] = "ada", ["password"] = Canaries.HookBasic });
        await KeepAsync(client, "h-jwt", "jwt", null, new() { ["algorithm"] = "HS256", ["secret"] = Canaries.Jwt });
        await KeepAsync(client, "s-mail", "smtp", null, new() { ["user"] = "ada", ["password"] = Canaries.Mail });
        await KeepAsync(client, "s-azure", "azure", null, new() { ["connectionString"] = Canaries.Azure });
    }

    /// <summary>Calls each webhook as one who knows its secret, and once as one who does not.</summary>
    public static async Task<string> CallHooksAsync(this HostClient client)
    {
        const string body = $$"""{ "control": "{{Canaries.Control}}" }""";
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var signed = Base64(Mac(Canaries.Signature, $"m1.{time}.{body}"));
        var token = $"{Url("""{"alg":"HS256","typ":"JWT"}""")}.{Url($$"""{"exp":{{time + 60}}}""")}";
        var answers = new StringBuilder();
        foreach (var (type, headers) in new (string, (string, string)[])[]
        {
            ("signature", [("webhook-id", "m1"), ("webhook-timestamp", time.ToString(CultureInfo.InvariantCulture)), ("webhook-signature", $"v1,{signed}")]),
            ("header", [("X-Shop-Key", Canaries.HookHeader)]),
            ("basic", [("Authorization", "Basic " + Base64(Encoding.UTF8.GetBytes($"ada:{Canaries.HookBasic}")))]),
            ("jwt", [("Authorization", $"Bearer {token}.{Url(Mac(Canaries.Jwt, token))}")]),
        })
        {
            await client.SaveAsync(CanaryWorkflows.Hook(type));
            (await client.PostAsync($"workflows/hook-{type}/activate")).Expect(HttpStatusCode.OK);
            answers.Append((await client.CallAsync(type, body, headers)).Expect(HttpStatusCode.OK).Text);
            answers.Append((await client.CallAsync(type, body, [])).Expect(HttpStatusCode.Unauthorized).Text);
        }

        return answers.ToString();
    }

    /// <summary>All that the API shows of what has happened, by address.</summary>
    public static async Task<Dictionary<string, string>> EverythingAsync(this HostClient client)
    {
        var runs = (await client.GetAsync("runs?limit=500")).Json.GetProperty("items").EnumerateArray().Select(run => run.Id()).ToList();
        var workflows = (await client.GetAsync("workflows?limit=500")).Json.GetProperty("items").EnumerateArray().Select(one => one.Id()).ToList();
        string[] addresses =
        [
            "credentials?limit=500", "credential-types", "audit?limit=500", "runs?limit=500", "metrics", "storage", "variables", "nodes?limit=500",
            .. runs.SelectMany(run => (string[])[$"runs/{run}", $"runs/{run}/workflow", $"runs/{run}/frames?limit=500", $"runs/{run}/events"]),
            .. workflows.SelectMany(id => (string[])
                [$"workflows/{id}", $"workflows/{id}/state", .. new[] { "yaml", "json", "mermaid", "n8n" }.Select(format => $"workflows/{id}/export?format={format}")]),
        ];
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var address in addresses)
        {
            // n8n has no counterpart for some of these nodes; the refusal is looked at like everything else.
            var answer = await client.GetAsync(address);
            shown[address] = address.EndsWith("n8n", StringComparison.Ordinal) ? answer.Text : answer.Expect(HttpStatusCode.OK).Text;
        }

        return shown;
    }

    private static async Task<Reply> CallAsync(this HostClient client, string path, string body, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"hooks/{path}") { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await client.SendAsync(request);
    }

    private static async Task KeepAsync(HostClient client, string id, string type, string? origin, Dictionary<string, string> values)
    {
        string[] origins = origin is null ? [] : [origin];
        (await client.PostAsync("credentials", JsonSerializer.Serialize(new { id, type, origins, values }))).Expect(HttpStatusCode.Created);
    }

    private static byte[] Mac(string secret, string text) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);

    private static string Url(string text) => Url(Encoding.UTF8.GetBytes(text));

    private static string Url(byte[] bytes) => Base64(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
