using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A node's retry waits as long as the other side asks, when that is longer than its own delay.</summary>
public sealed class RetryAfterTests
{
    [Theory]
    [InlineData(1, 120, 119)]
    [InlineData(300, 120, 299)]
    [InlineData(120, null, 119)]
    public async Task Retry_AfterAFailureThatSaysWhen_IsNotTriedBefore(double delay, int? asked, int before)
    {
        var (clock, attempts) = (new FakeTimeProvider(), 0);
        var flaky = new TestKind("flaky", (context, _) =>
        {
            Interlocked.Increment(ref attempts);
            context.PassThrough("out", "in");
            return new(context.Attempt == 1 ? new NodeResult.Failed(Failure.Of("http.status", "Not yet.", retryable: true) with { RetryAfterSeconds = asked }) : NodeResult.Done);
        });
        await using var bench = new EngineBench(new TestCatalogue(flaky), clock: clock);
        var started = await bench.StartAsync(Drawn.Of("f:flaky; t -> f", change: node => node.Id == "f" ? node with { Retry = new(2, delay) } : node));
        await RunRulesTests.Eventually(() => bench.StatusOf(started.RunId) == RunStatus.Waiting);

        clock.Advance(TimeSpan.FromSeconds(before));
        Assert.Equal((RunStatus.Waiting, 1), (bench.StatusOf(started.RunId), attempts));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(RunStatus.Completed, (await started.Ended.WaitAsync(TimeSpan.FromSeconds(20))).Status);
        Assert.Equal(2, attempts);
    }
}
