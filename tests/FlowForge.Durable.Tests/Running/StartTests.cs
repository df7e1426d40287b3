using System.Text;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using FlowForge.Durable.Driving;
using FlowForge.Durable.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Durable.Tests.Running;

/// <summary>A start is a row first; what happens to it is read from rows.</summary>
public sealed class StartTests
{
    [Fact]
    public Task Start_SameKeyAHundredTimesAtOnce_OneRun() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var request = bench.Request(Drawn.Of("t -> a"), key: "key");

        var starts = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => bench.Engine.StartAsync(request, default).AsTask()));

        Assert.Single(starts.Select(start => start.Value!.RunId).Distinct());
        Assert.Single(bench.Instances.Scheduled);
        Assert.Equal(99, starts.Count(start => start.Value!.IsRepeat));
        var other = await bench.Engine.StartAsync(request with { BodyHash = "other" }, default);
        Assert.Equal("start.keyReused", other.Failure?.Code);
    });

    [Fact]
    public Task Start_StarterDiesBeforeItSchedules_WatchdogGivesTheRowItsInstance() => Task.Run(async () =>
    {
        var clock = new FakeTimeProvider();
        await using var bench = new DrivenBench(new TestCatalogue(), clock: clock);
        bench.Instances.IsDead = true;
        var started = await bench.Engine.StartAsync(bench.Request(Drawn.Of("t -> a")), default);
        bench.Instances.IsDead = false;
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, await bench.Watch.LookAsync(default));

        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await bench.Watch.LookAsync(default));

        var (run, _, _) = await bench.DriveAsync(started.Value!.RunId, 1);
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(0, await bench.Watch.LookAsync(default));
    });

    [Fact]
    public Task Watch_InstanceEndedBeforeItsRun_BeginsAnewAndPassesOverWhatIsRecorded() => Task.Run(async () =>
    {
        var (clock, calls) = (new FakeTimeProvider(), 0);
        var counted = new TestKind("counted", (context, _) =>
        {
            calls++;
            context.PassThrough("out", "in");
            return new(NodeResult.Done);
        });
        await using var bench = new DrivenBench(new TestCatalogue(counted), clock: clock);
        var started = await bench.Engine.StartAsync(bench.Request(Drawn.Of("c:counted; t -> c; c -> a; c -> b")), default);
        var runId = started.Value!.RunId;
        var world = new DrivenWorld(bench.Activities);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.DriveAsync(runId, 1, new BrokenWorld(world, Activities.RecordRun)));
        Assert.Equal(1, calls);
        bench.Instances.Ended.Add(runId);
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(1, await bench.Watch.LookAsync(default));
        var (run, frames, _) = await bench.DriveAsync(runId, 2);

        Assert.Equal((RunStatus.Completed, 1, 4), (run.Status, calls, frames.Length));
    });

    [Fact]
    public Task Run_ChainOfAHundredNodes_IsOneActivity() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var chain = string.Join("; ", Enumerable.Range(1, 99).Select(i => $"n{i - 1} -> n{i}").Prepend("t -> n0"));

        var (run, frames, hub) = await bench.RunAsync(Drawn.Of(chain), 1, seed: 1);

        Assert.Equal((RunStatus.Completed, 101), (run.Status, frames.Length));
        Assert.Equal(1, hub.Calls[Activities.RunBranch]);
        Assert.InRange(hub.MostBytes, 1, 16 * 1024);
    });

    [Fact]
    public Task Run_ThatFails_HasTheWordsOfItsRecordAndNoneInItsHistory() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var answers = new List<string>();
        var world = new HeardWorld(new DrivenWorld(bench.Activities), answers);

        var (run, _, _) = await bench.RunAsync(Drawn.Of("f:fail; t -> f; f -> a"), 1, seed: 1, world);

        Assert.Equal((RunStatus.Failed, "test.failed", "It failed.", "f"), (run.Status, run.Failure!.Code, run.Failure.Message, run.Failure.NodeId));
        Assert.DoesNotContain(answers, answer => answer.Contains("It failed.", StringComparison.Ordinal));
    });

    [Fact]
    public Task Run_ThatReplies_GivesItsStarterTheFirstReply() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var workflow = Drawn.Of("r:respond; s:respond; t -> r; r -> s");
        var started = (await bench.Engine.StartAsync(bench.Request(workflow) with { RecordFirst = false }, default)).Value!;

        await bench.DriveAsync(started.RunId, 1);

        var reply = await started.Replied.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((200, "r"), (reply!.Status, Encoding.UTF8.GetString(reply.Body.Span)));
        Assert.Equal(RunStatus.Completed, (await started.Ended.WaitAsync(TimeSpan.FromSeconds(10))).Status);
    });

    [Fact]
    public Task Start_RepeatedAHundredTimes_IsLookedForByOne() => Task.Run(async () =>
    {
        var (clock, store) = (new FakeTimeProvider(), new CountedReads(new MemoryRunStore()));
        await using var bench = new DrivenBench(new TestCatalogue(), store, clock);
        var request = bench.Request(Drawn.Of("r:respond; t -> r"), key: "key") with { RecordFirst = false };
        var starts = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => (await bench.Engine.StartAsync(request, default)).Value!)));
        var before = store.Count;
        for (var i = 0; i < 20; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }

        Assert.InRange(store.Count - before, 1, 50);
        await bench.DriveAsync(starts[0].RunId, 1);
        var ended = Task.WhenAll(starts.Select(start => start.Ended));
        while (!ended.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }

        Assert.All(await ended, run => Assert.Equal(RunStatus.Completed, run.Status));
        Assert.All(starts, start => Assert.Equal(200, start.Replied.Result!.Status));

        // Who comes behind the end is told as well.
        var late = (await bench.Engine.StartAsync(request, default)).Value!;
        Assert.Equal(starts[0].RunId, (await late.Ended.WaitAsync(TimeSpan.FromSeconds(30))).Id);
    });

    [Fact]
    public Task Cancel_OfAWaitingRun_IsARowAndARing() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var started = (await bench.Engine.StartAsync(bench.Request(Drawn.Of("""w:wait {"seconds":3600}; t -> w; w -> a""")), default)).Value!;
        var (cancelled, world) = (false, new DrivenWorld(bench.Activities));
        var hub = new TestHub(world, 3)
        {
            BeforeStep = async hub =>
            {
                if (!cancelled && await bench.Store.GetRunAsync(started.RunId, default) is { Status: RunStatus.Waiting })
                {
                    Assert.Equal(WaitMode.Time, Assert.Single(await bench.Engine.WaitsAsync(started.RunId, default)).Mode);
                    cancelled = await bench.Engine.CancelAsync(started.RunId, default) == true;
                    hub.Ring();
                }
            },
        };

        await hub.RunAsync(DriverInput.Read(Durable.Running.DriverStart.Of(bench.Instances.Scheduled[started.RunId])));

        Assert.Contains(started.RunId, bench.Instances.Rings);
        Assert.Equal(RunStatus.Cancelled, (await bench.Store.GetRunAsync(started.RunId, default))!.Status);
        Assert.Contains("w Cancelled", await bench.FramesAsync(started.RunId));
        Assert.False(await bench.Engine.CancelAsync(started.RunId, default));
        Assert.Null(await bench.Engine.CancelAsync("unknown", default));
    });

    [Fact]
    public Task Watch_OfAnEndedRun_GivesEachFrameAndTheEnd() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var (run, frames, _) = await bench.RunAsync(Drawn.Of("l:loop; t -> l; l.loop -> a; a -> l; l.done -> b; t -> c"), 3, seed: 1);

        var news = new List<RunNews>();
        await foreach (var one in bench.Engine.WatchAsync(run.Id, null, default))
        {
            news.Add(one);
        }

        Assert.Equal(frames.Length, news.Where(one => one.Frame is { Side: FrameSide.Egress }).Select(one => one.Frame!.Sequence).Distinct().Count());
        Assert.Equal(RunStatus.Completed, news[^1].Run?.Status);
    });
}
