using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>The host dies at each commit point of a run with breakpoints: each pauses it once, and the node behind it is run once.</summary>
public sealed class KillBreakpointTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("x:tag; t -> a; a -> x; x -> b", "x", "x=continue")]
    [InlineData("x:tag; t -> a; a -> x; x -> b", "a,x,b", "a=continue x=continue b=continue")]
    [InlineData("x:tag; t -> a; a -> x; x -> b", "x,b", "x=7 b=skip")]
    [InlineData("h:flaky; t -> h; h -> b", "h,b", "h=continue h=retry h=retry b=continue")]
    [InlineData("x:tag; y:tag; j:join; t -> x; t -> y; x -> j.in1; y -> j.in2; j -> z", "x,y,j", "x=continue y=continue j=continue")]
    [InlineData("l:loop {\"batchSize\":1}; x:tag; t -> l; l.loop -> x; x -> l; l.done -> b", "l,x", "l=continue x[0]=continue x[1]=skip")]
    [InlineData("p:wait {\"seconds\":1}; t -> p; p -> x", "p,x", "p=continue x=continue")]
    [InlineData("c:calls {\"id\":\"child\"}; t -> c; c -> b", "c,b", "c=continue b=continue")]
    public async Task Kill_AtEachWrite_TheSameRun(string drawn, string breakpoints, string answers)
    {
        var items = drawn.Contains("loop", StringComparison.Ordinal) ? 2 : 1;
        var workflow = Drawn.Of(drawn) with { Config = new() { Healing = Healing.Suggest } };
        Lives Begin(FakeTimeProvider clock) => new(workflow, items, Lives.Outside, clock)
        {
            Messages = PauseReply.Of(answers),
            Part = RunPart.Whole.BreakingAt(breakpoints.Split(',')),
            Others = [Drawn.Of("t:trigger.workflow; t -> x; x -> y", id: "child")],
            Window = 1,
        };
        await Kills.SameAsync(output, drawn, () => Begin(new FakeTimeProvider()));
        await Kills.SameAsync(output, drawn + " (restless)", () => Begin(new RestlessClock()));
    }
}
