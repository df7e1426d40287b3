using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Runs that call other runs.</summary>
public sealed class CallTests
{
    private const string Waiting = "t:trigger.workflow; w:awaits {\"signal\":\"go\"}; t -> w";
    private readonly FakeTimeProvider _clock = new();
    private readonly MemoryRunStore _store = new();

    [Fact]
    public async Task Call_Once_GivesTheOutputOfTheChild()
    {
        await using var bench = Bench(Child("t:trigger.workflow; t -> x; x -> y"));

        var (run, frames) = await bench.RunAsync(Drawn.Of("c:calls {\"id\":\"child\"}; t -> a; a -> c; c -> b"), items: 3);

        Assert.Contains("c COMPLETED out=0axy,1axy,2axy", frames, StringComparer.OrdinalIgnoreCase);
        Assert.Equal("0axyb,1axyb,2axyb", await bench.OutputAsync(run));
        var child = Assert.Single(await ChildrenAsync(run.Id));
        Assert.Equal(new RunCaller(run.Id, "c", "", 1, 0, 1, IsAwaited: true), child.Caller);
        Assert.Equal(("child", RunStatus.Completed), (child.WorkflowId, child.Status));
    }

    [Fact]
    public async Task Call_PerItem_KeepsTheOrderOfItemsAndHasAFewUnderWay()
    {
        await using var bench = Bench(Child(Waiting));
        var started = await bench.StartAsync(Drawn.Of("c:calls {\"id\":\"child\",\"each\":1}; t -> c"), items: 50);
        await RunRulesTests.Eventually(() => Open(started.RunId).Count == Limits.CallWindow);

        for (var left = 50; left > 0; left--)
        {
            // The youngest first, so that the last item's child ends long before the first one's.
            await RunRulesTests.Eventually(() => Open(started.RunId).Count == Math.Min(left, Limits.CallWindow));
            var child = Open(started.RunId).MaxBy(run => run.Caller!.Item)!;
            await bench.Engine.SignalAsync(child.Id, "go", null, [], default);
            await RunRulesTests.Eventually(() => bench.StatusOf(child.Id) == RunStatus.Completed);
        }

        var run = await bench.EndedAsync(started);
        Assert.Equal(string.Join(',', Enumerable.Range(0, 50).Select(n => $"{n}w()")), await bench.OutputAsync(run));
        Assert.Equal(50, (await ChildrenAsync(run.Id)).Count);
    }

    [Fact]
    public async Task Call_WithoutWaiting_GoesOnAtOnce()
    {
        await using var bench = Bench(Child(Waiting));

        var (run, _) = await bench.RunAsync(Drawn.Of("c:calls {\"id\":\"child\",\"each\":1,\"waits\":false}; t -> c; c -> b"), items: 2);

        Assert.Equal("0b,1b", await bench.OutputAsync(run));
        await RunRulesTests.Eventually(() => ChildrenAsync(run.Id).Result is { Count: 2 } children && children.All(child => child.Status == RunStatus.Waiting));
    }

    [Fact]
    public async Task Call_AChildFails_ACallerThatHealsPausesAndRetryCallsAnew()
    {
        var calls = 0;
        await using var bench = Bench([new TestKind("once", (context, _) =>
        {
            context.PassThrough("out", "in");
            return new(Interlocked.Increment(ref calls) == 1 ? new NodeResult.Failed(Failure.Of("test.once", "Not yet.")) : NodeResult.Done);
        })], Child("t:trigger.workflow; o:once; t -> o"));
        var started = await bench.StartAsync(Drawn.Of("c:calls {\"id\":\"child\"}; t -> c; c -> b") with { Config = new() { Healing = Healing.Suggest } });
        await RunRulesTests.Eventually(() => bench.StatusOf(started.RunId) == RunStatus.Paused);
        var pause = Assert.Single(bench.Engine.Pauses(started.RunId));
        Assert.Equal(("c", "test.once"), (pause.Node, pause.Failure!.Code));

        await bench.Engine.AnswerPauseAsync(started.RunId, pause.Id, new(PauseAnswerType.Retry), default);

        Assert.Equal("0b", await bench.OutputAsync(await bench.EndedAsync(started)));
        Assert.Equal([1, 2], (await ChildrenAsync(started.RunId)).Select(child => child.Caller!.Attempt).Order());
    }

