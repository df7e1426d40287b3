using FlowForge.Core.Model;
using FlowForge.Core.Tests.Each;
using FlowForge.Core.Tests.Engine;
using FlowForge.Durable.Tests.Support;
using Xunit.Abstractions;

namespace FlowForge.Durable.Tests.Running;

/// <summary>With <c>join: each</c>: the same frames on the one-process engine and driven in an orchestration, activities repeated and rings lost.</summary>
public sealed class EachFramesTests(ITestOutputHelper output)
{
    [Fact]
    public Task Run_RandomGraphs_FramesAreThoseOfTheLocalEngine() => Task.Run(async () =>
    {
        var first = Seeds.First(output);
        for (var seed = first; seed < first + 20; seed++)
        {
            var model = new EachModel(seed);
            if (model.Run(3, 60).Count < 60)
            {
                await SameAsync(model.Workflow, 3, seed, $"seed {seed}");
            }
        }
    });

    [Theory]
    [InlineData("l:loop {\"batchSize\":2}; t -> l; l.loop -> b; b -> l; l.done -> c", 5)]
    [InlineData("o:loop; i:loop; p:pass; t -> o; o.loop -> i; i.loop -> p; p -> i; i.done -> o; o.done -> c", 3)]
    [InlineData("l:loop; t -> l; t -> b; l.loop -> b; b -> l; l.done -> c", 2)]
    [InlineData("q:pass; s:split {\"round\":2}; t -> q; q -> s; s.false -> q *5; s.true -> x", 1)]
    [InlineData("s:split {\"round\":99}; t -> q; q -> s; s.false -> q *2", 1)]
    public Task Run_Cycles_FramesAreThoseOfTheLocalEngine(string drawn, int items) => Task.Run(() => SameAsync(EachRuns.Drawn(drawn), items, items, drawn));

    private static async Task SameAsync(Workflow workflow, int items, int seed, string what)
    {
        await using var local = new EngineBench();
        var (ended, frames) = await local.RunAsync(workflow, items);
        await using var bench = new DrivenBench(new TestCatalogue(), sliceRuns: seed % 3 == 0 ? 2 : Core.Limits.SegmentRecords);
        var (run, found, _) = await bench.RunAsync(workflow, items, seed);

        Assert.True(frames.SequenceEqual(found), $"{what}:\n{string.Join('\n', frames)}\nnot\n{string.Join('\n', found)}");
        Assert.Equal((ended.Status, ended.Failure?.Code, await local.OutputAsync(ended)), (run.Status, run.Failure?.Code, await bench.OutputAsync(run)));
        Assert.Empty(bench.Faults);
    }
}
