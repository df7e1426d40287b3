using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Retry, onError, waits, cancel and time-out, as semantics 3 and 7 have them.</summary>
public sealed class RunRulesTests
{
    [Fact]
    public async Task Run_StopOnError_FailsWithTheNodesFailure()
    {
        await using var bench = new EngineBench();
        var (run, frames) = await bench.RunAsync(Drawn.Of("f:fail; t -> f; f -> a"));

        Assert.Equal((RunStatus.Failed, "test.failed", "f"), (run.Status, run.Failure!.Code, run.Failure.NodeId));
        Assert.Equal(["f Failed", "t Completed out=0"], frames);
    }

    [Fact]
    public async Task Run_ContinueOnError_PassesItemsOnWithTheError()
    {
        await using var bench = new EngineBench();
        var (run, frames) = await bench.RunAsync(
            Drawn.Of("f:fail; p:pass; t -> f; f -> p", change: node => node.Id == "f" ? node with { OnError = OnError.Continue } : node), items: 2);

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Contains("p Completed out=0!test.failed,1!test.failed", frames);
        Assert.Equal("0!test.failed,1!test.failed", await bench.OutputAsync(run));
    }

    [Fact]
    public async Task Run_ItemsFailedBeforeTheOthersAreWritten_GoOnInTheirPlace()
    {
        var picky = new TestKind("picky", async (context, _) =>
        {
            context.FailItem(2, Failures.Failure.Of("test.picky", "Not this one."));
            context.FailItem(1, Failures.Failure.Of("test.picky", "Not this one."));
            var items = await context.FirstInput.ReadAllAsync(default);
            await context.WriteAsync("out", items[0], Origin.First(0));
            await context.WriteAsync("out", items[3], Origin.First(3));
            return NodeResult.Done;
        });
        await using var bench = new EngineBench(new TestCatalogue(picky));
        var (run, _) = await bench.RunAsync(
            Drawn.Of("p:picky; t -> p", change: node => node.Id == "p" ? node with { OnError = OnError.Continue } : node), items: 4);

        Assert.Equal("0,1!test.picky,2!test.picky,3", await bench.OutputAsync(run));
    }

    [Fact]
    public async Task Run_RetryThatSucceeds_HasAFrameForEachAttempt()
    {
        var calls = 0;
        var flaky = new TestKind("flaky", (context, _) =>
        {
            if (Interlocked.Increment(ref calls) < 3)
            {
                return new(new NodeResult.Failed(Failures.Failure.Of("test.flaky", "Not yet.")));
            }

            context.PassThrough("out", "in");
            return new(NodeResult.Done);
        });
        await using var bench = new EngineBench(new TestCatalogue(flaky));
        var (run, frames) = await bench.RunAsync(
            Drawn.Of("f:flaky; t -> f", change: node => node.Id == "f" ? node with { Retry = new(3, 0.01) } : node));

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(["f Failed", "f#2 Failed", "f#3 Completed out=0", "t Completed out=0"], frames);
    }

