using FlowForge.Core.Model;
using FlowForge.Core.Tests.Execution;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>The same frames whatever the timing, the window and the order.</summary>
public sealed class RandomRunsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Run_RandomGraphsWithAnyWindow_FramesAreEqual()
    {
        var first = Seeds.First(output);
        var frames = 0;
        for (var seed = first; seed < first + 120; seed++)
        {
            var graph = new RandomGraph(seed, seed % 20 == 0 ? 120 : 5 + (seed % 30));
            var expected = await FramesAsync(graph, window: 1, RunOrder.Parallel);
            frames += expected.Length;
            Assert.Equal(expected, await FramesAsync(graph, window: 2, RunOrder.Parallel));
            Assert.Equal(expected, await FramesAsync(graph, window: 8, RunOrder.Parallel));
            Assert.Equal(expected, await FramesAsync(graph, window: 8, RunOrder.Sequential));
            Assert.Equal(expected, await FramesAsync(graph, window: 4, RunOrder.Parallel, sliceRuns: 1 + (seed % 5)));

            // Kinds that may suspend keep each round of a loop a hand-out of its own.
            Assert.Equal(expected, await FramesAsync(graph, window: 4, RunOrder.Parallel, suspends: true));
        }

        output.WriteLine($"{frames} frames");
    }

    [Fact]
    public async Task Run_OneJoinInAThousandTimings_ItemsComeInDocumentOrder()
    {
        var slow = new TestKind("slow", async (context, stop) =>
        {
            await PauseAsync();
            var items = await context.FirstInput.ReadAllAsync(stop);
            for (var i = 0; i < items.Count; i++)
            {
                var json = System.Text.Json.JsonElement.Parse($$"""{"n":{{items[i].Json.GetProperty("n")}},"path":"{{context.Node.Id}}"}""");
                await context.WriteAsync("out", new(json), Origin.First(i));
            }

            return Ports.NodeResult.Done;
        });
        await using var bench = new EngineBench(new TestCatalogue(slow));
        var workflow = Drawn.Of(
            "a:slow; b:slow; c:slow; d:slow; j:join; t -> d; t -> a; t -> c; t -> b; a -> j.in1; b -> j.in1; c -> j.in2; d -> j.in1");
        for (var i = 0; i < 1_000; i++)
        {
            var started = await bench.StartAsync(workflow, items: 2);
            var run = await started.Ended.WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal("0a,1a,0b,1b,0d,1d,0c,1c", await bench.OutputAsync(run));
        }
    }

    private static async Task<string[]> FramesAsync(
        RandomGraph graph, int window, RunOrder order, int sliceRuns = Limits.SegmentRecords, bool suspends = false)
    {
        var kinds = new TestCatalogue(DrawnKinds.AtWork(graph, _ => PauseAsync(), suspends: suspends));
        await using var bench = new EngineBench(kinds, window: window, sliceRuns: sliceRuns);
        var (run, frames) = await bench.RunAsync(graph.Workflow with { Config = new() { Order = order } }, items: 3);
        return [.. frames, $"{run.Status} {run.Failure?.Code} {await bench.OutputAsync(run)}", $"seed {graph.Seed}"];
    }

    private static async Task PauseAsync()
    {
        for (var i = Random.Shared.Next(4); i > 0; i--)
        {
            await Task.Yield();
        }
    }
}
