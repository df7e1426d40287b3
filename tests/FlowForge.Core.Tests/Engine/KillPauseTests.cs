using FlowForge.Core.Model;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>The host dies at each commit point of a run that pauses and is answered: the answer is used once, and what was recorded is not run again.</summary>
public sealed class KillPauseTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("h:flaky; t -> a; a -> h; h -> b", "h=retry h=retry")]
    [InlineData("h:flaky; t -> a; a -> h; h -> b", "h=retry h=skip")]
    [InlineData("h:flaky; x:tag; t -> a; a -> h; h -> b; b -> x", "h=7")]
    [InlineData("h:flaky; t -> a; a -> h; h -> b", "h=fail")]
    [InlineData("h:flaky; x:tag; j:join; t -> h; t -> x; h -> j.in1; x -> j.in2; j -> y", "h=7")]
    [InlineData("h:flaky; g:flaky; j:join; t -> h; t -> g; h -> j.in1; g -> j.in2; j -> y", "h=skip g=5")]
    [InlineData("l:loop {\"batchSize\":2}; h:flaky; t -> l; l.loop -> h; h -> l; l.done -> b", "h[0]=7 h[1]=skip")]
    [InlineData("l:loop {\"concurrency\":2}; h:flaky; t -> l; l.loop -> h; h -> l; l.done -> b", "h[0]=8 h[1]=7")]
    [InlineData("p:wait {\"seconds\":1}; h:flaky; j:join; t -> p; t -> h; p -> j.in1; h -> j.in2; j -> y", "h=retry h=9")]
    public async Task Kill_AtEachWrite_TheAnswerIsUsedOnce(string drawn, string answers)
    {
        var items = drawn.Contains("concurrency", StringComparison.Ordinal) ? 2 : drawn.Contains("loop", StringComparison.Ordinal) ? 4 : 1;
        var workflow = Drawn.Of(drawn) with { Config = new() { Healing = Healing.Suggest } };
        await Kills.SameAsync(output, drawn, () => new Lives(workflow, items, Lives.Outside, new FakeTimeProvider()) { Messages = PauseReply.Of(answers), Window = 1 }, null);
        await Kills.SameAsync(output, drawn + " (restless)", () => new Lives(workflow, items, Lives.Outside, new RestlessClock()) { Messages = PauseReply.Of(answers), Window = 1 }, null);
    }
}
