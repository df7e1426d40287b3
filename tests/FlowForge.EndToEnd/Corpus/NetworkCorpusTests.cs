using System.Net;
using System.Text.Json;
using FlowForge.EndToEnd.Support;
using Microsoft.AspNetCore.Http;

namespace FlowForge.EndToEnd.Corpus;

/// <summary>Addresses, headers and answers that mean harm, through an <c>http</c> node of the real host.</summary>
public sealed class NetworkCorpusTests : IAsyncLifetime
{
    private CallServer _server = null!;

    public async Task InitializeAsync() => _server = await CallServer.StartAsync(AnswerAsync);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Http_AddressesThatAreNotPublic_FailWithTheirCode()
    {
        await using var host = await HostProcess.StartAsync(allow: "");
        var wrong = new List<string>();
        foreach (var entry in CorpusFiles.Network("addresses.json"))
        {
            // Names need a resolver of the test's own, and an empty address is refused before Egress: Egress' own tests hold both.
            // A lone surrogate cannot stand in a document at all, which the documents' corpus holds.
            if (entry.TryGetProperty("resolves", out _) || entry.GetProperty("url").GetRawText() == "\"\""
                || entry.GetProperty("url").GetRawText().Contains("\\ud800", StringComparison.Ordinal))
            {
                continue;
            }

            var code = await FailureAsync(host.Client, new { method = "GET", url = entry.GetProperty("url").GetString() });
            if (code != entry.GetProperty("code").GetString())
            {
                wrong.Add($"{entry}: {code}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        (await host.Client.GetAsync("health/live")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("localhost")]
    public async Task Http_NameThatTheSystemResolvesToThisMachine_IsRefusedAtConnectAlsoBehindARedirect(string name)
    {
        await using var inside = await CallServer.StartAsync((_, _) => Task.CompletedTask);
        var url = $"http://{name}:{new Uri(inside.Url).Port}/";
        await using var redirecting = await CallServer.StartAsync((context, _) =>
        {
            context.Response.Redirect(url);
            return Task.CompletedTask;
        });
        await using var host = await HostProcess.StartAsync(allow: new Uri(redirecting.Url).Authority);

        var codes = new[] { await FailureAsync(host.Client, new { method = "GET", url }), await FailureAsync(host.Client, new { method = "GET", url = redirecting.Url }) };

        Assert.All(codes, code => Assert.Equal("egress.addressNotAllowed", code));
        Assert.Single(redirecting.Calls);
        Assert.Empty(inside.Calls);
    }

    [Fact]
    public async Task Http_HeadersThatBreakOut_FailBeforeAnythingIsSent()
    {
        await using var host = await HostProcess.StartAsync();
        var wrong = new List<string>();
        foreach (var entry in CorpusFiles.Network("headers.json"))
        {
            var headers = new Dictionary<string, string> { [entry.GetProperty("name").GetString()!] = entry.GetProperty("value").GetString()! };
            var code = await FailureAsync(host.Client, new { method = "POST", url = _server.Url, headers, body = new { a = 1 } });
            if (code is not ("egress.request" or "node.parameter" or "parameter.value"))
            {
                wrong.Add($"{entry}: {code}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(_server.Calls);
    }

    [Theory]
    [InlineData("/to-metadata", "egress.addressNotAllowed")]
    [InlineData("/to-file", "egress.redirect")]
    [InlineData("/round", "egress.redirect")]
    [InlineData("/bomb", "egress.responseTooLarge")]
    [InlineData("/endless", "egress.responseTooLarge")]
    [InlineData("/drip", "egress.timeout")]
    [InlineData("/item", "limit.item")]
    public async Task Http_AnswersThatMeanHarm_AreStopped(string path, string expected)
    {
        await using var host = await HostProcess.StartAsync();
        var before = host.ResidentBytes();

        var code = await FailureAsync(host.Client, new { method = "GET", url = _server.Url + path, response = "text", timeoutSeconds = path == "/drip" ? 2 : 60 });

        Assert.Equal(expected, code);
        Assert.True(_server.Calls.Count <= 6);
        var growth = (host.ResidentBytes() - before) / 1024 / 1024;
        Assert.True(growth < 5 * 64, $"the host grew by {growth} MB");
    }

    private static async Task AnswerAsync(HttpContext context, Call call)
    {
        switch (call.Path)
        {
            case "/to-metadata":
                context.Response.Redirect("http://169.254.169.254/latest/meta-data/");
                break;
            case "/to-file":
                context.Response.Redirect("file:///etc/passwd");
                break;
            case "/round":
                context.Response.Redirect("/round");
                break;
            case "/bomb":
                context.Response.Headers.ContentEncoding = "gzip";
                await HostileAnswers.BombAsync(context.Response.Body);
                break;
            case "/endless":
                await HostileAnswers.EndlessAsync(context);
                break;
            case "/drip":
                await HostileAnswers.DripAsync(context);
                break;
            case "/item":
                await context.Response.WriteAsync(new string('x', 5 * 1024 * 1024));
                break;
        }
    }

    private static async Task<string?> FailureAsync(HostClient client, object parameters)
    {
        object[] nodes = [new { id = "start", kind = "trigger.manual" }, new { id = "call", kind = "http", parameters }];
        object[] edges = [new { from = "start", to = "call" }];
        var answer = await client.PostAsync("runs?wait=100", JsonSerializer.Serialize(new { workflow = new { flowforge = 1, id = "network", graph = new { nodes, edges } } }));
        return answer.Status == HttpStatusCode.OK ? answer.Json.FailureCode() : answer.Codes is [var first, ..] ? first : answer.Code;
    }
}
