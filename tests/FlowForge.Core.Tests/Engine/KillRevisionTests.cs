using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>The host dies at each commit point of a run that is changed in flight: each change is made once, and what was recorded is not run again.</summary>
public sealed class KillRevisionTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("h:needs; t -> a; a -> h; h -> b", "h=apply", null)]
    [InlineData("h:needs; g:needs; t -> h; h -> g; g -> b", "h=apply g=apply", null)]
    [InlineData("h:needs; t -> h; h -> b", "h=retry h=apply b=continue", "b")]
    [InlineData("h:needs; t -> h; h -> b", "h=apply", "h")]
    [InlineData("h:needs; g:needs; j:join; t -> h; t -> g; h -> j.in1; g -> j.in2; j -> y", "h=apply g=apply", null)]
    [InlineData("l:loop {\"batchSize\":1}; h:needs; t -> l; l.loop -> h; h -> l; l.done -> b", "h[0]=skip h[1]=apply", null)]
    [InlineData("h:needs; p:wait {\"seconds\":1}; t -> h; h -> p; p -> x", "h=apply", null)]
    [InlineData("h:needs; t -> a; a -> h; h -> b", "h=grow", null)]
    [InlineData("h:needs; t -> a; a -> h; h -> b; h -> c", "h=cut", null)]
    [InlineData("h:needs; g:needs; t -> h; t -> x; h -> g; g -> b", "h=grow g=grow", null)]
    [InlineData("h:needs; g:needs; j:join; t -> h; t -> g; h -> j.in1; g -> j.in2; j -> b", "h=grow g=cut", null)]
    [InlineData("h:needs; p:wait {\"seconds\":1}; t -> p; t -> h; h -> b; p -> x; x -> y", "h=cut", null)]
    [InlineData("l:loop {\"batchSize\":1}; h:needs; t -> l; l.loop -> h; h -> l; l.done -> b", "h[0]=skip h[1]=!-h>l&+x&h>x&x>l", null)]
    [InlineData("l:loop {\"batchSize\":1}; h:needs; t -> l; l.loop -> h; h -> l; h -> z; l.done -> b", "h[0]=skip h[1]=!-h>z&-h>l&+x&h>x&x>l&x>z", null)]
    [InlineData("l:loop {\"batchSize\":1}; h:needs; g:needs; t -> l; l.loop -> h; h -> g; g -> l; l.done -> b", "h[0]=skip g[0]=skip h[1]=!-g>l&+x&g>x&x>l g[1]=!-x&+y&g>y&y>l", null)]
    [InlineData("l:loop {\"batchSize\":1,\"concurrency\":3}; h:needs; t -> l; l.loop -> h; h -> l; l.done -> b", "h[0]=skip h[1]=skip h[2]=!-h>l&+x&h>x&x>l", null)]
    [InlineData("s:split {\"round\":2}; h:needs; t -> s; s.false -> h; h -> s *5; s.true -> x", "h[0]=skip h[1]=!-h>s&+y&h>y&y>s*5", null)]
    [InlineData("l:loop {\"batchSize\":1}; a:tag; t -> l; l.loop -> a; a -> l; t -> h; h:needs; h -> b; l.done -> c", "h=!-h>b&+x&h>x&x>b", null)]
    [InlineData("l:loop {\"batchSize\":1}; t -> l; l.loop -> h; h -> l; l.done -> b", "h[0]=continue h[1]=!-h>l&+x&h>x&x>l h[2]=continue", "h")]
    [InlineData("h:needs; g:needs; t -> h; t -> g; h -> b; g -> c", "h=!+x&h>x g=!-c", null)]
    public async Task Kill_AtEachWrite_TheSameRun(string drawn, string answers, string? breakpoint)
    {
        var items = drawn.Contains("loop", StringComparison.Ordinal) ? 3 : 1;
        var workflow = Drawn.Of(drawn) with { Config = new() { Healing = Healing.Suggest } };
        Lives Begin(FakeTimeProvider clock) => new(workflow, items, Lives.Outside, clock)
        {
            Messages = PauseReply.Of(answers),
            Part = breakpoint is null ? RunPart.Whole : RunPart.Whole.BreakingAt([breakpoint]),
            Window = 1,
        };
        await Kills.SameAsync(output, drawn, () => Begin(new FakeTimeProvider()));
        await Kills.SameAsync(output, drawn + " (restless)", () => Begin(new RestlessClock()));
    }
}