    [Fact]
    public async Task Call_AChildFails_IsTheNodesFailureAndEndsTheOthers()
    {
        await using var bench = Bench(Child("t:trigger.workflow; s:split {\"below\":1}; f:fail; w:awaits {\"signal\":\"go\"}; t -> s; s.true -> f; s.false -> w"));

        var (run, _) = await bench.RunAsync(Drawn.Of("c:calls {\"id\":\"child\",\"each\":1}; t -> c"), items: 3);

        var children = await ChildrenAsync(run.Id);
        Assert.Equal((RunStatus.Failed, "test.failed", "c", 0), (run.Status, run.Failure!.Code, run.Failure.NodeId, run.Failure.Item));
        Assert.Contains(children.Single(child => child.Status == RunStatus.Failed).Id, run.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, children.Count(child => child.Status == RunStatus.Cancelled));
    }

    [Fact]
    public async Task Call_AChildFailsAndItemsGoOn_OnlyItsItemHasTheError()
    {
        await using var bench = Bench(Child("t:trigger.workflow; s:split {\"below\":1}; f:fail; t -> s; s.true -> f; s.false -> x"));

        var (run, _) = await bench.RunAsync(
            Drawn.Of("c:calls {\"id\":\"child\",\"each\":1}; t -> c; c -> b", change: node => node.Id == "c" ? node with { OnError = OnError.Continue } : node), items: 3);

        Assert.Equal("0b,1xb,2xb", await bench.OutputAsync(run));
        Assert.Contains("c COMPLETED out=0!test.failed,1x,2x", await bench.FramesAsync(run.Id), StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("c:calls {\"id\":\"none\"}; t -> c", FailureCodes.CallUnknown)]
    [InlineData("c:calls {\"id\":\"drawn\"}; t -> c", FailureCodes.CallNotCallable)]
    public async Task Call_OfWhatCannotBeCalled_Fails(string drawn, string code)
    {
        await using var bench = Bench();

        var (run, _) = await bench.RunAsync(Drawn.Of(drawn));

        Assert.Equal((RunStatus.Failed, code), (run.Status, run.Failure!.Code));
        Assert.Empty(await ChildrenAsync(run.Id));
    }

    [Fact]
    public async Task Call_OfItselfForEver_EndsAtTheDepth()
    {
        await using var bench = Bench(Child("t:trigger.workflow; c:calls {\"id\":\"child\"}; t -> c"));

        var (run, _) = await bench.RunAsync(Drawn.Of("c:calls {\"id\":\"child\"}; t -> c"));

        Assert.Equal(FailureCodes.CallDepth, run.Failure!.Code);
        var all = (await _store.ListRunsAsync(new(), default)).Items;
        Assert.Equal(1 + Limits.ChildDepth, all.Count);
        Assert.All(all, one => Assert.Equal(RunStatus.Failed, one.Status));
    }

    [Fact]
    public async Task Cancel_OfACaller_GoesDownToEveryDepth()
    {
        await using var bench = Bench(Child("t:trigger.workflow; c:calls {\"id\":\"grandchild\"}; t -> c"), Drawn.Of(Waiting, id: "grandchild"));
        var started = await bench.StartAsync(Drawn.Of("c:calls {\"id\":\"child\",\"each\":1}; t -> c"), items: 2);
        await RunRulesTests.Eventually(() => All().Count(run => run.Status == RunStatus.Waiting) == 5);

        await bench.Engine.CancelAsync(started.RunId, default);

        await bench.EndedAsync(started);
        await RunRulesTests.Eventually(() => All().All(run => run.Status == RunStatus.Cancelled));
    }

    [Fact]
    public async Task Timeout_OfTheNode_EndsWhatItCalled()
    {
        await using var bench = Bench(Child(Waiting));
        var started = await bench.StartAsync(Drawn.Of("c:calls {\"id\":\"child\"}; t -> c", change: node => node.Id == "c" ? node with { TimeoutSeconds = 60 } : node));
        await RunRulesTests.Eventually(() => bench.Engine.Waits(started.RunId) is [{ Mode: WaitMode.Runs }]);

        _clock.Advance(TimeSpan.FromSeconds(61));

        var run = await bench.EndedAsync(started);
        Assert.Equal(FailureCodes.NodeTimeout, run.Failure!.Code);
        Assert.Equal(RunStatus.Cancelled, Assert.Single(await ChildrenAsync(run.Id)).Status);
    }

    [Fact]
    public async Task Caller_ThatOnlyWaits_IsParkedAndGoesOnAfterARestart()
    {
        var workflow = Drawn.Of("c:calls {\"id\":\"child\"}; t -> c; c -> b");
        string id;
        await using (var first = Bench(Child(Waiting)))
        {
            id = (await first.StartAsync(workflow)).RunId;
            await RunRulesTests.Eventually(() => All().Count(run => run.Status == RunStatus.Waiting) == 2);
            await RunRulesTests.Eventually(() =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(250));
                return first.Engine.LiveRuns == 0;
            });
        }

