using System.Text.Json;
using System.Threading.Channels;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Egress.Tests.Servers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Nodes.Tests.Http;

public sealed class HttpBatchTests
{
    [Theory]
    [InlineData("", 10)]
    [InlineData(""", "batching": { "concurrency": 3 }""", 3)]
    [InlineData(""", "batching": { "size": 4 }""", 4)]
    public async Task RunAsync_ManyItems_HasThatManyCallsUnderWay(string batching, int expected)
    {
        // The first calls are held until as many as allowed have come, so the count is reached without waiting for time.
        var (now, most) = (0, 0);
        var full = new TaskCompletionSource();
        await using var server = await LocalServer.StartAsync(async context =>
        {
            var under = Interlocked.Increment(ref now);
            InterlockedMax(ref most, under);
            if (under == expected)
            {
                full.TrySetResult();
            }

            await full.Task;
            Interlocked.Decrement(ref now);
            await context.Response.WriteAsync(context.Request.Query["i"]!);
        });
        using var bench = new HttpBench(i => JsonElement.Parse($$"""{ "url": "{{server.Url}}/?i={{i}}"{{batching}} }"""), items: 40);

        await bench.ItemsAsync();

        Assert.Equal(expected, most);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => (i.ToString(), Origin.First(i))), bench.Output.Select(o => (o.Json.GetProperty("data").GetString()!, o.Origin)));
    }

    [Fact]
    public async Task RunAsync_AnswersInReverse_KeepTheItemsOrder()
    {
        var arrived = 0;
        var gates = Enumerable.Range(0, 10).Select(_ => new TaskCompletionSource()).ToArray();
        await using var server = await LocalServer.StartAsync(async context =>
        {
            var i = int.Parse(context.Request.Query["i"]!);
            if (Interlocked.Increment(ref arrived) == 10)
            {
                gates[9].SetResult();
            }

            await gates[i].Task;
            await context.Response.WriteAsync($$"""{"i":{{i}}}""");
            await context.Response.CompleteAsync();
            if (i > 0)
            {
                gates[i - 1].SetResult();
            }
        });
        using var bench = new HttpBench(i => JsonElement.Parse($$"""{ "url": "{{server.Url}}/?i={{i}}" }"""), items: 10);

        Assert.Equal($"[{string.Join(',', Enumerable.Range(0, 10).Select(i => $$"""{"i":{{i}}}"""))}]", await bench.ItemsAsync());
    }

    [Fact]
    public async Task RunAsync_BatchesWithPause_WaitBetweenThemOnTheClock()
    {
        var clock = new WatchedClock();
        await using var server = await LocalServer.StartAsync(_ => Task.CompletedTask);
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}", "batching": { "size": 2, "intervalMs": 60000 } }""", items: 5) { Clock = clock };

        var run = bench.RunAsync();
        for (var batch = 1; batch <= 2; batch++)
        {
            Assert.Equal(TimeSpan.FromMinutes(1), await clock.Pauses.ReadAsync());
            Assert.Equal(2 * batch, server.Requests);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(NodeResult.Done, await run);
        Assert.Equal((5, 5), (server.Requests, bench.Output.Count));
    }

    [Fact]
    public async Task RunAsync_SomeItemsFail_TheOthersGoOn()
    {
        await using var server = await LocalServer.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Query["i"] == "1" ? 404 : 200;
            return Task.CompletedTask;
        });
        using var bench = new HttpBench(
            i => i == 2 ? Failure.Of(FailureCodes.Expression, "no") : JsonElement.Parse($$"""{ "url": "{{server.Url}}/?i={{i}}" }"""), items: 4);

        Assert.Equal(NodeResult.Done, await bench.RunAsync());

        Assert.Equal([(1, "http.status"), (2, "expression.failed")], bench.Failures.Select(f => (f.Key, f.Value.Code)));
        Assert.Equal([0, 3], bench.Output.Select(o => o.Origin.Index));
    }

    [Fact]
    public async Task RunAsync_NothingElseIsOfUse_EndsWhatIsUnderWay()
    {
        var others = new CountdownEvent(9);
        var allHere = new TaskCompletionSource();
        await using var server = await LocalServer.StartAsync(async context =>
        {
            if (context.Request.Query["i"] == "0")
            {
                await allHere.Task;
                context.Response.StatusCode = 500;
                return;
            }

            if (others.Signal())
            {
                allHere.SetResult();
            }

            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var bench = new HttpBench(i => JsonElement.Parse($$"""{ "url": "{{server.Url}}/?i={{i}}" }"""), items: 1000) { StopsAtFailure = true };

        Assert.Equal(NodeResult.Done, await bench.RunAsync());

        Assert.Equal([0], bench.Failures.Keys);
        Assert.Equal(10, server.Requests);
    }

    [Fact]
    public async Task RunAsync_Cancelled_Throws()
    {
        var arrived = new TaskCompletionSource();
        await using var server = await LocalServer.StartAsync(async context =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}" }""", items: 3);
        using var cancel = new CancellationTokenSource();

        var run = bench.RunAsync(cancel.Token);
        await arrived.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task RunAsync_NoItems_CallsOnceForTheNode(int status)
    {
        await using var server = await LocalServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}" }""", items: 0);

        var result = await bench.RunAsync();

        Assert.Equal(1, server.Requests);
        Assert.Equal(status == 200 ? null : "http.status", (result as NodeResult.Failed)?.Failure.Code);
        Assert.Equal(status == 200 ? [Origin.None] : Array.Empty<Origin>(), bench.Output.Select(o => o.Origin));
    }

    [Fact]
    public async Task RunAsync_MoreItemsThanAPage_CallsForEach()
    {
        await using var server = await LocalServer.StartAsync(context => context.Response.WriteAsync(context.Request.Headers["Idempotency-Key"]!));
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}" }""", items: 1203);

        await bench.ItemsAsync();

        Assert.Equal(Enumerable.Range(0, 1203).Select(i => $"key-{i}-0"), bench.Output.Select(o => o.Json.GetProperty("data").GetString()));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private sealed class WatchedClock : FakeTimeProvider
    {
        private readonly Channel<TimeSpan> pauses = Channel.CreateUnbounded<TimeSpan>();

        public ChannelReader<TimeSpan> Pauses => pauses.Reader;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            pauses.Writer.TryWrite(dueTime);
            return timer;
        }
    }
}
