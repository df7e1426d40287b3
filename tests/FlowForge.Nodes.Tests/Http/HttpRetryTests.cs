using System.Collections.Concurrent;
using System.Threading.Channels;
using FlowForge.Core.Ports;
using FlowForge.Egress.Tests.Servers;
using FlowForge.Nodes.Http;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Nodes.Tests.Http;

public sealed class HttpRetryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task RunAsync_StatusThatPasses_IsTriedAgainUnderTheSameKey()
    {
        var keys = new ConcurrentQueue<string>();
        var came = Channel.CreateUnbounded<int>();
        await using var server = await LocalServer.StartAsync(async context =>
        {
            keys.Enqueue(context.Request.Headers["Idempotency-Key"]!);
            context.Response.StatusCode = keys.Count < 3 ? 503 : 200;
            context.Response.ContentType = "application/json";
            await came.Writer.WriteAsync(keys.Count);
            if (keys.Count >= 3)
            {
                await context.Response.Body.WriteAsync("""{"ok":true}"""u8.ToArray());
            }
        });
        var clock = new FakeTimeProvider();
        using var bench = new HttpBench($$"""{ "method": "POST", "url": "{{server.Url}}", "body": 1, "retryOnStatus": { "tries": 3, "delaySeconds": 2 } }""") { Clock = clock };

        var items = bench.ItemsAsync();
        while (!items.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(items, Task.Run(Thread.Yield));
        }

        Assert.Equal("""[{"ok":true}]""", await items);
        Assert.Equal(["key-0-0", "key-0-0", "key-0-0"], keys);
    }

    [Theory]
    [InlineData("""{ "tries": 2, "delaySeconds": 0 }""", 503, 2)]
    [InlineData("""{ "tries": 4, "delaySeconds": 0, "statuses": [418] }""", 503, 1)]
    [InlineData("""{ "tries": 4, "delaySeconds": 0, "statuses": [418, 503] }""", 503, 4)]
    [InlineData("""{ "tries": 1 }""", 503, 1)]
    [InlineData("""{ "delaySeconds": 0 }""", 404, 1)]
    public async Task RunAsync_StatusThatStays_FailsTheItemAfterItsTries(string retry, int status, int calls)
    {
        await using var server = await LocalServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}", "retryOnStatus": {{retry}} }""");

        Assert.Equal("http.status", (await bench.FailureAsync()).Code);
        Assert.Equal(calls, server.Requests);
    }

    [Theory]
    [InlineData(1, null, 2.0)]
    [InlineData(2, null, 4.0)]
    [InlineData(4, null, 10.0)]
    [InlineData(5, null, null)]
    [InlineData(1, "7", 7.0)]
    [InlineData(1, "0", 0.0)]
    [InlineData(1, "11", null)]
    [InlineData(1, "Sun, 01 Mar 2026 12:00:09 GMT", 9.0)]
    [InlineData(1, "Sun, 01 Mar 2026 11:00:00 GMT", 0.0)]
    [InlineData(1, "soon", 2.0)]
    public void PauseAfter_TriesAndRetryAfter_GivesThePauseOrNone(int tries, string? retryAfter, double? seconds)
    {
        var retry = new HttpRetry([503], 5, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));
        var headers = retryAfter is null ? new Dictionary<string, string>() : new() { ["retry-after"] = retryAfter };

        var pause = retry.PauseAfter(tries, new OutgoingResponse(503, headers, default, "http://a/"), Noon);

        Assert.Equal(seconds, pause?.TotalSeconds);
    }

    [Theory]
    [InlineData("""{ "tries": 0 }""")]
    [InlineData("""{ "tries": 11 }""")]
    [InlineData("""{ "statuses": [99] }""")]
    [InlineData("""{ "statuses": "many" }""")]
    [InlineData("""{ "delaySeconds": 301 }""")]
    [InlineData("7")]
    public async Task RunAsync_RetryOutOfRange_FailsTheItemByName(string retry)
    {
        using var bench = new HttpBench($$"""{ "url": "http://127.0.0.1:1", "retryOnStatus": {{retry}} }""");

        Assert.Contains("retryOnStatus", (await bench.FailureAsync()).Message, StringComparison.Ordinal);
    }
}
