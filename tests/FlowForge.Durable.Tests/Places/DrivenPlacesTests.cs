using FlowForge.Core;
using FlowForge.Core.Driven;
using FlowForge.Core.Failures;
using FlowForge.Core.Forks;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using FlowForge.Durable.Places;
using FlowForge.Durable.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Durable.Tests.Places;

/// <summary>Runs with a concurrency key where runs are driven elsewhere: who has no place has no instance.</summary>
public sealed class DrivenPlacesTests
{
    private const string Waiting = """w:wait {"seconds":3600}; t -> w; w -> a""";

    [Fact]
    public Task Queue_ThreeStarts_RunOneAfterTheOther() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var runs = await StartAsync(bench, WhenBusy.Queue, 3);

        Assert.Equal([runs[0]], bench.Instances.Scheduled.Keys);
        Assert.Equal([RunStatus.Queued, RunStatus.Queued], [await StatusAsync(bench, runs[1]), await StatusAsync(bench, runs[2])]);
        Assert.True(await bench.Engine.WaitsForPlaceAsync((await bench.Store.GetRunAsync(runs[1], default))!, default));
        Assert.False(await bench.Engine.WaitsForPlaceAsync((await bench.Store.GetRunAsync(runs[0], default))!, default));
        foreach (var (run, next) in runs.Zip(runs.Skip(1).Append("")))
        {
            Assert.DoesNotContain(next, bench.Instances.Scheduled.Keys);
            var (ended, frames, _) = await bench.DriveAsync(run, 1);
            Assert.Equal((RunStatus.Completed, 2), (ended.Status, frames.Length));
        }

