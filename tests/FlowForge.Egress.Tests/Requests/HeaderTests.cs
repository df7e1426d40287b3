using FlowForge.Core.Ports;
using FlowForge.Egress.Tests.Servers;

namespace FlowForge.Egress.Tests.Requests;

public sealed class HeaderTests
{
    public static TheoryData<string> Cases => Corpus.Cases("headers.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task SendAsync_HostileHeader_FailsBeforeSending(string entry)
    {
        var expected = Corpus.Read(entry);
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var egress = Calls.Allowing("127.0.0.1");

        var failure = await egress.FailureAsync(Calls.Post(server.Url, "body").With(expected.Text("name")!, expected.Text("value")!));

        Assert.Equal("egress.request", failure.Code);
        Assert.False(failure.Retryable);
        Assert.Equal(0, server.Connections);
        if (expected.Text("value")!.Length > 1)
        {
            Assert.DoesNotContain(expected.Text("value")!, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SendAsync_OrdinaryHeaders_ArriveAsWritten()
    {
        var head = "";
        await using var server = new RawServer(exchange =>
        {
            head = exchange.Head;
            return exchange.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        });
        using var egress = Calls.Allowing("127.0.0.1");
        (string Name, string Value)[] headers =
        [
            ("Authorization", "Bearer abc.def-ghi_jkl"), ("Cookie", "a=1; b=2"), ("X-Api-Key", "k e y"), ("Accept", "text/html, */*; q=0.1"),
            ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)"), ("If-None-Match", "\"tag\""), ("Idempotency-Key", "abc"), ("X-Tab", "a\tb"),
        ];

        await egress.AnswerAsync(headers.Aggregate(Calls.Get(server.Url), (request, header) => request.With(header.Name, header.Value)));

        Assert.All(headers, header => Assert.Contains($"\r\n{header.Name}: {header.Value}\r\n", head, StringComparison.Ordinal));
        Assert.DoesNotContain("traceparent", head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SendAsync_ContentTypeHeader_OutranksTheBodysType()
    {
        await using var server = await LocalServer.StartAsync(context => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
            context.Response, context.Request.ContentType ?? "none"));
        using var egress = Calls.Allowing("127.0.0.1");

        var set = await egress.AnswerAsync(Calls.Post(server.Url, "{}").With("content-type", "application/merge-patch+json"));
        var left = await egress.AnswerAsync(Calls.Post(server.Url, "{}"));
        var bodiless = await egress.AnswerAsync(Calls.Get(server.Url).With("Content-Type", "application/json"));

        Assert.Equal(["application/merge-patch+json", "text/plain", "application/json"], [set.Text(), left.Text(), bodiless.Text()]);
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("TRACE")]
    [InlineData("GET / HTTP/1.1\r\nX:")]
    [InlineData("")]
    public async Task SendAsync_MethodThatCannotBeSent_Fails(string method)
    {
        using var egress = Calls.Allowing("127.0.0.1");

        Assert.Equal("egress.request", (await egress.FailureAsync(Calls.Get("http://127.0.0.1:9/") with { Method = method })).Code);
    }

    [Fact]
    public async Task SendAsync_TooMuchOfAnything_Fails()
    {
        using var egress = Calls.Allowing("127.0.0.1");
        var request = Calls.Get("http://127.0.0.1:9/");
        OutgoingRequest[] tooMuch =
        [
            request.With("X-A", new string('a', Core.Limits.HeaderBytes)),
            request with { Url = "http://127.0.0.1:9/" + new string('a', Core.Limits.UrlLength) },
            request with { Timeout = TimeSpan.FromSeconds(Core.Limits.CallSecondsMost + 1) },
            request with { Timeout = TimeSpan.Zero },
        ];

        Assert.All(await Task.WhenAll(tooMuch.Select(egress.FailureAsync)), failure => Assert.Equal("egress.request", failure.Code));
    }
}
