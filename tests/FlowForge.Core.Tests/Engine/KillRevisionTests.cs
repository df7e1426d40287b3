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
