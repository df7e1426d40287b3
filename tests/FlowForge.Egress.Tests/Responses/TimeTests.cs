using FlowForge.Egress.Tests.Servers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Egress.Tests.Responses;

public sealed class TimeTests
{
    [Fact]
    public async Task SendAsync_OneByteAMinute_IsStoppedWhenItsTimeIsOver()
    {
        var clock = new FakeTimeProvider();
        var minute = new SemaphoreSlim(0);
        var sent = new SemaphoreSlim(0);
        await using var server = new RawServer(async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            while (true)
            {
                await exchange.WriteAsync("a");
                sent.Release();
                await minute.WaitAsync(exchange.Stop);
            }
        });
        using var egress = Calls.Allowing("127.0.0.1", clock);

        var call = egress.FailureAsync(Calls.Get(server.Url) with { Timeout = TimeSpan.FromMinutes(3) });
        for (var passed = 1; passed <= 3; passed++)
        {
            await sent.WaitAsync();
            Assert.False(call.IsCompleted);
            clock.Advance(TimeSpan.FromMinutes(1));
            minute.Release();
        }

        var failure = await call;
        Assert.Equal("egress.timeout", failure.Code);
        Assert.True(failure.Retryable);
    }

    [Fact]
    public async Task SendAsync_SlowRedirects_ShareOneTime()
    {
        var clock = new FakeTimeProvider();
        await using var server = await LocalServer.StartAsync(context =>
        {
            clock.Advance(TimeSpan.FromSeconds(4));
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = "/again";
            return Task.CompletedTask;
        });
        using var egress = Calls.Allowing("127.0.0.1", clock);

        var failure = await egress.FailureAsync(Calls.Get(server.Url) with { Timeout = TimeSpan.FromSeconds(10) });

        Assert.Equal("egress.timeout", failure.Code);
        Assert.Equal(3, server.Requests);
    }

    [Fact]
    public async Task SendAsync_CallerCancels_ThrowsAndIsNoFailure()
    {
        var arrived = new TaskCompletionSource();
        await using var server = await LocalServer.StartAsync(async context =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var egress = Calls.Allowing("127.0.0.1");
        using var caller = new CancellationTokenSource();

        var call = egress.SendAsync(Calls.Get(server.Url), caller.Token).AsTask();
        await arrived.Task;
        await caller.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(caller.Token, thrown.CancellationToken);
    }

    [Fact]
    public async Task SendAsync_CancelledBefore_SendsNothing()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\n\r\n");
        using var egress = Calls.Allowing("127.0.0.1");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => egress.SendAsync(Calls.Get(server.Url), new CancellationToken(canceled: true)).AsTask());

        Assert.Equal(0, server.Connections);
    }
}
