using FlowForge.Core.Model;
using FlowForge.Core.Tests.Engine;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Each;

/// <summary>With <c>join: each</c> too the host may die after each durable write, and the next one ends the run as if nothing had been.</summary>
public sealed class EachKillTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("t -> a; t -> b; a -> j; b -> j; j -> k", 2)]
    [InlineData("j:join; t -> a; t -> b; a -> j.in1; b -> j.in1; t -> c; c -> j.in2; j -> d", 2)]
    [InlineData("l:loop {\"batchSize\":2}; t -> l; l.loop -> b; b -> l; l.done -> c", 5)]
    [InlineData("o:loop; i:loop; p:pass; t -> o; o.loop -> i; i.loop -> p; p -> i; i.done -> o; o.done -> c", 3)]
    [InlineData("l:loop; t -> l; t -> b; l.loop -> b; b -> l; l.done -> c", 2)]
    [InlineData("q:pass; s:split {\"round\":2}; t -> q; q -> s; s.false -> q *5; s.true -> x", 1)]
    [InlineData("s:split {\"round\":99}; t -> q; q -> s; s.false -> q *2", 1)]
    [InlineData("w:wait {\"seconds\":1}; j:join; t -> w; t -> b; w -> j.in1; b -> j.in2; j -> c", 2)]
    [InlineData("l:loop; w:wait {\"seconds\":1}; t -> l; l.loop -> w; w -> l; l.done -> c", 3)]
    [InlineData("f:fail; t -> f; f.error -> e; t -> e; e -> g", 2)]
    [InlineData("a:fat; l:loop; t -> a; a -> l; l.loop -> b; b -> l; l.done -> c", 3)]
    public async Task Kill_AtEachWrite_ExactFrames(string drawn, int items)
    {
        var workflow = EachRuns.Drawn(drawn, node => node.Kind == "fail" ? node with { OnError = OnError.ErrorOutput } : node);
        foreach (var runs in (int[])[Limits.SegmentRecords, 1, 3])
        {
            await Kills.SameAsync(output, $"{drawn} (slices of {runs})", () => new Lives(workflow, items, Lives.Outside, new FakeTimeProvider()) { SliceRuns = runs });
        }
    }

    [Fact]
    public async Task Kill_AnywhereInRandomGraphs_FramesAreTheSame()
    {
        var seed = Seeds.First(output);
        for (var i = 0; i < 6; i++, seed++)
        {
            var model = new EachModel(seed);
            if (model.Run(2, 60).Count < 60)
            {
                await Kills.SameAsync(output, $"seed {seed}", () => new Lives(model.Workflow, 2, Lives.Outside, new FakeTimeProvider()) { SliceRuns = 2 });
            }
        }
    }
}
