using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A sequential loop whose body does not suspend runs inside hand-outs of its own (semantics 3); nobody can tell by the frames.</summary>
public sealed class LoopInsideTests
{
    private const string Simple = "l:loop; t -> l; l.loop -> a; a -> b; b -> l; l.done -> z";

    [Theory]
    [InlineData(Simple, 5)]
    [InlineData("l:loop; s:split; t -> l; l.loop -> s; s.true -> a; s.false -> b; a -> l; b -> l; l.done -> z", 5)]
    public async Task Run_ThousandIterations_TheDeciderSeesOnlySlices(string drawn, int slices)
    {
        await using var bench = new EngineBench();
        var started = await bench.StartAsync(Drawn.Of(drawn), items: 1_000);
        var run = await started.Ended.WaitAsync(TimeSpan.FromSeconds(60));
        var events = await EventsAsync(bench, run);

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(1_000, (await bench.Reader.OutputAsync(run, default))!.Count);
        Assert.InRange(events.OfType<RunEvent.RanRounds>().Count(), 3, slices);
        Assert.InRange(events.Count, 1, slices + 4);
        Assert.All(await bench.Store.ReadSegmentsAsync(run.Id, 0, 500, default), row => Assert.InRange(row.Content.Length, 1, Limits.SegmentBytes));
    }

    [Theory]
    [InlineData("o:loop {\"batchSize\":100}; l:loop; t -> o; o.loop -> l; l.loop -> a; a -> b; b -> l; l.done -> o; o.done -> z")]
    [InlineData("o:loop {\"batchSize\":100}; l:loop {\"concurrency\":4}; t -> o; o.loop -> l; l.loop -> a; a -> b; b -> l; l.done -> o; o.done -> z")]
    public async Task Run_LoopInsideALoop_BothRunInsideOneHandOut(string drawn)
    {
        await using var bench = new EngineBench();
        var started = await bench.StartAsync(Drawn.Of(drawn), items: 1_000);
        var run = await started.Ended.WaitAsync(TimeSpan.FromSeconds(60));
        var events = await EventsAsync(bench, run);

        Assert.Equal(1_000, (await bench.Reader.OutputAsync(run, default))!.Count);
        Assert.InRange(events.OfType<RunEvent.RanRounds>().Count(), 3, 5);
        Assert.DoesNotContain(events, happened => happened is RunEvent.LoopBegan);
    }

    /// <summary>
    /// The slice, which branches of a round share, was over just when the inner loop went on behind its last iteration: it began again (seed 527925).
    /// </summary>
    [Fact]
    public async Task Run_SliceEndsBehindTheInnerLoop_ItGoesOnThereInTheNext()
    {
        var drawn = Drawn.Of("o:loop; l:loop; t -> o; o.loop -> l; o.loop -> a; a -> b; o.loop -> c; c -> d; l.loop -> e; e -> l; l.done -> o; o.done -> z");
        await using var calm = new EngineBench();
        var (_, expected) = await calm.RunAsync(drawn, items: 20);
        for (var runs = 1; runs <= 12; runs++)
        {
            await using var bench = new EngineBench(sliceRuns: runs);
            Assert.Equal(expected, (await bench.RunAsync(drawn, items: 20)).Frames);
        }
    }

    [Theory]
    [InlineData("l:loop {\"concurrency\":2}; t -> l; l.loop -> a; a -> b; b -> l; l.done -> z")]
    [InlineData("l:loop; w:wait {\"seconds\":0}; t -> l; l.loop -> a; a -> w; w -> l; l.done -> z")]
    [InlineData("l:loop; i:loop; w:wait {\"seconds\":0}; t -> l; l.loop -> i; i.loop -> w; w -> i; i.done -> l; l.done -> z")]
    public async Task Run_BodyThatSuspendsOrRunsSideBySide_EachRoundIsHandedOut(string drawn)
    {
        await using var bench = new EngineBench();
        var (run, _) = await bench.RunAsync(Drawn.Of(drawn), items: 20);
        var events = await EventsAsync(bench, run);

        Assert.Contains(events, happened => happened is RunEvent.LoopBegan);
        Assert.True(events.Count > 20, $"{events.Count} events");
    }

    [Fact]
    public async Task Run_BranchesOfABody_RunSideBySide()
    {
        var met = 0;
        var meeting = new TaskCompletionSource();
        var meets = new TestKind("meets", async (context, stop) =>
        {
            if (Interlocked.Increment(ref met) == 2)
            {
                meeting.SetResult();
            }

            await meeting.Task.WaitAsync(TimeSpan.FromSeconds(20), stop);
            context.PassThrough("out", "in");
            return NodeResult.Done;
        });
        await using var bench = new EngineBench(new TestCatalogue(meets));
        var (run, frames) = await bench.RunAsync(
            Drawn.Of("l:loop; a:meets; b:meets; j:join; t -> l; l.loop -> a; l.loop -> b; a -> j.in1; b -> j.in2; j -> l; l.done -> z"));

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Contains("z Completed out=0z,0z", frames);
    }

