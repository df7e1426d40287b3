using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A node's own time-out reaches it while it waits, and is told apart from the wait's own end.</summary>
public sealed class WaitTimeoutTests
{
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData("{\"signal\":\"go\"}", 5)]
    [InlineData("{\"signal\":\"go\",\"deadline\":60}", 5)]
    public async Task Wait_PastTheNodesTime_FailsWithNodeTimeout(string parameters, int seconds)
    {
        await using var bench = new EngineBench(new TestCatalogue(new WaitingKind()), clock: _clock);
        var started = await bench.StartAsync(Drawn.Of(
            $"w:awaits {parameters}; t -> w; w.timeout -> a", change: node => node.Id == "w" ? node with { TimeoutSeconds = seconds } : node));
        await RunRulesTests.Eventually(() => bench.Engine.Waits(started.RunId).Count == 1);
        Assert.Equal(_clock.GetUtcNow().AddSeconds(seconds), bench.Engine.Waits(started.RunId)[0].Until);

        _clock.Advance(TimeSpan.FromSeconds(seconds));

        var run = await bench.EndedAsync(started);
        Assert.Equal((RunStatus.Failed, "node.timeout", "w"), (run.Status, run.Failure!.Code, run.Failure.NodeId));
    }

    [Fact]
    public async Task Wait_OwnEndWithinTheNodesTime_IsItsOwnHoweverLateTheHostSeesIt()
    {
        await using var bench = new EngineBench(new TestCatalogue(new WaitingKind()), clock: _clock);
        var started = await bench.StartAsync(Drawn.Of(
            "w:awaits {\"signal\":\"go\",\"deadline\":3}; t -> w; w.timeout -> a", change: node => node.Id == "w" ? node with { TimeoutSeconds = 5 } : node));
        await RunRulesTests.Eventually(() => bench.Engine.Waits(started.RunId).Count == 1);

        _clock.Advance(TimeSpan.FromHours(1));

        var run = await bench.EndedAsync(started);
        Assert.Equal((RunStatus.Completed, "0a"), (run.Status, await bench.OutputAsync(run)));
    }
}
