using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Runs that pause before a node.</summary>
public sealed class BreakpointTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly MemoryRunStore _store = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _attempts;

    [Theory]
    [InlineData("t -> a; a -> b; b -> c", "b", 1, "b@")]
    [InlineData("t -> a; a -> b; b -> c", "a,b,c", 1, "a@ b@ c@")]
    [InlineData("t -> a; a -> b", "t", 1, "t@")]
    [InlineData("j:join; t -> a; t -> b; a -> j.in1; b -> j.in2; j -> c", "a,j", 2, "a@ j@")]
    [InlineData("l:loop {\"batchSize\":1}; t -> l; l.loop -> a; a -> b; b -> l; l.done -> c", "b", 3, "b@0 b@1 b@2")]
    [InlineData("l:loop {\"batchSize\":1,\"concurrency\":2}; t -> l; l.loop -> a; a -> l; l.done -> c", "a,l", 3, "a@0 a@1 a@2 l@")]
    [InlineData("l:loop {\"batchSize\":2}; k:loop; t -> l; l.loop -> k; k.loop -> a; a -> k; k.done -> l; l.done -> c", "k", 4, "k@0 k@1")]
    [InlineData("s:split {\"below\":2}; t -> s; s.true -> a; s.false -> b", "s,a", 2, "a@ s@")]
    public async Task Breakpoint_Continued_TheRunEndsAsOneWithoutIt(string drawn, string breakpoints, int items, string pauses)
    {
        await using var calm = new EngineBench();
        var (expectedRun, expected) = await calm.RunAsync(Drawn.Of(drawn), items);

        await using var bench = new EngineBench(window: 1);
        var started = await bench.StartAsync(Drawn.Of(drawn), items, part: RunPart.Whole.BreakingAt(breakpoints.Split(',')));
        var paused = new List<string>();
        while (await NextAsync(bench, started) is { } pause)
        {
            Assert.Contains(pause.Node, breakpoints.Split(','));
            Assert.Null(pause.Failure);
            Assert.DoesNotContain(await bench.FramesAsync(started.RunId), line => line.StartsWith($"{pause.Node}{(pause.Iteration.Length == 0 ? "" : $"[{pause.Iteration}]")} ", StringComparison.Ordinal));
            paused.Add($"{pause.Node}@{pause.Iteration}");
            Assert.IsType<PauseResult.Taken>(await bench.Engine.AnswerPauseAsync(started.RunId, pause.Id, new(PauseAnswerType.Continue), default));
        }

        var run = await bench.EndedAsync(started);
        Assert.Equal((expectedRun.Status, await calm.OutputAsync(expectedRun)), (run.Status, await bench.OutputAsync(run)));
        Assert.Equal(expected, await bench.FramesAsync(run.Id));
        Assert.Equal(pauses, string.Join(' ', paused.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Breakpoint_WhileABranchRuns_LetsItEndAndStartsNothing()
    {
        await using var bench = Bench(window: 2);
        var started = await bench.StartAsync(Drawn.Of("h:holds; t -> h; t -> a; h -> b; a -> c"), part: RunPart.Whole.BreakingAt(["a", "b"]));
        await RunRulesTests.Eventually(() => bench.Engine.Pauses(started.RunId).Count == 1);
        Assert.Equal(RunStatus.Running, bench.StatusOf(started.RunId));
        _released.SetResult();
        await RunRulesTests.Eventually(() => bench.StatusOf(started.RunId) == RunStatus.Paused);

        var pause = Assert.Single(bench.Engine.Pauses(started.RunId));
        Assert.Equal("a", pause.Node);
        await bench.Engine.AnswerPauseAsync(started.RunId, pause.Id, new(PauseAnswerType.Continue), default);
        await RunRulesTests.Eventually(() => bench.Engine.Pauses(started.RunId) is [{ Node: "b" }]);
    }

    [Theory]
    [InlineData(PauseAnswerType.Skip, "0b")]
    [InlineData(PauseAnswerType.Items, "7b")]
    public async Task Breakpoint_SkippedOrGiven_TheNodeIsNotRun(PauseAnswerType type, string output)
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("x:flaky; t -> x; x -> b"), part: RunPart.Whole.BreakingAt(["x"]));
        var pause = (await NextAsync(bench, started))!;
        var items = new Dictionary<string, IReadOnlyList<Item>> { ["out"] = [new(JsonElement.Parse("""{"n":7}"""))] };
        await bench.Engine.AnswerPauseAsync(started.RunId, pause.Id, new(type, type == PauseAnswerType.Items ? items : null), default);
        Assert.Equal(output, await bench.OutputAsync(await bench.EndedAsync(started)));
        Assert.Equal(0, _attempts);
    }

    [Fact]
    public async Task Answer_ThatDoesNotFitThePause_ChangesNothing()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("x:fail; t -> x") with { Config = new() { Healing = Healing.Suggest } }, part: RunPart.Whole.BreakingAt(["x"]));
        var before = (await NextAsync(bench, started))!;
        foreach (var type in new[] { PauseAnswerType.Retry, PauseAnswerType.Fail })
        {
            Assert.Equal("resume.wrongAnswer", Assert.IsType<PauseResult.Refused>(await bench.Engine.AnswerPauseAsync(started.RunId, before.Id, new(type), default)).Failure.Code);
        }

        await bench.Engine.AnswerPauseAsync(started.RunId, before.Id, new(PauseAnswerType.Continue), default);
        var behind = (await NextAsync(bench, started))!;
        Assert.Equal("test.failed", behind.Failure!.Code);
        Assert.Equal(
            "resume.wrongAnswer", Assert.IsType<PauseResult.Refused>(await bench.Engine.AnswerPauseAsync(started.RunId, behind.Id, new(PauseAnswerType.Continue), default)).Failure.Code);
        Assert.Single(bench.Engine.Pauses(started.RunId));
    }

    [Fact]
    public async Task Breakpoint_OfANodeThatIsTriedAgainLater_PausesBeforeItsFirstTryOnly()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(
            Drawn.Of("x:flaky; t -> x", change: node => node.Id == "x" ? node with { Retry = new(3, 60) } : node), part: RunPart.Whole.BreakingAt(["x"]));
        await bench.Engine.AnswerPauseAsync(started.RunId, (await NextAsync(bench, started))!.Id, new(PauseAnswerType.Continue), default);
        await RunRulesTests.Eventually(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(30));
            return started.Ended.IsCompleted;
        });
        Assert.Equal(RunStatus.Completed, (await started.Ended).Status);
        Assert.Equal(3, _attempts);
    }

    [Fact]
    public async Task Breakpoint_NobodyAnswers_TheRunFails()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("t -> a"), part: RunPart.Whole.BreakingAt(["a"]));
        Assert.Equal(_clock.GetUtcNow().AddDays(Limits.HealingDays), (await NextAsync(bench, started))!.Until);
        await RunRulesTests.Eventually(() =>
        {
            _clock.Advance(TimeSpan.FromDays(1));
            return started.Ended.IsCompleted;
        });
        Assert.Equal((RunStatus.Failed, "pause.over"), ((await started.Ended).Status, (await started.Ended).Failure!.Code));
    }

    [Fact]
    public async Task Restart_BeforeABreakpoint_IsArmedAndAnsweredThere()
    {
        var first = Bench();
        var started = await first.StartAsync(Drawn.Of("t -> a; a -> b"), part: RunPart.Whole.BreakingAt(["b"]));
        var pause = (await NextAsync(first, started))!;
        await first.DisposeAsync();

        await using var second = Bench();
        second.Documents[first.Documents.Single().Key] = first.Documents.Single().Value;
        Assert.Equal(1, await second.Engine.ResumeAsync(default));
        Assert.Equal((RunStatus.Paused, pause), (second.StatusOf(started.RunId), Assert.Single(second.Engine.Pauses(started.RunId))));
        await second.Engine.AnswerPauseAsync(started.RunId, pause.Id, new(PauseAnswerType.Continue), default);
        var run = await second.Engine.WaitAsync(started.RunId, TimeSpan.FromSeconds(20), default);
        Assert.Equal("0ab", await second.OutputAsync(run!));
    }

    [Fact]
    public async Task Breakpoint_OfNoNode_IsRefused()
    {
        await using var bench = Bench();
        var workflow = Drawn.Of("t -> a");
        var refused = await bench.Engine.StartAsync(new() { Workflow = workflow, Hash = workflow.Id, Items = [], Part = RunPart.Whole.BreakingAt(["nobody"]) }, default);
        Assert.Equal("plan.unknownNode", refused.Failure!.Code);
    }

    /// <summary>The pause at which the run stands still; null when it has ended.</summary>
    private static async Task<NodePause?> NextAsync(EngineBench bench, StartedRun started)
    {
        await RunRulesTests.Eventually(() => bench.StatusOf(started.RunId) is RunStatus.Paused or RunStatus.Completed or RunStatus.Failed);
        return bench.Engine.Pauses(started.RunId) is [var first, ..] ? first : null;
    }

    private EngineBench Bench(int? window = null) => new(new TestCatalogue(new TestKind("holds", async (context, stop) =>
    {
        await _released.Task.WaitAsync(stop);
        context.PassThrough("out", "in");
        return NodeResult.Done;
    }), new TestKind("flaky", (context, _) =>
    {
        context.PassThrough("out", "in");
        return new(Interlocked.Increment(ref _attempts) < 3 ? new NodeResult.Failed(Failures.Failure.Of("test.flaky", "Not yet.")) : NodeResult.Done);
    })), _store, _clock, window);
}