    [Fact]
    public async Task Run_NodeOfABodyFails_RunFailsAndOpenLoopsAreCancelled()
    {
        await using var bench = new EngineBench();
        var (run, frames) = await bench.RunAsync(
            Drawn.Of("o:loop; l:loop; s:split {\"below\":2}; f:fail; t -> o; o.loop -> l; l.loop -> s; s.true -> l; s.false -> f; f -> l; l.done -> o; o.done -> z"),
            items: 4);

        Assert.Equal((RunStatus.Failed, "test.failed", "f"), (run.Status, run.Failure!.Code, run.Failure.NodeId));
        Assert.Contains("f[2/0] Failed", frames);
        Assert.Contains("l[2] Cancelled", frames);
        Assert.Contains("o Cancelled", frames);
        Assert.DoesNotContain(frames, line => line.StartsWith('z') || line.Contains("[3", StringComparison.Ordinal));
        Assert.Equal(frames.Distinct().Count(), frames.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_CancelOrTimeOutInABody_EndsWithTheNodeAndItsLoopsCancelled(bool cancels)
    {
        var began = new TaskCompletionSource();
        var hangs = new TestKind("hangs", async (_, stop) =>
        {
            began.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            return NodeResult.Done;
        }, hasEffect: true);
        var clock = new FakeTimeProvider();
        await using var bench = new EngineBench(new TestCatalogue(hangs), clock: clock);
        var started = await bench.StartAsync(
            Drawn.Of("o:loop; l:loop; h:hangs; t -> o; o.loop -> l; l.loop -> a; a -> h; h -> l; l.done -> o", new() { TimeoutSeconds = 5 }), items: 2);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(20));

        if (cancels)
        {
            await bench.Engine.CancelAsync(started.RunId, default);
        }
        else
        {
            clock.Advance(TimeSpan.FromSeconds(6));
        }

        var run = await started.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(cancels ? RunStatus.Cancelled : RunStatus.Failed, run.Status);
        Assert.Equal(
            ["a[0/0] Completed out=0a", "h[0/0] Cancelled", "l[0] Cancelled", "o Cancelled", "t Completed out=0,1"],
            await bench.FramesAsync(run.Id));
    }

    [Fact]
    public async Task Run_RespondInABody_AnswersWhileTheLoopGoesOn()
    {
        var release = new TaskCompletionSource();
        var holds = new TestKind("holds", async (context, stop) =>
        {
            await release.Task.WaitAsync(stop);
            context.PassThrough("out", "in");
            return NodeResult.Done;
        });
        await using var bench = new EngineBench(new TestCatalogue(holds));
        var started = await bench.StartAsync(Drawn.Of("l:loop; r:respond; h:holds; t -> l; l.loop -> r; l.loop -> h; r -> l; h -> l"), items: 3);

        Assert.NotNull(await started.Replied.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.False(started.Ended.IsCompleted);
        release.SetResult();
        Assert.Equal(RunStatus.Completed, (await started.Ended.WaitAsync(TimeSpan.FromSeconds(20))).Status);
    }

    [Fact]
    public async Task Run_RetryThatIsDueLater_WaitsOutsideAndTheRestRunsInsideAgain()
    {
        var clock = new FakeTimeProvider();
        var flaky = new TestKind("flaky", (context, _) =>
        {
            context.PassThrough("out", "in");
            return new(context.Iteration.Last == 1 && context.Attempt == 1 ? new NodeResult.Failed(Failures.Failure.Of("test.flaky", "Not yet.")) : NodeResult.Done);
        });
        await using var bench = new EngineBench(new TestCatalogue(flaky), clock: clock);
        var started = await bench.StartAsync(
            Drawn.Of("l:loop; f:flaky; t -> l; l.loop -> a; a -> f; f -> b; b -> l; l.done -> z", change: node =>
                node.Id == "f" ? node with { Retry = new(2, 60) } : node),
            items: 50);
        for (var i = 0; i < 2_000 && bench.StatusOf(started.RunId) != RunStatus.Waiting; i++)
        {
            await Task.Delay(1);
        }

        Assert.Equal(RunStatus.Waiting, bench.StatusOf(started.RunId));
        clock.Advance(TimeSpan.FromSeconds(61));
        var run = await started.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        var events = await EventsAsync(bench, run);

        Assert.Equal(string.Join(',', Enumerable.Range(0, 50).Select(i => $"{i}abz")), await bench.OutputAsync(run));
        Assert.Equal(2, events.OfType<RunEvent.RanRounds>().Count());
        Assert.InRange(events.Count, 1, 10);
    }

    private static async Task<List<RunEvent>> EventsAsync(EngineBench bench, RunRecord run)
    {
        var reader = new SegmentReader(new(bench.Store), run.Family);
        return (await bench.Store.ReadSegmentsAsync(run.Id, 0, 10_000, default)).SelectMany(reader.Read).OfType<EventEntry>().Select(entry => entry.Event).ToList();
    }
}