    [Fact]
    public async Task Run_LongRetryDelay_IsATimerAndNotASleep()
    {
        var clock = new FakeTimeProvider();
        await using var bench = new EngineBench(clock: clock);
        var started = await bench.StartAsync(Drawn.Of("f:fail; t -> f", change: node => node.Id == "f" ? node with { Retry = new(2, 60) } : node));

        await Eventually(() => bench.StatusOf(started.RunId) == RunStatus.Waiting);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(started.Ended.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(RunStatus.Failed, (await started.Ended.WaitAsync(TimeSpan.FromSeconds(10))).Status);
    }

    [Fact]
    public async Task Run_TwoBranchesThatWait_WaitSideBySide()
    {
        var clock = new FakeTimeProvider();
        await using var bench = new EngineBench(clock: clock);
        var started = await bench.StartAsync(Drawn.Of(
            "w1:wait {\"seconds\":2}; w2:wait {\"seconds\":2}; j:join; t -> w1; t -> w2; w1 -> j.in1; w2 -> j.in2"));

        await Eventually(() => bench.Engine.Waits(started.RunId).Count == 2 && bench.StatusOf(started.RunId) == RunStatus.Waiting);
        await Eventually(() => Step(clock, started.Ended));
        Assert.Contains("j Completed out=0,0", await bench.FramesAsync(started.RunId));
        Assert.InRange(clock.GetUtcNow() - clock.Start, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Cancel_WhileWaiting_EndsTheRunAndTheWaitsFrame()
    {
        await using var bench = new EngineBench(clock: new FakeTimeProvider());
        var started = await bench.StartAsync(Drawn.Of("w:wait {\"seconds\":2000}; t -> w; w -> a"));
        await Eventually(() => bench.Engine.Waits(started.RunId).Count == 1);

        Assert.True(await bench.Engine.CancelAsync(started.RunId, default));
        Assert.Equal(RunStatus.Cancelled, (await started.Ended.WaitAsync(TimeSpan.FromSeconds(10))).Status);
        Assert.Equal(["t Completed out=0", "w Cancelled"], await bench.FramesAsync(started.RunId));
    }

    [Fact]
    public async Task Cancel_NodeAtWork_IsCancelledAndItsSiblingsToo()
    {
        var hang = new TestKind("hang", async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return NodeResult.Done;
        });
        await using var bench = new EngineBench(new TestCatalogue(hang));
        var started = await bench.StartAsync(Drawn.Of("h:hang; i:hang; t -> h; t -> i; h -> a"));
        await Eventually(() => bench.FramesAsync(started.RunId).Result.Length == 1);

        await bench.Engine.CancelAsync(started.RunId, default);
        Assert.Equal(RunStatus.Cancelled, (await started.Ended.WaitAsync(TimeSpan.FromSeconds(1))).Status);
        Assert.Equal(["h Cancelled", "i Cancelled", "t Completed out=0"], await bench.FramesAsync(started.RunId));
    }

    [Fact]
    public async Task Run_PastItsTime_FailsAndCancelsWhatRuns()
    {
        var clock = new FakeTimeProvider();
        var hang = new TestKind("hang", async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return NodeResult.Done;
        });
        await using var bench = new EngineBench(new TestCatalogue(hang), clock: clock);
        var started = await bench.StartAsync(Drawn.Of("h:hang; t -> h", new() { TimeoutSeconds = 5 }));

        await Eventually(() => Step(clock, started.Ended));
        Assert.Equal("run.timeout", (await started.Ended).Failure!.Code);
    }

    [Fact]
    public async Task Run_NodePastItsTime_FailsWithNodeTimeout()
    {
        var clock = new FakeTimeProvider();
        var hang = new TestKind("hang", async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return NodeResult.Done;
        });
        await using var bench = new EngineBench(new TestCatalogue(hang), clock: clock);
        var started = await bench.StartAsync(Drawn.Of("h:hang; t -> h", change: node => node.Id == "h" ? node with { TimeoutSeconds = 3 } : node));

        await Eventually(() => Step(clock, started.Ended));
        Assert.Equal("node.timeout", (await started.Ended).Failure!.Code);
    }

    [Fact]
    public async Task Run_UnknownKind_FailsNamingTheNode()
    {
        await using var bench = new EngineBench();
        var (run, _) = await bench.RunAsync(Drawn.Of("x:nobody.knows; t -> x"));

        Assert.Equal(("node.unknownKind", "x"), (run.Failure!.Code, run.Failure.NodeId));
    }

    [Fact]
    public async Task Run_DisabledNode_PassesItsInput()
    {
        await using var bench = new EngineBench();
        var (_, frames) = await bench.RunAsync(
            Drawn.Of("t -> a; a -> b", change: node => node.Id == "a" ? node with { Disabled = true } : node));

        Assert.Equal(["a Completed out=0", "b Completed out=0b", "t Completed out=0"], frames);
    }

    [Fact]
    public async Task Run_AlwaysRunBehindADeadEdge_RunsWithEmptyPorts()
    {
        await using var bench = new EngineBench();
        var (_, frames) = await bench.RunAsync(Drawn.Of(
            "s:split; t -> s; s.false -> a; a -> b",
            change: node => node.Id == "a" ? node with { AlwaysRun = true, AlwaysOutput = true } : node));

        Assert.Contains("a Completed out=-", frames);
        Assert.Contains("b Completed out=0b", frames);
    }

    private static bool Step(FakeTimeProvider clock, Task ended)
    {
        clock.Advance(TimeSpan.FromMilliseconds(100));
        return ended.IsCompleted;
    }

    internal static async Task Eventually(Func<bool> holds)
    {
        for (var i = 0; i < 2_000; i++)
        {
            if (holds())
            {
                return;
            }

            await Task.Delay(5);
        }

        Assert.Fail("It did not come about within ten seconds.");
    }
}
