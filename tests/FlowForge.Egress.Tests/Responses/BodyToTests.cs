using System.IO.Compression;
using FlowForge.Core.Ports;
using FlowForge.Egress.Tests.Servers;

namespace FlowForge.Egress.Tests.Responses;

public sealed class BodyToTests
{
    [Fact]
    public async Task SendAsync_BodyTo_GetsTheUnpackedBodyOfTheLastAnswer()
    {
        var content = new byte[500_000];
        content.AsSpan().Fill(5);
        await using var server = await LocalServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/")
            {
                context.Response.Redirect("/file");
                return;
            }

            context.Response.Headers.ContentEncoding = "gzip";
            context.Response.ContentType = "image/png";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(content);
        });
        using var egress = Calls.Allowing("127.0.0.1");
        var target = new MemoryStream();
        var heads = new List<AnswerHead>();

        var answer = await egress.AnswerAsync(Calls.Get(server.Url) with
        {
            BodyTo = head =>
            {
                heads.Add(head);
                return target;
            },
        });

        var head = Assert.Single(heads);
        Assert.Equal((200, "image/png", $"{server.Url}/file"), (head.Status, head.Header("content-type"), head.Url));
        Assert.True(answer.Body.IsEmpty);
        Assert.Equal(content.Length, answer.Length);
        Assert.Equal(content, target.ToArray());
    }

    [Fact]
    public async Task SendAsync_BodyToThatDeclines_KeepsTheBodyInMemory()
    {
        await using var server = await LocalServer.StartAsync(context => context.Response.Body.WriteAsync(new byte[7]).AsTask());
        using var egress = Calls.Allowing("127.0.0.1");

        var answer = await egress.AnswerAsync(Calls.Get(server.Url) with { BodyTo = _ => null });

        Assert.Equal((7, 7), (answer.Body.Length, (int)answer.Length));
    }

    [Theory]
    [InlineData(1000, null)]
    [InlineData(1001, "egress.responseTooLarge")]
    public async Task SendAsync_BodyTo_KeepsToTheBudget(int length, string? code)
    {
        await using var server = await LocalServer.StartAsync(async context =>
        {
            await context.Response.Body.WriteAsync(new byte[length - 1]);
            await context.Response.Body.FlushAsync();
            await context.Response.Body.WriteAsync(new byte[1]);
        });
        using var egress = Calls.Allowing("127.0.0.1");

        Assert.Equal(code, (await egress.SendAsync(Calls.Get(server.Url) with { MaxBytes = 1000, BodyTo = _ => new MemoryStream() })).Failure?.Code);
    }
}
