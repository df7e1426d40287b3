using System.Collections.Concurrent;
using FlowForge.Egress.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Egress.Tests.Requests;

public sealed class RedirectTests
{
    [Fact]
    public async Task SendAsync_FiftyRedirectsInARow_StopsAtFive()
    {
        await using var server = await LocalServer.StartAsync(context =>
        {
            var number = int.Parse(context.Request.Query["n"]!);
            context.Response.StatusCode = number < 50 ? 302 : 200;
            context.Response.Headers.Location = $"/?n={number + 1}";
            return Task.CompletedTask;
        });
        using var egress = Calls.Allowing("127.0.0.1");

        var failure = await egress.FailureAsync(Calls.Get($"{server.Url}/?n=0"));
        var atFive = await egress.AnswerAsync(Calls.Get($"{server.Url}/?n=45"));

        Assert.Equal("egress.redirect", failure.Code);
        Assert.False(failure.Retryable);
        Assert.Equal(6 + 6, server.Requests);
        Assert.Equal($"{server.Url}/?n=50", atFive.Url);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://0x7f000002/")]
    [InlineData("http://[::ffff:a9fe:a9fe]/")]
    public async Task SendAsync_RedirectToAnAddressThatIsRefused_IsRefused(string location)
    {
        await using var server = await LocalServer.StartAsync(context => Redirect(context, 302, location));
        using var egress = Calls.Allowing("127.0.0.1");

        var failure = await egress.FailureAsync(Calls.Get(server.Url));

        Assert.Equal("egress.addressNotAllowed", failure.Code);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task SendAsync_RedirectToAnotherOrigin_ArrivesWithoutCredentialsAndBody(int status)
    {
        var arrived = new ConcurrentDictionary<string, string>();
        await using var other = await LocalServer.StartAsync(async context =>
        {
            foreach (var (name, value) in context.Request.Headers)
            {
                arrived[name] = value.ToString();
            }

            arrived["body"] = await new StreamReader(context.Request.Body).ReadToEndAsync();
        });
        await using var server = await LocalServer.StartAsync(context => Redirect(context, status, other.Url));
        using var egress = Calls.Allowing("127.0.0.1");

        await egress.AnswerAsync(Calls.Post(server.Url, "secret body")
            .With("Authorization", "Bearer s").With("Cookie", "a=b").With("X-Api-Key", "k").With("X-Plain", "p").With("Idempotency-Key", "i"));

        Assert.Equal("", arrived["body"]);
        Assert.Equal(["Idempotency-Key", "X-Plain"], arrived.Keys.Where(name => name.StartsWith("X-") || name is "Authorization" or "Cookie" or "Idempotency-Key" or "Content-Type").Order());
    }

    [Fact]
    public async Task SendAsync_RedirectWithinTheOrigin_KeepsCredentialsAndBody()
    {
        await using var server = await LocalServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/")
            {
                await Redirect(context, 307, "/there");
                return;
            }

            await context.Response.WriteAsync(context.Request.Headers["X-Api-Key"] + await new StreamReader(context.Request.Body).ReadToEndAsync());
        });
        using var egress = Calls.Allowing("127.0.0.1");

        var answer = await egress.AnswerAsync(Calls.Post(server.Url + "/", "body").With("X-Api-Key", "key "));

        Assert.Equal("keybody", answer.Text());
    }

    [Fact]
    public async Task SendAsync_NoRedirectsWanted_GivesTheRedirectAsAnswer()
    {
        await using var server = await LocalServer.StartAsync(context => Redirect(context, 302, "/there"));
        using var egress = Calls.Allowing("127.0.0.1");

        var answer = await egress.AnswerAsync(Calls.Get(server.Url) with { MaxRedirects = 0 });

        Assert.Equal(302, answer.Status);
        Assert.Equal("/there", answer.Header("location"));
    }

    [Fact]
    public async Task SendAsync_RedirectInUtf8_IsFollowed()
    {
        await using var server = new RawServer(exchange => exchange.WriteAsync(
            exchange.Head.StartsWith("GET /caf%C3%A9 ", StringComparison.Ordinal)
                ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
                : "HTTP/1.1 302 Found\r\nLocation: /caf\u00c3\u00a9\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        using var egress = Calls.Allowing("127.0.0.1");

        Assert.Equal("ok", (await egress.AnswerAsync(Calls.Get(server.Url))).Text());
    }

    private static Task Redirect(HttpContext context, int status, string location)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
