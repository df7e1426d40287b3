using System.Net;
using System.Net.Sockets;
using FlowForge.Egress.Tests.Servers;

namespace FlowForge.Egress.Tests.Responses;

public sealed class BrokenConnectionTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("")]
    public async Task SendAsync_AnswerThatBreaksOff_IsARetryableFailure(string answer)
    {
        await using var server = RawServer.Answering(answer);
        using var egress = Calls.Allowing("127.0.0.1");

        var failure = await egress.FailureAsync(Calls.Get(server.Url + "path?token=secret").With("X-Api-Key", "secret"));

        Assert.Equal("egress.connection", failure.Code);
        Assert.True(failure.Retryable);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_NobodyListens_IsARetryableFailure()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        using var egress = Calls.Allowing("127.0.0.1");

        var failure = await egress.FailureAsync(Calls.Get($"http://127.0.0.1:{port}/"));

        Assert.Equal("egress.connection", failure.Code);
        Assert.True(failure.Retryable);
        Assert.Contains("refused the connection", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_ServerWithoutTls_FailsOverHttps()
    {
        await using var server = await LocalServer.StartAsync(_ => Task.CompletedTask);
        using var egress = Calls.Allowing("127.0.0.1");

        Assert.Equal("egress.connection", (await egress.FailureAsync(Calls.Get(server.Url.Replace("http:", "https:")))).Code);
    }

    [Fact]
    public async Task SendAsync_AnyStatus_IsAnAnswerWithItsHeaders()
    {
        await using var server = RawServer.Answering(
            "HTTP/1.1 500 Oh\r\nX-Two: a\r\nX-Two: b\r\nSet-Cookie: c=1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
        using var egress = Calls.Allowing("127.0.0.1");

        var answer = await egress.AnswerAsync(Calls.Get(server.Url));

        Assert.Equal((500, "a, b", "no"), (answer.Status, answer.Header("x-two"), answer.Text()));
        Assert.Equal("c=1", answer.Header("set-cookie"));
    }

    [Fact]
    public async Task SendAsync_Head_HasNoBodyWhateverLengthIsDeclared()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\nConnection: close\r\n\r\n");
        using var egress = Calls.Allowing("127.0.0.1");

        var answer = await egress.AnswerAsync(Calls.Get(server.Url) with { Method = "HEAD" });

        Assert.Equal((200, 0), (answer.Status, answer.Body.Length));
    }
}
