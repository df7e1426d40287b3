using System.IO.Compression;
using FlowForge.Egress.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Egress.Tests.Responses;

public sealed class BudgetTests
{
    [Fact]
    public async Task SendAsync_EndlessBody_IsStoppedAtTheBudget()
    {
        await using var server = await LocalServer.StartAsync(async context =>
        {
            var piece = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            }
        });
        using var egress = Calls.Allowing("127.0.0.1");

        var failure = await egress.FailureAsync(Calls.Get(server.Url) with { MaxBytes = 1024 * 1024 });

        Assert.Equal("egress.responseTooLarge", failure.Code);
        Assert.False(failure.Retryable);
    }

    [Fact]
    public async Task SendAsync_MegabyteOfGzipThatHoldsAGigabyte_IsStoppedAtTheBudget()
    {
        // A gzip file may have several members: 64 of 16 MB each.
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[16 * 1024 * 1024]);
        }

        await using var server = await LocalServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            for (var member = 0; member < 64; member++)
            {
                await context.Response.Body.WriteAsync(packed.ToArray(), context.RequestAborted);
            }
        });
        using var egress = Calls.Allowing("127.0.0.1");

        Assert.Equal("egress.responseTooLarge", (await egress.FailureAsync(Calls.Get(server.Url))).Code);
    }

    [Theory]
    [InlineData(1000, 1000, null)]
    [InlineData(1001, 1000, "egress.responseTooLarge")]
    [InlineData(0, 0, null)]
    public async Task SendAsync_BodyAtTheBudget_IsReadToTheLastByte(int length, long most, string? code)
    {
        await using var server = await LocalServer.StartAsync(context => context.Response.Body.WriteAsync(new byte[length]).AsTask());
        using var egress = Calls.Allowing("127.0.0.1");

        var outcome = await egress.SendAsync(Calls.Get(server.Url) with { MaxBytes = most });

        Assert.Equal(code, outcome.Failure?.Code);
        Assert.Equal(code is null ? length : null, outcome.Value?.Body.Length);
    }

    [Fact]
    public async Task SendAsync_LargeBody_ComesWhole()
    {
        var seed = Environment.TickCount;
        var body = new byte[3_000_017];
        new Random(seed).NextBytes(body);
        await using var server = await LocalServer.StartAsync(context => context.Response.Body.WriteAsync(body).AsTask());
        using var egress = Calls.Allowing("127.0.0.1");

        var answer = await egress.AnswerAsync(Calls.Get(server.Url));

        Assert.True(answer.Body.Span.SequenceEqual(body), $"seed {seed}");
    }

    [Fact]
    public async Task SendAsync_DeclaredLengthAboveTheBudget_IsRefusedUnread()
    {
        await using var server = new RawServer(async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n");
            await Task.Delay(Timeout.Infinite, exchange.Stop);
        });
        using var egress = Calls.Allowing("127.0.0.1");

        Assert.Equal("egress.responseTooLarge", (await egress.FailureAsync(Calls.Get(server.Url))).Code);
    }

    [Theory]
    [InlineData(1, 100_000)]
    [InlineData(20_000, 10)]
    public async Task SendAsync_FloodOfHeaders_IsStopped(int count, int length)
    {
        await using var server = new RawServer(async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 200 OK\r\n");
            for (var i = 0; i < count; i++)
            {
                await exchange.WriteAsync($"X-{i}: {new string('a', length)}\r\n");
            }

            await exchange.WriteAsync("Content-Length: 0\r\n\r\n");
        });
        using var egress = Calls.Allowing("127.0.0.1");

        Assert.Equal("egress.responseTooLarge", (await egress.FailureAsync(Calls.Get(server.Url))).Code);
    }
}
