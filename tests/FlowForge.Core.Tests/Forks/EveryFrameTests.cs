using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Execution;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Forks;

/// <summary>A fork from every frame of random graphs ends like the run it comes from, and runs just what depends on that frame (semantics 8).</summary>
public sealed class EveryFrameTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Fork_FromEveryFrameOfRandomGraphs_EndsTheSameAndRunsOnlyWhatDepends()
    {
        var first = Seeds.First(output);
        var graphs = int.Parse(Environment.GetEnvironmentVariable("FLOWFORGE_GRAPHS") ?? "40");
        var (forks, kept, run) = (0, 0, 0);
        for (var seed = first; seed < first + graphs; seed++)
        {
            var graph = new RandomGraph(seed, 4 + (seed % 22));
            try
            {
                var counted = await CheckAsync(graph, window: 1 + (seed % 5));
                (forks, kept, run) = (forks + counted.Forks, kept + counted.Kept, run + counted.Run);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: {e}\n{graph.Text}");
            }
        }

        output.WriteLine($"{graphs} graphs, {forks} forks: {kept} results kept, {run} node runs");
    }

    /// <summary>A node that always runs in a repeat scope with two entries: in the fork the other entry is the first to deliver.</summary>
    [Fact]
    public async Task Fork_ScopeComesAliveByAnotherEntry_WhatAlwaysRunsInItIsKept() => await CheckAsync(new RandomGraph(1681, 4 + (1681 % 22)), window: 1 + (1681 % 5));

    private static async Task<(int Forks, int Kept, int Run)> CheckAsync(RandomGraph graph, int window)
    {
        await using var bench = new ForkBench(pause => DrawnKinds.AtWork(graph, pause), window: window);
        var source = await bench.RunAsync(graph.Workflow);
        var frames = await bench.FramesAsync(source.Id);
        var expected = await ShownAsync(bench, source);
        var outcome = new DrawnOutcome(graph);
        var ran = frames.Where(frame => frame.Side == FrameSide.Egress).ToList();
        var model = new ForkModel(
            graph, ran.Select(frame => (frame.NodeId, frame.Iteration)).Distinct(),
            (edge, iteration) => ran.Exists(frame => frame.NodeId == edge.From && frame.Iteration == iteration
                && frame.Output.Any(port => port.Port == edge.FromPort && port.Count > 0)));
        var (kept, run) = (0, 0);
        foreach (var frame in frames)
        {
            var fork = await bench.ForkedAsync(source.Id, frame.Sequence);
            Assert.Equal((source.Id, source.Family), (fork.ForkedFrom, fork.Family));
            Assert.Equal(expected, await ShownAsync(bench, fork));
            var counted = await CountAsync(bench, graph, model, frame, fork);
            (kept, run) = (kept + counted.Kept, run + counted.Run);
        }

        return (frames.Count, kept, run);
    }

    private static async Task<(int Kept, int Run)> CountAsync(ForkBench bench, RandomGraph graph, ForkModel model, Frame from, RunRecord fork)
    {
        var isLoop = graph.Nodes.Find(node => node.Id == from.NodeId)!.Kind == 'l';
        var isOver = from.Side == FrameSide.Egress && from.Status == FrameStatus.Completed;
        var behind = model.Behind(from.NodeId, from.Iteration, isLoop && isOver);
        if (!isOver)
        {
            behind.Add((from.NodeId, from.Iteration));
        }

        var (kept, run) = (0, 0);
        foreach (var frame in (await bench.FramesAsync(fork.Id)).Where(frame => frame.Side == FrameSide.Egress && frame.Status != FrameStatus.Skipped))
        {
            var mayRun = behind.Contains((frame.NodeId, frame.Iteration));
            var where = $"from {from.NodeId}[{from.Iteration}] {from.Side} {from.Status}: {frame.NodeId}[{frame.Iteration}]";
            Assert.True(frame.IsGiven != mayRun, $"{where} {(mayRun ? "depends and was kept" : "does not depend and was run again")}");
            var calls = bench.Calls(fork.Id, frame.NodeId, frame.Iteration);
            var isDrawn = graph.Nodes.Find(node => node.Id == frame.NodeId)!.Kind == 'n';
            Assert.True(calls == (mayRun && isDrawn ? 1 : 0), $"{where} ran {calls} times");
            (kept, run) = (kept + (mayRun ? 0 : 1), run + (mayRun ? 1 : 0));
        }

        return (kept, run);
    }

    private static async Task<string[]> ShownAsync(ForkBench bench, RunRecord run) =>
        [.. await bench.Engine.FramesAsync(run.Id), $"{run.Status} {run.Failure?.Code} {await bench.Engine.OutputAsync(run)}"];
}
