using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Tests.Engine;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Each;

/// <summary>Breakpoints, failures that wait for a person, and documents changed in flight, with <c>join: each</c>: each run of a node has its own.</summary>
public sealed class EachPauseTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("x:tag; t -> a; t -> b; a -> x; b -> x; x -> y", "x,y", "x[0]=continue y[0]=continue x[1]=skip y[1]=7")]
    [InlineData("j:join; t -> a; t -> b; a -> j.in1; b -> j.in2; j -> z", "j", "j=continue")]
    [InlineData("l:loop; x:tag; t -> l; l.loop -> x; x -> l; l.done -> b", "l,x", "l[0]=continue x[0]=continue l[1]=continue x[1]=skip l[2]=continue")]
    [InlineData("h:needs; t -> a; t -> b; a -> h; b -> h; h -> y", null, "h[0]=apply")]
    [InlineData("h:needs; t -> a; t -> b; a -> h; b -> h; h -> y", null, "h[0]=retry h[0]=skip h[1]=apply")]
    [InlineData("l:loop; h:needs; t -> l; l.loop -> h; h -> l; l.done -> b", null, "h[0]=skip h[1]=apply")]
    [InlineData("l:loop; h:needs; t -> l; l.loop -> h; h -> l; l.done -> b", null, "h[0]=skip h[1]=!-h>l&+x&h>x&x>l")]
    [InlineData("h:needs; j:join; t -> a; t -> h; a -> j.in1; h -> j.in2; j -> b", null, "h[0]=!-j>b&+x&j>x&x>b")]
    [InlineData("h:needs; t -> a; t -> c; a -> h; c -> h; h -> b; b -> z", null, "h[0]=skip h[1]=!-b&+y&h>y&y>z")]
    [InlineData("x:tag; t -> a; t -> b; a -> x; b -> x; x -> y", "x", "x[0]=continue x[1]=!-y&+z&x>z")]
    public async Task Kill_AtEachWrite_EachRunPausesOnce(string drawn, string? breakpoints, string answers)
    {
        var workflow = EachRuns.Drawn(drawn) with { Config = EachRuns.Config with { Healing = Healing.Suggest } };
        await Kills.SameAsync(output, drawn, () => new(workflow, 2, Lives.Outside, new FakeTimeProvider())
        {
            Messages = PauseReply.Of(answers),
            Part = breakpoints is null ? RunPart.Whole : RunPart.Whole.BreakingAt(breakpoints.Split(',')),
        });
    }

    [Fact]
    public async Task UpTo_ANodeWithSeveralEdges_RunsForEachAndNothingBehind()
    {
        await using var bench = new EngineBench();
        var (run, frames) = await bench.RunAsync(EachRuns.Drawn("t -> a; t -> b; a -> x; b -> x; x -> y; b -> z"), part: RunPart.Whole with { UpTo = "x" });

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(["a[0]", "b[0]", "t[0]", "x[0]", "x[1]"], frames.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Apply_AsksForMoreNodes_NeedsAFork()
    {
        await using var bench = new EngineBench(new TestCatalogue(AskingScripts.Kind, new TestKind("needs", (_, _) => new(new NodeResult.Failed(Failures.Failure.Of("test.needs", "No."))))), scripts: new AskingScripts());
        var workflow = EachRuns.Drawn("h:needs; q:asks {\"ask\":\"a\"}; t -> a; a -> b; b -> h; h -> q") with { Config = EachRuns.Config with { Healing = Healing.Suggest } };
        var started = await bench.StartAsync(workflow);
        await RunRulesTests.Eventually(() => bench.StatusOf(started.RunId) == RunStatus.Paused);
        var pause = bench.Engine.Pauses(started.RunId)[0].Id;

        var change = new WorkflowOperation.SetParameters("q", JsonElement.Parse("""{"ask":"b"}"""));
        var refused = Assert.IsType<PauseResult.Refused>(await bench.Engine.AnswerPauseAsync(started.RunId, pause, new(PauseAnswerType.Apply) { Operations = [change] }, default));
        Assert.Equal("revision.needsFork", refused.Failure.Code);
        Assert.IsType<PauseResult.Taken>(await bench.Engine.AnswerPauseAsync(started.RunId, pause, new(PauseAnswerType.Skip), default));
        Assert.Equal("0ab(0a|0a)", await bench.OutputAsync(await bench.EndedAsync(started)));
    }
}
