using System.Text;
using System.Text.Json;
using FlowForge.Api.Tests.Support;
using FlowForge.Egress.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Tests.Credentials;

/// <summary>What an <c>http</c> node with a credential sends, and what of the answer the run keeps.</summary>
public sealed class HttpCredentialTests
{
    private const string Secret = "s3cret/value+of=some length";

    public static TheoryData<string, string, string> Types => new()
    {
        { "header", $$"""{ "name": "X-Api-Key", "value": "{{Secret}}" }""", $"x-api-key: {Secret}" },
        { "bearer", $$"""{ "token": "{{Secret}}" }""", $"authorization: Bearer {Secret}" },
        { "basic", $$"""{ "user": "ada", "password": "{{Secret}}" }""", $"authorization: Basic {Base64($"ada:{Secret}")}" },
        { "query", $$"""{ "name": "api_key", "value": "{{Secret}}" }""", $"?page=1&api_key={Uri.EscapeDataString(Secret)}" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Call_OfEachType_CarriesTheValueAndTheFrameDoesNot(string type, string values, string sent)
    {
        var seen = new List<string>();
        await using var server = await LocalServer.StartAsync(context => EchoAsync(context, seen));
        await using var host = await ApiHost.StartAsync(allow: "127.0.0.1");
        await host.KeepAsync(type, values, new Uri(server.Url));

        var run = await host.RunAsync(server.Url + "/orders?page=1");

        Assert.Equal("COMPLETED", run["status"]);
        Assert.Contains(sent, Assert.Single(seen), StringComparison.Ordinal);
        var kept = run.Body + (await host.GetAsync($"/api/runs/{run["id"]}/frames")).Body;
        Assert.Contains("[credential:shop]", kept, StringComparison.Ordinal);
        Assert.All(
            [Secret, Base64(Secret), Uri.EscapeDataString(Secret), Base64($"ada:{Secret}")],
            form => Assert.DoesNotContain(form, kept, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Call_WithACredential_IsInTheAuditLogOnceWithRunAndNode()
    {
        await using var server = await LocalServer.StartAsync(context => EchoAsync(context, []));
        await using var host = await ApiHost.StartAsync(allow: "127.0.0.1");
        await host.KeepAsync("bearer", $$"""{ "token": "{{Secret}}" }""", new Uri(server.Url));

        var run = await host.RunAsync(server.Url, items: """[{ "json": {} }, { "json": {} }]""");

        var log = (await host.GetAsync("/api/audit?subject=credential:shop")).Root.GetProperty("items");
        Assert.Equal(2, server.Requests);
        Assert.Equal(["credential.used", "credential.created"], log.EnumerateArray().Select(entry => entry.GetProperty("action").GetString()));
        Assert.Equal($"run:{run["id"]}", log[0].GetProperty("actor").GetString());
        Assert.Equal($"by node call for {new Uri(server.Url).GetLeftPart(UriPartial.Authority)}", log[0].GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Call_OfANextPageThatRepeatsTheMaskedParameter_CarriesTheValueAgain()
    {
        var asked = new List<string>();
        await using var server = await LocalServer.StartAsync(context =>
        {
            asked.Add(context.Request.Query["api_key"].ToString());
            var next = asked.Count < 3 ? $"{context.Request.Scheme}://{context.Request.Host}/?api_key={Uri.EscapeDataString(Secret)}&at={asked.Count}" : null;
            return context.Response.WriteAsJsonAsync(new { items = new[] { asked.Count }, next });
        });
        await using var host = await ApiHost.StartAsync(allow: "127.0.0.1");
        await host.KeepAsync("query", $$"""{ "name": "api_key", "value": "{{Secret}}" }""", new Uri(server.Url));

        var run = await host.RunAsync(server.Url, more: """, "pagination": { "type": "body", "path": "next", "itemsPath": "items" }""");

        Assert.Equal("COMPLETED", run["status"]);
        Assert.Equal([Secret, Secret, Secret], asked);
    }

    [Fact]
    public async Task Call_ToAnOriginItIsNotBoundTo_IsNotMade()
    {
        await using var server = await LocalServer.StartAsync(context => EchoAsync(context, []));
        await using var host = await ApiHost.StartAsync(allow: "127.0.0.1");
        await host.KeepAsync("bearer", $$"""{ "token": "{{Secret}}" }""", new Uri("https://api.example.com"));

        var run = await host.RunAsync(server.Url);

        Assert.Equal(("FAILED", "credential.originNotAllowed"), (run["status"], run.Root.GetProperty("failure").GetProperty("code").GetString()));
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task Run_WhoseCredentialIsMissing_IsNeitherStartedNorActivatedAndNamesTheNode()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Document("https://api.example.com"));

        var started = await host.PostAsync("/api/workflows/calls/runs", "{}");
        var activated = await host.PostAsync("/api/workflows/calls/activate");

        started.AssertRefused(422, "credential.unavailable");
        activated.AssertRefused(422, "credential.unavailable");
        Assert.All([started, activated], refused => Assert.Contains("'call'", refused.Body.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Empty((await host.GetAsync("/api/runs")).Root.GetProperty("items").EnumerateArray());
    }

    internal static string Document(string url, string more = "") => $$"""
        { "flowforge": 1, "id": "calls", "name": "Calls", "graph": {
          "nodes": [{ "id": "start", "kind": "trigger.manual" },
                    { "id": "call", "kind": "http", "parameters": { "url": "{{url}}", "fullResponse": true, "auth": { "credential": "shop" }{{more}} } }],
          "edges": [{ "from": "start", "to": "call" }] } }
        """;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static Task EchoAsync(HttpContext context, List<string> seen)
    {
        var headers = string.Join('\n', context.Request.Headers.Select(header => $"{header.Key.ToLowerInvariant()}: {header.Value}"));
        var all = $"{context.Request.Path}{context.Request.QueryString}\n{headers}";
        lock (seen)
        {
            seen.Add(all);
        }

        context.Response.Headers["X-Seen"] = Uri.EscapeDataString(Secret);
        return context.Response.WriteAsJsonAsync(new { all, Secret, encoded = Base64(Secret) });
    }
}

/// <summary>Steps of these tests.</summary>
internal static class HttpCredentialSteps
{
    public static async Task KeepAsync(this ApiHost host, string type, string values, Uri origin)
    {
        var made = await host.PostAsync("/api/credentials", JsonSerializer.Serialize(new { id = "shop", type, origins = new[] { origin }, values = JsonElement.Parse(values) }));
        Assert.True(made.Status == 201, made.Body);
    }

    public static async Task<Answered> RunAsync(this ApiHost host, string url, string items = "{}", string more = "")
    {
        var saved = await host.PostAsync("/api/workflows", HttpCredentialTests.Document(url, more));
        Assert.True(saved.Status == 201, saved.Body);
        return await host.PostAsync("/api/workflows/calls/runs?wait=60", items);
    }
}
