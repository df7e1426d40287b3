using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Tests.Engine;
using FlowForge.Durable.Driving;
using FlowForge.Durable.Running;
using FlowForge.Durable.Tests.Support;

namespace FlowForge.Durable.Tests.Running;

/// <summary>Driven runs that pause: the pause is a row, the answer is a message, and what nobody answers ends on the seventh day.</summary>
public sealed class PauseTests
{
    [Theory]
    [InlineData("t -> a; a -> b; b -> c", "a,b,c", 1, "a@ b@ c@")]
    [InlineData("t -> a; a -> b", "t", 1, "t@")]
    [InlineData("j:join; t -> a; t -> b; a -> j.in1; b -> j.in2; j -> c", "a,j", 2, "a@ j@")]
    [InlineData("l:loop {\"batchSize\":1}; t -> l; l.loop -> a; a -> b; b -> l; l.done -> c", "b", 3, "b@0 b@1 b@2")]
    [InlineData("l:loop {\"batchSize\":1,\"concurrency\":2}; t -> l; l.loop -> a; a -> l; l.done -> c", "a,l", 3, "a@0 a@1 a@2 l@")]
    public Task Breakpoint_Continued_TheRunEndsAsOneWithoutIt(string drawn, string breakpoints, int items, string pauses) => Task.Run(async () =>
    {
        await using var calm = new DrivenBench(new TestCatalogue());
        var (expectedRun, expected, _) = await calm.RunAsync(Drawn.Of(drawn), items, seed: 1);
        await using var bench = new DrivenBench(new TestCatalogue());
        var paused = new List<string>();

        var run = await RunAsync(bench, bench.Request(Drawn.Of(drawn), items) with { Part = RunPart.Whole.BreakingAt(breakpoints.Split(',')) }, seed: 7, async (engine, runId, pause) =>
        {
            Assert.Null(pause.Failure);
            paused.Add($"{pause.Node}@{pause.Iteration}");
            Assert.IsType<PauseResult.Taken>(await engine.AnswerPauseAsync(runId, pause.Id, new(PauseAnswerType.Continue), default));
            Assert.Equal(new PauseResult.Over(HasEnded: false), await engine.AnswerPauseAsync(runId, pause.Id, new(PauseAnswerType.Skip), default));
            return true;
        });

        Assert.Equal((expectedRun.Status, await calm.OutputAsync(expectedRun)), (run.Status, await bench.OutputAsync(run)));
        Assert.Equal(expected, await bench.FramesAsync(run.Id));
        Assert.Equal(pauses, string.Join(' ', paused.Order(StringComparer.Ordinal)));
        Assert.Empty(bench.Faults);
    });

    [Fact]
    public Task Pause_ThatNobodyAnswers_EndsAsItsFailureSays() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var seen = 0;

        var run = await RunAsync(bench, bench.Request(Drawn.Of("f:fail; t -> f; f -> a")) with { Healing = Healing.Suggest }, seed: 3, (_, _, pause) =>
        {
            Assert.Equal(("f", "It failed."), (pause.Node, pause.Failure!.Message));
            seen++;
            return Task.FromResult(false);
        });

        Assert.Equal((RunStatus.Failed, "test.failed", "It failed."), (run.Status, run.Failure?.Code, run.Failure?.Message));
        Assert.True(seen > 0);
        Assert.Empty(await bench.Engine.PausesAsync(run.Id, default));
    });

    [Fact]
    public Task Cancel_OfAPausedRun_EndsIt() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());

        var run = await RunAsync(bench, bench.Request(Drawn.Of("f:fail; t -> f; f -> a")) with { Healing = Healing.Suggest }, seed: 3, async (engine, runId, _) =>
            await engine.CancelAsync(runId, default) == true);

        Assert.Equal(RunStatus.Cancelled, run.Status);
    });

    [Fact]
    public Task Apply_OfAnotherNodeOrEdge_NeedsAFork() => Task.Run(async () =>
    {
        await using var bench = new DrivenBench(new TestCatalogue());
        var answered = new List<string?>();

        await RunAsync(bench, bench.Request(Drawn.Of("f:fail; t -> f; f -> a")) with { Healing = Healing.Suggest }, seed: 3, async (engine, runId, pause) =>
        {
            foreach (var change in new[] { """[{"type":"removeNode","nodeId":"a"}]""", """[{"type":"addNode","node":{"id":"z","kind":"pass"}},{"type":"connect","edge":{"from":"a","to":"z"}}]""" })
            {
                var operations = OperationsJson.Read(JsonElement.Parse(change)).Operations!;
                var result = await engine.AnswerPauseAsync(runId, pause.Id, new(PauseAnswerType.Apply) { Operations = operations }, default);
                answered.Add(Assert.IsType<PauseResult.Refused>(result).Failure.Code);
            }

            await engine.AnswerPauseAsync(runId, pause.Id, new(PauseAnswerType.Fail), default);
            return true;
        });

        Assert.Equal([PauseResult.NeedsFork, PauseResult.NeedsFork], answered);
    });

    /// <summary>Drives a run to its end; whoever answers says whether it has.</summary>
    private static async Task<RunRecord> RunAsync(DrivenBench bench, StartRequest request, int seed, Func<IRunEngine, string, NodePause, Task<bool>> answer)
    {
        var started = await bench.Engine.StartAsync(request, default);
        Assert.False(started.IsFailure, started.Failure?.Message);
        var runId = started.Value.RunId;
        var hub = new TestHub(new DrivenWorld(bench.Activities), seed)
        {
            HearsAll = true,
            BeforeStep = async hub =>
            {
                if (await bench.Engine.GetAsync(runId, default) is { Status: RunStatus.Paused } && await bench.Engine.PausesAsync(runId, default) is [var pause, ..]
                    && await answer(bench.Engine, runId, pause))
                {
                    hub.Ring();
                }
            },
        };
        await hub.RunAsync(DriverInput.Read(DriverStart.Of(bench.Instances.Scheduled[runId])));
        return (await bench.Store.GetRunAsync(runId, default))!;
    }
}
