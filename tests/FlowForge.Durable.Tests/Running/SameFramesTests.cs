using FlowForge.Core.Model;
using FlowForge.Core.Tests.Engine;
using FlowForge.Core.Tests.Execution;
using FlowForge.Durable.Tests.Support;
using Xunit.Abstractions;

namespace FlowForge.Durable.Tests.Running;

/// <summary>Random graphs give the same frames on the one-process engine and driven in an orchestration, activities repeated and rings lost.</summary>
public sealed class SameFramesTests(ITestOutputHelper output)
{
    [Fact]
    public Task Run_RandomGraphs_FramesAreThoseOfTheLocalEngine() => Task.Run(async () =>
    {
        var first = Seeds.First(output);
        var (frames, bytes) = (0, 0);
        for (var seed = first; seed < first + 30; seed++)
        {
            var graph = new RandomGraph(seed, seed % 20 == 0 ? 80 : 4 + (seed % 25));
            var expected = await LocalAsync(graph);
            try
            {
                await using var bench = new DrivenBench(Kinds(graph, seed), sliceRuns: seed % 3 == 0 ? 2 : Core.Limits.SegmentRecords);
                var (run, found, hub) = await bench.RunAsync(graph.Workflow, 3, seed, window: 1 + (seed % 8));
                string[] all = [.. found, $"{run.Status} {run.Failure?.Code} {await bench.OutputAsync(run)}"];
                Assert.Equal(expected, all);
                Assert.Empty(bench.Faults);
                (frames, bytes) = (frames + found.Length, Math.Max(bytes, hub.MostBytes));
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: {e}");
            }
        }

        output.WriteLine($"{frames} frames, at most {bytes} bytes in a history");
    });

    private static async Task<string[]> LocalAsync(RandomGraph graph)
    {
        await using var bench = new EngineBench(Kinds(graph, 0));
        var (run, frames) = await bench.RunAsync(graph.Workflow, items: 3);
        return [.. frames, $"{run.Status} {run.Failure?.Code} {await bench.OutputAsync(run)}"];
    }

    /// <summary>With every second seed nodes reach outside, so that their ingress is recorded before them, and may suspend, so that no loop runs in one hand-out.</summary>
    private static TestCatalogue Kinds(RandomGraph graph, int seed) =>
        new(DrawnKinds.AtWork(graph, static _ => Task.CompletedTask, hasEffect: seed % 2 == 1, suspends: seed % 4 > 1));
}