        Assert.Equal(runs, bench.Instances.Scheduled.Keys);
        Assert.Empty(bench.Faults);
    });

    [Fact]
    public Task Queue_ThatBegins_IsRecordedAsRunning() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var run = (await StartAsync(bench, WhenBusy.Queue, 1, Waiting))[0];
        var seen = new HashSet<RunStatus>();
        var hub = new TestHub(new DrivenWorld(bench.Activities), 1)
        {
            IsCalm = true, BeforeStep = async _ => seen.Add(await StatusAsync(bench, run)),
        };
        await hub.RunAsync(Durable.Driving.DriverInput.Read(Durable.Running.DriverStart.Of(bench.Instances.Scheduled[run])));

        Assert.Superset(new HashSet<RunStatus> { RunStatus.Running, RunStatus.Waiting }, seen);
        Assert.Equal(RunStatus.Completed, await StatusAsync(bench, run));
    });

    [Fact]
    public Task Skip_PlaceTaken_IsEndedBeforeItsStarterIsAnswered() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var runs = await StartAsync(bench, WhenBusy.Skip, 2);

        var skipped = (await bench.Store.GetRunAsync(runs[1], default))!;
        Assert.Equal((RunStatus.Cancelled, FailureCodes.ConcurrencySkipped), (skipped.Status, skipped.Failure?.Code));
        await bench.DriveAsync(runs[0], 1);
        var third = (await StartAsync(bench, WhenBusy.Skip, 1))[0];
        Assert.Equal(RunStatus.Completed, (await bench.DriveAsync(third, 1)).Run.Status);
    });

    [Fact]
    public Task Replace_ManyStarts_TheLastIsLeft() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var runs = await StartAsync(bench, WhenBusy.Replace, 5, Waiting);

        Assert.Equal([runs[0]], bench.Instances.Scheduled.Keys);
        Assert.Contains(runs[0], bench.Instances.Rings);
        var first = (await bench.DriveAsync(runs[0], 1, isRung: true)).Run;
        Assert.Equal((RunStatus.Cancelled, FailureCodes.ConcurrencyReplaced), (first.Status, first.Failure?.Code));
        foreach (var run in runs[1..^1])
        {
            var replaced = (await bench.Store.GetRunAsync(run, default))!;
            Assert.Equal((RunStatus.Cancelled, FailureCodes.ConcurrencyReplaced), (replaced.Status, replaced.Failure?.Code));
        }

        Assert.Equal([runs[0], runs[^1]], bench.Instances.Scheduled.Keys);
        Assert.Equal(RunStatus.Completed, (await bench.DriveAsync(runs[^1], 1)).Run.Status);
    });

    [Fact]
    public Task Cancel_OfOneThatWaits_EndsItAndLetsTheNextOn() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var runs = await StartAsync(bench, WhenBusy.Queue, 3);

        Assert.True(await bench.Engine.CancelAsync(runs[1], default));
        var cancelled = (await bench.Store.GetRunAsync(runs[1], default))!;
        Assert.Equal((RunStatus.Cancelled, null), (cancelled.Status, cancelled.Failure));
        Assert.False(await bench.Engine.CancelAsync(runs[1], default));

        await bench.DriveAsync(runs[0], 1);
        Assert.Equal([runs[0], runs[2]], bench.Instances.Scheduled.Keys);
    });

    [Fact]
    public Task Cancel_HeardBeforeTheQuestion_EndsItAllTheSame() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        bench.Lines.IsDeaf = true;
        var run = (await bench.Engine.StartAsync(Keyed(bench, WhenBusy.Queue) with { Mode = "schedule" }, default)).Value!.RunId;
        bench.Lines.IsDeaf = false;

        Assert.True(await bench.Engine.CancelAsync(run, default));
        Assert.Equal(RunStatus.Cancelled, await StatusAsync(bench, run));
        Assert.Empty(bench.Instances.Scheduled);
    });

    [Fact]
    public Task Cancel_ThatNoLineHears_IsRepeatedByTheWatchdog() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var runs = await StartAsync(bench, WhenBusy.Queue, 2);
        bench.Lines.IsDeaf = true;
        Assert.True(await bench.Engine.CancelAsync(runs[1], default));
        bench.Lines.IsDeaf = false;
        Assert.Equal(RunStatus.Queued, await StatusAsync(bench, runs[1]));

        await bench.Watch.LookAsync(default);

        Assert.Equal(RunStatus.Cancelled, await StatusAsync(bench, runs[1]));
    });

    [Fact]
    public Task Cancel_BeforeItsMoment_EndsNoEarlierThanItBegan() => Task.Run(async () =>
    {
        var clock = new FakeTimeProvider();
        await using var bench = new DrivenBench(new TestCatalogue(), clock: clock);
        var at = clock.GetUtcNow() + TimeSpan.FromMinutes(2);
        var run = (await bench.Engine.StartAsync(Keyed(bench, WhenBusy.Queue) with { Mode = "schedule", At = at }, default)).Value!.RunId;

        Assert.True(await bench.Engine.CancelAsync(run, default));
        var ended = (await bench.Store.GetRunAsync(run, default))!;
        Assert.Equal((RunStatus.Cancelled, ended.EndedAt), (ended.Status, ended.StartedAt));
    });

    [Fact]
    public Task Start_FullQueue_IsRefusedAndNotRecorded() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var run = (await StartAsync(bench, WhenBusy.Queue, 1))[0];
        var key = (await bench.Store.GetRunAsync(run, default))!.Ticket!.First.Key;
        var line = LineText.Read(bench.Lines[key]);
        for (var i = 0; i < Limits.PlaceQueue; i++)
        {
            line.Hear(new PlaceMessage.Ask($"other{i}", i, 1, WhenBusy.Queue));
        }

        bench.Lines[key] = LineText.Write(line);
        var refused = await bench.Engine.StartAsync(Keyed(bench, WhenBusy.Queue), default);

        Assert.Equal((FailureCodes.ConcurrencyFull, true), (refused.Failure?.Code, refused.Failure?.Retryable));
        Assert.Single((await bench.Store.ListRunsAsync(new(), default)).Items);
    });

    [Theory]
    [InlineData(WhenBusy.Queue)]
    [InlineData(WhenBusy.Skip)]
    [InlineData(WhenBusy.Replace)]
    public Task Start_HundredEqualOnesAtOnce_AreOneRunWithOnePlace(WhenBusy whenBusy) => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var request = Keyed(bench, whenBusy) with { Key = "once", BodyHash = "b" };

        var starts = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => await bench.Engine.StartAsync(request, default))));

        var run = Assert.Single(starts.Select(start => start.Value!.RunId).Distinct());
        Assert.Equal([run], bench.Instances.Scheduled.Keys);
        Assert.Equal(RunStatus.Completed, (await bench.DriveAsync(run, 1)).Run.Status);
    });

    [Fact]
    public Task Key_ThatCannotBeEvaluated_IsAFailedRunThatNeverBegan() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue(), scripts: new BrokenScripts());
        var request = Keyed(bench, WhenBusy.Queue, "={{ broken }}") with { Key = "once", BodyHash = "b" };
        var run = (await bench.Engine.StartAsync(request, default)).Value!.RunId;

        var failed = (await bench.Store.GetRunAsync(run, default))!;
        Assert.Equal((RunStatus.Failed, "test.broken"), (failed.Status, failed.Failure?.Code));
        Assert.Empty(bench.Instances.Scheduled);
        Assert.Empty(await bench.FramesAsync(run));
        Assert.Equal(run, (await bench.Engine.StartAsync(request, default)).Value!.RunId);
    });

    [Fact]
    public Task Overlap_WithAKeyAsWell_NeedsBothPlaces() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var byHand = (await StartAsync(bench, WhenBusy.Queue, 1))[0];
        var request = Keyed(bench, WhenBusy.Queue) with { Mode = "schedule", Overlap = new("overlap", 1, WhenBusy.Skip) };
        var first = (await bench.Engine.StartAsync(request, default)).Value!.RunId;
        var second = (await bench.Engine.StartAsync(request, default)).Value!.RunId;

        Assert.Equal((RunStatus.Queued, RunStatus.Cancelled), (await StatusAsync(bench, first), await StatusAsync(bench, second)));
        await bench.DriveAsync(byHand, 1);
        Assert.Equal([byHand, first], bench.Instances.Scheduled.Keys);
        await bench.DriveAsync(first, 1);
        var third = (await bench.Engine.StartAsync(request, default)).Value!.RunId;
        Assert.Equal([byHand, first, third], bench.Instances.Scheduled.Keys);

        // One that waits for its second place is cancelled, and gives back the first.
        var fourth = (await bench.Engine.StartAsync(request with { Overlap = new("other", 1, WhenBusy.Queue) }, default)).Value!.RunId;
        Assert.True(await bench.Engine.CancelAsync(fourth, default));
        Assert.Equal(RunStatus.Cancelled, await StatusAsync(bench, fourth));
        Assert.Empty(await bench.Lines.ReadAsync("other", default));
    });

    [Fact]
    public Task Start_AheadOfItsTime_IsQueuedWithItsMomentAndAsksThen() => Task.Run(async () =>
    {
        var clock = new FakeTimeProvider();
        await using var bench = new DrivenBench(new TestCatalogue(), clock: clock);
        var at = clock.GetUtcNow() + TimeSpan.FromMinutes(2);
        var plain = (await bench.Engine.StartAsync(bench.Request(Drawn.Of("t -> a")) with { Mode = "schedule", At = at }, default)).Value!.RunId;
        var keyed = (await bench.Engine.StartAsync(Keyed(bench, WhenBusy.Queue) with { Mode = "schedule", At = at }, default)).Value!.RunId;
        foreach (var run in new[] { plain, keyed })
        {
            var recorded = (await bench.Store.GetRunAsync(run, default))!;
            Assert.Equal((RunStatus.Queued, at), (recorded.Status, recorded.StartedAt));
        }

        Assert.Equal(at, bench.Instances.Scheduled[plain].At);
        Assert.DoesNotContain(keyed, bench.Instances.Scheduled.Keys);
        clock.Advance(TimeSpan.FromMinutes(2));
        await bench.Lines.PumpAsync(clock.GetUtcNow());

        Assert.Contains(keyed, bench.Instances.Scheduled.Keys);
        Assert.Equal(RunStatus.Completed, (await bench.DriveAsync(plain, 1)).Run.Status);
        Assert.Equal(RunStatus.Completed, (await bench.DriveAsync(keyed, 1)).Run.Status);
    });

    [Fact]
    public Task Fork_TakesAPlaceLikeAnyOther() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var source = (await StartAsync(bench, WhenBusy.Queue, 1))[0];
        await bench.DriveAsync(source, 1);
        var frame = (await bench.Reader.ListAsync(source, new(), default))!.Items.Single(frame => frame.NodeId == "a" && frame.Side == FrameSide.Ingress).Sequence;
        var holder = (await StartAsync(bench, WhenBusy.Queue, 1))[0];
        var asked = new ForkRequest { Source = source, FromFrame = frame, Key = "once", BodyHash = "b" };

        var forks = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await bench.Engine.ForkAsync(asked, default))));

        var fork = Assert.Single(forks.Select(one => Assert.IsType<ForkResult.Forked>(one).Run.RunId).Distinct());
        Assert.Equal(RunStatus.Queued, await StatusAsync(bench, fork));
        await bench.DriveAsync(holder, 1);
        Assert.Equal([source, holder, fork], bench.Instances.Scheduled.Keys);
        var (run, frames, _) = await bench.DriveAsync(fork, 1);
        Assert.Equal((RunStatus.Completed, source, 2), (run.Status, run.ForkedFrom, frames.Length));
    });

    [Fact]
    public Task Fork_WithAKeyThatCannotBeEvaluated_IsRecordedAndFailed() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue(), scripts: new BrokenScripts());
        var source = (await StartAsync(bench, WhenBusy.Queue, 1))[0];
        await bench.DriveAsync(source, 1);
        var frame = (await bench.Reader.ListAsync(source, new(), default))!.Items.Single(frame => frame.NodeId == "a" && frame.Side == FrameSide.Ingress).Sequence;
        var broken = Keyed(bench, WhenBusy.Queue, "={{ broken }}", "broken").Workflow;

        var result = await bench.Engine.ForkAsync(new() { Source = source, FromFrame = frame, Document = new(broken with { Id = "w" }, "broken", 2) }, default);

        var run = (await bench.Store.GetRunAsync(Assert.IsType<ForkResult.Forked>(result).Run.RunId, default))!;
        Assert.Equal((RunStatus.Failed, "test.broken", source), (run.Status, run.Failure?.Code, run.ForkedFrom));
        Assert.Equal([source], bench.Instances.Scheduled.Keys);
    });

    internal static StartRequest Keyed(DrivenBench bench, WhenBusy whenBusy, string key = "shared", string id = "w", int limit = 1, string drawn = "t -> a") =>
        bench.Request(Drawn.Of(drawn, new() { Concurrency = new(key, limit, whenBusy) }, id: id));

    private static async Task<List<string>> StartAsync(DrivenBench bench, WhenBusy whenBusy, int count, string drawn = "t -> a")
    {
        var runs = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var started = await bench.Engine.StartAsync(Keyed(bench, whenBusy, drawn: drawn), default);
            Assert.False(started.IsFailure, started.Failure?.Message);
            runs.Add(started.Value.RunId);
        }

        return runs;
    }

    private static async Task<RunStatus> StatusAsync(DrivenBench bench, string run) => (await bench.Store.GetRunAsync(run, default))!.Status;
}
