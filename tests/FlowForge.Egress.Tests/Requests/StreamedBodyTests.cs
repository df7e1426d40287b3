using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Egress.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Egress.Tests.Requests;

public sealed class StreamedBodyTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(n => (byte)(n * 7))];

    [Fact]
    public async Task SendAsync_StreamedBody_ArrivesWithItsLengthAndIsOpenedAgainForARedirect()
    {
        var seen = new List<(long? Length, byte[] Body)>();
        await using var server = await LocalServer.StartAsync(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            seen.Add((context.Request.ContentLength, body.ToArray()));
            if (context.Request.Path == "/first")
            {
                context.Response.StatusCode = 307;
                context.Response.Headers.Location = "/second";
            }
        });
        using var egress = Calls.Allowing("127.0.0.1");
        var opened = 0;

        var answer = await egress.AnswerAsync(Put($"{server.Url}/first", Content.Length, () =>
        {
            opened++;
            return new MemoryStream(Content);
        }));

        Assert.Equal(200, answer.Status);
        Assert.Equal(2, opened);
        Assert.All(seen, one => Assert.True(one.Length == Content.Length && one.Body.SequenceEqual(Content)));
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task SendAsync_BodyLargerThanAllowed_IsRefusedUnread()
    {
        using var egress = Calls.Allowing("127.0.0.1");

        var failure = await egress.FailureAsync(Put("http://127.0.0.1:1/", Limits.RequestBytes + 1L, () => throw new InvalidOperationException("read")));

        Assert.Equal("egress.request", failure.Code);
    }

    [Fact]
    public async Task SendAsync_SourceThatEndsEarly_IsAFailureAndNoShortBody()
    {
        await using var server = await LocalServer.StartAsync(async context => await context.Request.Body.CopyToAsync(Stream.Null));
        using var egress = Calls.Allowing("127.0.0.1");

        var failure = await egress.FailureAsync(Put(server.Url, Content.Length + 1, () => new MemoryStream(Content)));

        Assert.Equal("egress.connection", failure.Code);
    }

    private static OutgoingRequest Put(string url, long length, Func<Stream> open) => new()
    {
        Method = "PUT", Url = url, ContentType = "application/pdf", Streamed = new(length, _ => new(open())),
    };
}
