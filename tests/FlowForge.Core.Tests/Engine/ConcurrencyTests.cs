using System.Collections.Concurrent;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

public sealed class ConcurrencyTests
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private Watch _watch = new();

    private readonly FakeTimeProvider _clock = new();

    /// <summary>The host stops while runs are held, and its clock goes on, so that the time it gives them passes.</summary>
    private async Task StopAsync(EngineBench bench)
    {
        var stopping = bench.DisposeAsync().AsTask();
        while (!stopping.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stopping;
    }

    [Fact]
    public async Task Queue_TwentyStarts_RunOneByOneInTheirOrder()
    {
        await using var bench = Bench();
        var started = new List<StartedRun>();
        for (var i = 0; i < 20; i++)
        {
            started.Add(await bench.StartAsync(Drawing(WhenBusy.Queue)));
        }

        Assert.Equal(RunStatus.Queued, (await bench.Engine.GetAsync(started[^1].RunId, default))!.Status);
        Assert.Equal(RunStatus.Queued, (await bench.Store.GetRunAsync(started[^1].RunId, default))!.Status);
        Assert.Equal(19, bench.Engine.QueuedRuns);
        foreach (var run in started)
        {
            Gate(run.RunId).SetResult();
            Assert.Equal(RunStatus.Completed, (await run.Ended).Status);
        }

        Assert.Equal(started.Select(run => run.RunId), _watch.Begun);
        Assert.Equal((1, 0), (_watch.Most, bench.Engine.QueuedRuns));
        Assert.Empty(bench.Faults);
    }

    [Fact]
    public async Task Queue_HostGoesDown_GoesOnInTheSameOrder()
    {
        var store = new MemoryRunStore();
        var started = new List<string>();
        var bench = Bench(store);
        for (var i = 0; i < 5; i++)
        {
            started.Add((await bench.StartAsync(Drawing(WhenBusy.Queue))).RunId);
        }

        await StopAsync(bench);
        _watch = new();
        await using var next = Bench(store);
        next.Documents["w"] = Drawing(WhenBusy.Queue);
        started.ForEach(run => Gate(run).TrySetResult());
        Assert.Equal(5, await next.Engine.ResumeAsync(default));
        foreach (var run in started)
        {
            Assert.Equal(RunStatus.Completed, (await next.Engine.WaitAsync(run, TimeSpan.FromSeconds(60), default))!.Status);
        }

        Assert.Equal(started, _watch.Begun);
        Assert.Equal(1, _watch.Most);
    }

    [Fact]
    public async Task Replace_ManyStarts_OnlyTheLastIsLeftAndNeverTwoRun()
    {
        await using var bench = Bench();
        var started = new List<StartedRun>();
        for (var i = 0; i < 10; i++)
        {
            started.Add(await bench.StartAsync(Drawing(WhenBusy.Replace)));
        }

        Gate(started[^1].RunId).SetResult();
        Assert.Equal(RunStatus.Completed, (await started[^1].Ended).Status);
        foreach (var run in started.SkipLast(1))
        {
            var ended = await run.Ended;
            Assert.Equal((RunStatus.Cancelled, FailureCodes.ConcurrencyReplaced), (ended.Status, ended.Failure?.Code));
        }

        Assert.Equal(1, _watch.Most);
    }

    [Fact]
    public async Task Skip_PlaceTaken_IsRecordedAndNotRun()
    {
        await using var bench = Bench();
        var first = await bench.StartAsync(Drawing(WhenBusy.Skip));
        var second = await bench.StartAsync(Drawing(WhenBusy.Skip));

        Assert.True(second.Ended.IsCompleted);
        var skipped = (await bench.Store.GetRunAsync(second.RunId, default))!;
        Assert.Equal((RunStatus.Cancelled, FailureCodes.ConcurrencySkipped), (skipped.Status, skipped.Failure?.Code));
        Gate(first.RunId).SetResult();
        Assert.Equal(RunStatus.Completed, (await first.Ended).Status);
        var third = await bench.StartAsync(Drawing(WhenBusy.Skip));
        Gate(third.RunId).SetResult();
        Assert.Equal(RunStatus.Completed, (await third.Ended).Status);
        Assert.Equal([first.RunId, third.RunId], _watch.Begun);
    }

    [Fact]
    public async Task Queue_CancelledWhileItWaits_EndsAndLetsTheNextOn()
    {
        await using var bench = Bench();
        var started = new List<StartedRun>();
        for (var i = 0; i < 3; i++)
        {
            started.Add(await bench.StartAsync(Drawing(WhenBusy.Queue)));
        }

        Assert.True(await bench.Engine.CancelAsync(started[1].RunId, default));
        Assert.Equal(RunStatus.Cancelled, (await started[1].Ended).Status);
        Gate(started[0].RunId).SetResult();
        Gate(started[2].RunId).SetResult();
        Assert.Equal(RunStatus.Completed, (await started[2].Ended).Status);
        Assert.Equal([started[0].RunId, started[2].RunId], _watch.Begun);
    }

    [Theory]
    [InlineData(WhenBusy.Queue)]
    [InlineData(WhenBusy.Skip)]
    [InlineData(WhenBusy.Replace)]
    public async Task Start_HundredEqualOnesAtOnce_GiveOneRun(WhenBusy whenBusy)
    {
        await using var bench = Bench();
        bench.Documents["w"] = Drawing(whenBusy);
        var started = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () =>
            await bench.Engine.StartAsync(new() { Workflow = Drawing(whenBusy), Hash = "w", Key = "once", BodyHash = "b", Items = [new(JsonElement.Parse("{}"))] }, default))));

        var run = Assert.Single(started.Select(one => one.Value!.RunId).Distinct());
        Assert.Single(started, one => !one.Value!.IsRepeat);
        Gate(run).SetResult();
        Assert.Equal(RunStatus.Completed, (await started[0].Value!.Ended).Status);
        Assert.Equal([run], _watch.Begun);
        Assert.Equal(0, bench.Engine.QueuedRuns);
    }

    [Theory]
    [InlineData(WhenBusy.Queue)]
    [InlineData(WhenBusy.Replace)]
    public async Task Kill_AtEachWriteOfQueuedStarts_NothingLostAndNeverTwo(WhenBusy whenBusy)
    {
        for (var writes = 1; ; writes++)
        {
            _gates.Clear();
            _watch = new();
            var kept = new MemoryRunStore();
            var store = new DyingStore(kept, new(), writes);
            var answered = new List<string>();
            var bench = Bench(store);
            for (var i = 0; i < 3 && !store.IsDead; i++)
            {
                var start = bench.StartAsync(Drawing(whenBusy));
                while (!start.IsCompleted && !store.IsDead)
                {
                    await Task.Delay(1);
                }

                if (start.IsCompletedSuccessfully)
                {
                    var run = (await start).RunId;
                    answered.Add(run);
                    Gate(run).TrySetResult();
                }
            }

            for (var i = 0; i < 300 && !store.IsDead && !await AllEndedAsync(kept); i++)
            {
                await Task.Delay(1);
            }

            var died = store.IsDead;
            var recorded = (await kept.ListRunsAsync(new(), default)).Items.Reverse().ToList();
            Assert.Subset(recorded.Select(run => run.Id).ToHashSet(), answered.ToHashSet());
            _watch = new();
            await using var next = Bench(kept);
            next.Documents["w"] = Drawing(whenBusy);
            recorded.ForEach(run => Gate(run.Id).TrySetResult());
            await next.Engine.ResumeAsync(default);
            foreach (var run in recorded)
            {
                var ended = (await next.Engine.WaitAsync(run.Id, TimeSpan.FromSeconds(60), default))!;
                Assert.True(ended.HasEnded, $"{run.Id} after {writes} writes is {ended.Status}");
                Assert.True(whenBusy == WhenBusy.Replace || ended.Status == RunStatus.Completed, $"{run.Id} after {writes} writes: {ended.Failure?.Code}");
            }

            Assert.True(_watch.Most <= 1);
            Assert.Equal(_watch.Begun.Order(StringComparer.Ordinal), _watch.Begun);
            if (!died)
            {
                Assert.True(writes > 4);
                return;
            }
        }
    }

    private static async Task<bool> AllEndedAsync(MemoryRunStore store) => (await store.OpenRunsAsync(default)).Count == 0;

    private static Workflow Drawing(WhenBusy whenBusy)
    {
        var drawn = Drawn.Of("h:hold; t -> h");
        return drawn with { Id = "w", Config = drawn.Config with { Concurrency = new("shared", 1, whenBusy) } };
    }

    private EngineBench Bench(IRunStore? store = null)
    {
        var watch = _watch;
        return new(new TestCatalogue([new TestKind("hold", (context, cancellation) => HoldAsync(watch, context, cancellation))]), store, _clock);
    }

    private TaskCompletionSource Gate(string run) => _gates.GetOrAdd(run, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private async ValueTask<NodeResult> HoldAsync(Watch watch, INodeContext context, CancellationToken cancellation)
    {
        watch.Enter(context.Run.RunId);
        try
        {
            await Gate(context.Run.RunId).Task.WaitAsync(cancellation);
            return NodeResult.Done;
        }
        finally
        {
            watch.Leave();
        }
    }

    /// <summary>Who has been inside the node in one life of a host, and how many at a time.</summary>
    private sealed class Watch
    {
        private int _inside;

        public ConcurrentQueue<string> Begun { get; } = new();

        public int Most { get; private set; }

        public void Enter(string run)
        {
            lock (Begun)
            {
                Begun.Enqueue(run);
                Most = Math.Max(Most, ++_inside);
            }
        }

        public void Leave()
        {
            lock (Begun)
            {
                _inside--;
            }
        }
    }
}
