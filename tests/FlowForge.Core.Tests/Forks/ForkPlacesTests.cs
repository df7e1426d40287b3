using System.Collections.Concurrent;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Core.Tests.Forks;

/// <summary>A fork of a workflow with a concurrency key takes a place like any other run of it.</summary>
public sealed class ForkPlacesTests
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentQueue<string> _begun = new();
    private readonly MemoryRunStore _store = new();

    [Fact]
    public async Task Fork_WhileAnotherRunHasThePlace_WaitsForItAndKeepsItsResults()
    {
        await using var bench = Bench();
        var (source, frame) = await SourceAsync(bench, WhenBusy.Queue);
        var holder = await bench.StartAsync(Drawing(WhenBusy.Queue));
        var fork = await ForkAsync(bench, source, frame);

        Assert.Equal(RunStatus.Queued, bench.StatusOf(fork.RunId));
        Assert.Equal(RunStatus.Queued, (await _store.GetRunAsync(fork.RunId, default))!.Status);
        Assert.Equal(1, bench.Engine.QueuedRuns);
        Gate(fork.RunId).SetResult();
        await RunRulesTests.Eventually(() => _begun.Contains(holder.RunId));
        Assert.DoesNotContain(fork.RunId, _begun);

        Gate(holder.RunId).SetResult();
        var run = await bench.EndedAsync(fork);
        Assert.Equal((RunStatus.Completed, source), (run.Status, run.ForkedFrom));
        Assert.Equal([source, holder.RunId, fork.RunId], _begun);
        Assert.Equal("0az", await bench.OutputAsync(run));
        Assert.Equal(0, bench.Engine.QueuedRuns);
    }

    [Fact]
    public async Task Fork_ThatWaits_IsCancelledAndRunsNothing()
    {
        await using var bench = Bench();
        var (source, frame) = await SourceAsync(bench, WhenBusy.Queue);
        var holder = await bench.StartAsync(Drawing(WhenBusy.Queue));
        var fork = await ForkAsync(bench, source, frame);

        Assert.True(await bench.Engine.CancelAsync(fork.RunId, default));
        Assert.Equal(RunStatus.Cancelled, (await bench.EndedAsync(fork)).Status);
        Gate(holder.RunId).SetResult();
        await bench.EndedAsync(holder);
        Assert.DoesNotContain(fork.RunId, _begun);
        Assert.Equal(0, bench.Engine.QueuedRuns);
    }

    [Fact]
    public async Task Fork_ThatIsToGiveWay_IsRecordedAsSkipped()
    {
        await using var bench = Bench();
        var (source, frame) = await SourceAsync(bench, WhenBusy.Skip);
        var holder = await bench.StartAsync(Drawing(WhenBusy.Skip));

        var run = await bench.EndedAsync(await ForkAsync(bench, source, frame));

        Assert.Equal((RunStatus.Cancelled, FailureCodes.ConcurrencySkipped), (run.Status, run.Failure!.Code));
        Gate(holder.RunId).SetResult();
        Assert.Equal(RunStatus.Completed, (await bench.EndedAsync(holder)).Status);
    }

    [Fact]
    public async Task Fork_ThatReplaces_CancelsWhoHasThePlaceAndBeginsOnceItHasEnded()
    {
        await using var bench = Bench();
        var (source, frame) = await SourceAsync(bench, WhenBusy.Replace);
        var holder = await bench.StartAsync(Drawing(WhenBusy.Replace));
        await RunRulesTests.Eventually(() => _begun.Contains(holder.RunId));

        var fork = await ForkAsync(bench, source, frame);
        Gate(fork.RunId).SetResult();

        Assert.Equal((RunStatus.Cancelled, FailureCodes.ConcurrencyReplaced), ((await bench.EndedAsync(holder)).Status, (await holder.Ended).Failure!.Code));
        Assert.Equal(RunStatus.Completed, (await bench.EndedAsync(fork)).Status);
    }

    [Fact]
    public async Task Fork_ThatWaitsWhileTheHostGoesDown_BeginsInItsTurnOnTheNext()
    {
        var mortal = new DyingStore(_store, new());
        var bench = Bench(mortal);
        var (source, frame) = await SourceAsync(bench, WhenBusy.Queue);
        var holder = await bench.StartAsync(Drawing(WhenBusy.Queue));
        var fork = await ForkAsync(bench, source, frame);
        await RunRulesTests.Eventually(() => _begun.Contains(holder.RunId));
        mortal.Kill();
        _begun.Clear();

        await using var next = Bench();
        next.Documents["w"] = Drawing(WhenBusy.Queue);
        Assert.Equal(2, await next.Engine.ResumeAsync(default));
        Assert.Equal(RunStatus.Queued, next.StatusOf(fork.RunId));
        Gate(holder.RunId).SetResult();
        Gate(fork.RunId).SetResult();

        Assert.Equal(RunStatus.Completed, (await next.Engine.WaitAsync(fork.RunId, TimeSpan.FromSeconds(30), default))!.Status);
        Assert.Equal([holder.RunId, fork.RunId], _begun);
    }

    [Fact]
    public async Task Fork_HundredEqualOnesAtOnce_AreOneRunWithOnePlace()
    {
        await using var bench = Bench();
        var (source, frame) = await SourceAsync(bench, WhenBusy.Queue);
        var asked = new ForkRequest { Source = source, FromFrame = frame, Key = "once", BodyHash = "b" };

        var forks = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => await bench.Engine.ForkAsync(asked, default))));

        var run = Assert.Single(forks.Select(fork => Assert.IsType<ForkResult.Forked>(fork).Run.RunId).Distinct());
        Gate(run).SetResult();
        Assert.Equal(RunStatus.Completed, (await bench.Engine.WaitAsync(run, TimeSpan.FromSeconds(30), default))!.Status);
        Assert.Equal([source, run], _begun);
        Assert.Equal(0, bench.Engine.QueuedRuns);

        // Its place is free again.
        var later = await bench.StartAsync(Drawing(WhenBusy.Queue));
        Gate(later.RunId).SetResult();
        Assert.Equal(RunStatus.Completed, (await bench.EndedAsync(later)).Status);
    }

    /// <summary>As a start with such a key: it is recorded and has failed, and nothing of it runs.</summary>
    [Fact]
    public async Task Fork_WithAKeyThatCannotBeEvaluated_IsRecordedAndFailedAndRunsNothing()
    {
        await using var bench = Bench(scripts: new BrokenScripts());
        var (source, frame) = await SourceAsync(bench, WhenBusy.Queue);
        var broken = Drawing(WhenBusy.Queue) with { Config = new() { Concurrency = new("={{ broken }}", 1, WhenBusy.Queue) } };
        bench.Documents["broken"] = broken;
        var result = await bench.Engine.ForkAsync(new() { Source = source, FromFrame = frame, Document = new(broken, "broken", 2), Key = "once", BodyHash = "b" }, default);

        var fork = Assert.IsType<ForkResult.Forked>(result).Run;
        Assert.True(fork.Ended.IsCompleted);
        var run = await _store.GetRunAsync(fork.RunId, default);
        Assert.Equal((RunStatus.Failed, "test.broken", source), (run!.Status, run.Failure!.Code, run.ForkedFrom));
        Assert.DoesNotContain(fork.RunId, _begun);
        Assert.Equal(0, bench.Engine.QueuedRuns);

        var again = await bench.Engine.ForkAsync(new() { Source = source, FromFrame = frame, Document = new(broken, "broken", 2), Key = "once", BodyHash = "b" }, default);
        Assert.Equal(fork.RunId, Assert.IsType<ForkResult.Forked>(again).Run.RunId);
    }

    private static Workflow Drawing(WhenBusy whenBusy) => Drawn.Of("h:hold; t -> a; a -> h; h -> z", new() { Concurrency = new("shared", 1, whenBusy) }, id: "w");

    private async Task<(string Run, long Frame)> SourceAsync(EngineBench bench, WhenBusy whenBusy)
    {
        var started = await bench.StartAsync(Drawing(whenBusy));
        Gate(started.RunId).SetResult();
        await bench.EndedAsync(started);
        var frames = (await bench.Reader.ListAsync(started.RunId, new(), default))!.Items;
        return (started.RunId, frames.Single(frame => frame.NodeId == "h" && frame.Side == FrameSide.Ingress).Sequence);
    }

    private static async Task<StartedRun> ForkAsync(EngineBench bench, string source, long frame) =>
        Assert.IsType<ForkResult.Forked>(await bench.Engine.ForkAsync(new() { Source = source, FromFrame = frame }, default)).Run;

    private TaskCompletionSource Gate(string run) => _gates.GetOrAdd(run, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private EngineBench Bench(IRunStore? store = null, IScripts? scripts = null) => new(new TestCatalogue([new TestKind("hold", HoldAsync)]), store ?? _store, scripts: scripts);

    private async ValueTask<NodeResult> HoldAsync(INodeContext context, CancellationToken cancellation)
    {
        _begun.Enqueue(context.Run.RunId);
        await Gate(context.Run.RunId).Task.WaitAsync(cancellation);
        context.PassThrough("out", "in");
        return NodeResult.Done;
    }
}
