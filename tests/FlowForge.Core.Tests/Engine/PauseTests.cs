using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Pauses at failures as semantics 7 has them.</summary>
public sealed class PauseTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly MemoryRunStore _store = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;
    private int _counted;

    [Fact]
    public async Task Failure_HealingOn_LetsWhatRunsEndAndStartsNothing()
    {
        await using var bench = Bench(window: 2);
        var started = await bench.StartAsync(Drawn.Of("h:broken; a:holds; b:counts; t -> h; t -> a; a -> b; a -> d; h -> c") with { Config = Suggest });
        await RunRulesTests.Eventually(() => bench.Engine.Pauses(started.RunId).Count == 1);
        Assert.Equal(RunStatus.Running, (await bench.Engine.GetAsync(started.RunId, default))!.Status);
        _released.SetResult();
        var id = await PausedAsync(bench, started.RunId);

        var pause = Assert.Single(bench.Engine.Pauses(started.RunId));
        Assert.Equal(("h", "", "test.broken"), (pause.Node, pause.Iteration, pause.Failure!.Code));
        Assert.Equal(_clock.GetUtcNow().AddDays(Limits.HealingDays), pause.Until);
        Assert.Empty(bench.Engine.Waits(started.RunId));
        Assert.Equal(0, _counted);

        await bench.Engine.AnswerPauseAsync(started.RunId, id, Answer(PauseAnswerType.Skip), default);
        Assert.Equal(RunStatus.Completed, (await bench.EndedAsync(started)).Status);
        Assert.Equal(1, _counted);
    }

    [Fact]
    public async Task Failure_HealingOff_EndsTheRun()
    {
        await using var bench = Bench();
        var run = await bench.EndedAsync(await bench.StartAsync(Drawn.Of("h:broken; t -> h; h -> a")));
        Assert.Equal((RunStatus.Failed, "test.broken"), (run.Status, run.Failure!.Code));
    }

    [Theory]
    [InlineData(PauseAnswerType.Skip, RunStatus.Completed, "0a")]
    [InlineData(PauseAnswerType.Items, RunStatus.Completed, "7a")]
    [InlineData(PauseAnswerType.Fail, RunStatus.Failed, null)]
    public async Task Answer_Once_TheRunGoesOnByIt(PauseAnswerType type, RunStatus status, string? output)
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("h:broken; t -> h; h -> a") with { Config = Suggest });
        var pause = await PausedAsync(bench, started.RunId);
        Assert.IsType<PauseResult.Taken>(await bench.Engine.AnswerPauseAsync(started.RunId, pause, Answer(type), default));

        var run = await bench.EndedAsync(started);
        Assert.Equal(status, run.Status);
        Assert.Equal(output, run.Status == RunStatus.Completed ? await bench.OutputAsync(run) : null);
        Assert.True(Assert.IsType<PauseResult.Over>(await bench.Engine.AnswerPauseAsync(started.RunId, pause, Answer(type), default)).HasEnded);
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task Answer_Retry_FailsAgain_PausesAgainUnderAnotherId()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("h:broken; t -> h; h -> a") with { Config = Suggest });
        var first = await PausedAsync(bench, started.RunId);
        await bench.Engine.AnswerPauseAsync(started.RunId, first, new(PauseAnswerType.Retry), default);
        await RunRulesTests.Eventually(() => _calls == 2 && bench.Engine.Pauses(started.RunId).Count == 1);

        Assert.NotEqual(first, bench.Engine.Pauses(started.RunId)[0].Id);
        Assert.False(Assert.IsType<PauseResult.Over>(await bench.Engine.AnswerPauseAsync(started.RunId, first, new(PauseAnswerType.Skip), default)).HasEnded);
        Assert.True(Assert.IsType<PauseResult.Unknown>(await bench.Engine.AnswerPauseAsync(started.RunId, "77", new(PauseAnswerType.Skip), default)).IsRun);
        Assert.False(Assert.IsType<PauseResult.Unknown>(await bench.Engine.AnswerPauseAsync("nobody", first, new(PauseAnswerType.Skip), default)).IsRun);
    }

    [Fact]
    public async Task Answer_ItemsOnAPortThatIsNone_ChangesNothing()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("h:broken; t -> h; h -> a") with { Config = Suggest });
        var pause = await PausedAsync(bench, started.RunId);
        var answer = new PauseAnswer(PauseAnswerType.Items, new Dictionary<string, IReadOnlyList<Item>> { ["nowhere"] = [] });
        Assert.Equal("resume.unknownPort", Assert.IsType<PauseResult.Refused>(await bench.Engine.AnswerPauseAsync(started.RunId, pause, answer, default)).Failure.Code);
        Assert.Single(bench.Engine.Pauses(started.RunId));
    }

    [Fact]
    public async Task NoAnswer_AfterItsTime_TheRunFails()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("h:broken; t -> h; h -> a") with { Config = Suggest });
        await PausedAsync(bench, started.RunId);
        _clock.Advance(TimeSpan.FromDays(Limits.HealingDays) - TimeSpan.FromMinutes(1));
        Assert.Equal(RunStatus.Paused, (await bench.Engine.GetAsync(started.RunId, default))!.Status);
        await RunRulesTests.Eventually(() =>
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            return started.Ended.IsCompleted;
        });
        Assert.Equal("test.broken", (await started.Ended).Failure!.Code);
    }

    [Fact]
    public async Task Cancel_OfAPausedRun_EndsIt()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("h:broken; t -> h; h -> a") with { Config = Suggest });
        await PausedAsync(bench, started.RunId);
        Assert.True(await bench.Engine.CancelAsync(started.RunId, default));
        Assert.Equal(RunStatus.Cancelled, (await bench.EndedAsync(started)).Status);
        Assert.Empty(bench.Engine.Pauses(started.RunId));
    }

    [Fact]
    public async Task Restart_APausedRun_IsArmedAndAnsweredThere()
    {
        var first = Bench();
        var started = await first.StartAsync(Drawn.Of("h:broken; t -> h; h -> a") with { Config = Suggest });
        var pause = await PausedAsync(first, started.RunId);
        await first.DisposeAsync();

        await using var second = Bench();
        second.Documents[first.Documents.Single().Key] = first.Documents.Single().Value;
        Assert.Equal(1, await second.Engine.ResumeAsync(default));
        Assert.Equal("test.broken", Assert.Single(second.Engine.Pauses(started.RunId)).Failure!.Code);
        await second.Engine.AnswerPauseAsync(started.RunId, pause, Answer(PauseAnswerType.Items), default);
        var run = await second.Engine.WaitAsync(started.RunId, TimeSpan.FromSeconds(20), default);
        Assert.Equal("7a", await second.OutputAsync(run!));
        Assert.Equal(1, _calls);
    }

    private static WorkflowConfig Suggest { get; } = new() { Healing = Healing.Suggest };

    private static PauseAnswer Answer(PauseAnswerType type) => type == PauseAnswerType.Items
        ? new(type, new Dictionary<string, IReadOnlyList<Item>> { ["out"] = [new(JsonElement.Parse("""{"n":7}"""))] })
        : new(type);

    private static async Task<string> PausedAsync(EngineBench bench, string run)
    {
        for (var i = 0; (await bench.Engine.GetAsync(run, default))!.Status != RunStatus.Paused; i++)
        {
            Assert.True(i < 2_000, $"The run is {(await bench.Engine.GetAsync(run, default))!.Status}.");
            await Task.Delay(5);
        }

        return bench.Engine.Pauses(run)[0].Id;
    }

    private EngineBench Bench(int? window = null) => new(new TestCatalogue(new TestKind("broken", (_, _) =>
    {
        Interlocked.Increment(ref _calls);
        return new(new NodeResult.Failed(Failures.Failure.Of("test.broken", "It broke.")));
    }), new TestKind("holds", async (context, stop) =>
    {
        await _released.Task.WaitAsync(stop);
        context.PassThrough("out", "in");
        return NodeResult.Done;
    }), new TestKind("counts", (context, _) =>
    {
        Interlocked.Increment(ref _counted);
        context.PassThrough("out", "in");
        return new(NodeResult.Done);
    })), _store, _clock, window);
}