        await using var second = Bench(Child(Waiting), workflow);
        await second.Engine.ResumeAsync(default);
        Assert.Equal(0, second.Engine.LiveRuns);
        await second.Engine.SignalAsync((await ChildrenAsync(id)).Single().Id, "go", null, [], default);

        await RunRulesTests.Eventually(() => second.StatusOf(id) == RunStatus.Completed);
        Assert.Equal("0w()b", await second.OutputAsync((await _store.GetRunAsync(id, default))!));
    }

    [Fact]
    public async Task Restart_AfterACallerEndedAlone_EndsWhatItHadCalled()
    {
        var workflow = Drawn.Of("c:calls {\"id\":\"child\"}; t -> c");
        string id;
        await using (var first = Bench(Child(Waiting)))
        {
            id = (await first.StartAsync(workflow)).RunId;
            await RunRulesTests.Eventually(() => All().Count(run => run.Status == RunStatus.Waiting) == 2);
        }

        // As if the host had died between the end of the caller and the cancel of its child.
        await _store.WriteAsync(new() { Run = (await _store.GetRunAsync(id, default))! with { Status = RunStatus.Cancelled } });
        await using var second = Bench(Child(Waiting), workflow);
        await second.Engine.ResumeAsync(default);

        await RunRulesTests.Eventually(() => All().All(run => run.Status == RunStatus.Cancelled));
    }

    [Fact]
    public async Task Start_AHundredEqualCallsAtOnce_GiveOneRun()
    {
        await using var bench = Bench();
        var child = Child("t:trigger.workflow; t -> x");
        bench.Documents[child.Id] = child;
        var caller = new RunCaller("parent", "c", "4/0", 1, 7, 1, IsAwaited: false);

        var started = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => await bench.Engine.StartAsync(
            new() { Workflow = child, Hash = child.Id, Version = 1, Key = StartKeys.Call(caller), Caller = caller }, default))));

        Assert.Single(started.Select(one => one.Value!.RunId).Distinct());
        Assert.Equal(99, started.Count(one => one.Value!.IsRepeat));
        await Task.WhenAll(started.Select(one => one.Value!.Ended));
        Assert.Single(All());
    }

    private EngineBench Bench(params Workflow[] others) => Bench([], others);

    private EngineBench Bench(INodeKind[] kinds, params Workflow[] others)
    {
        var bench = new EngineBench(new TestCatalogue([new WaitingKind(), .. kinds]), _store, _clock);
        foreach (var other in others)
        {
            bench.Documents[other.Id] = other;
        }

        return bench;
    }

    private static Workflow Child(string drawn) => Drawn.Of(drawn, id: "child");

    private IReadOnlyList<RunRecord> All() => _store.ListRunsAsync(new(Limit: 500), default).AsTask().Result.Items;

    private async Task<IReadOnlyList<RunRecord>> ChildrenAsync(string id) => (await _store.ListRunsAsync(new(Limit: 500, Caller: id), default)).Items;

    private List<RunRecord> Open(string id) => ChildrenAsync(id).Result.Where(run => !run.HasEnded).ToList();
}
