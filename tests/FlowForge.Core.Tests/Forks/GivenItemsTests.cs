using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using FlowForge.Core.Tests.Execution;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Forks;

/// <summary>A fork with other items ends like a run from the start in which that node takes in, or gives, those items.</summary>
public sealed class GivenItemsTests(ITestOutputHelper output)
{
    private const int Graphs = 25;

    [Fact]
    public async Task Fork_WithOtherItemsFromEveryFrameOfRandomGraphs_EndsLikeARunWithThem()
    {
        var first = Seeds.First(output);
        var forks = 0;
        for (var seed = first; seed < first + Graphs; seed++)
        {
            var graph = new RandomGraph(seed, 4 + (seed % 16));
            try
            {
                forks += await CheckAsync(graph);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: {e}\n{graph.Text}");
            }
        }

        output.WriteLine($"{forks} forks with items");
    }

    private static async Task<int> CheckAsync(RandomGraph graph)
    {
        await using var bench = new ForkBench(pause => DrawnKinds.AtWork(graph, pause));
        var source = await bench.RunAsync(graph.Workflow);
        var frames = (await bench.FramesAsync(source.Id))
            .Where(frame => frame.Status != FrameStatus.Skipped && graph.Nodes.Find(node => node.Id == frame.NodeId)!.Kind == 'n').ToList();
        foreach (var frame in frames)
        {
            var isInput = frame.Side == FrameSide.Ingress;
            if (isInput && frames.Exists(other => (other.NodeId, other.Iteration, other.Status) == (frame.NodeId, frame.Iteration, FrameStatus.Failed)))
            {
                // It would put its input out again with the error on it, which the run to compare with has no way to change.
                continue;
            }

            var items = Other(isInput ? ["in", "in2"] : ["out", "alt"], frame.Sequence);
            var fork = await bench.ForkedAsync(source.Id, frame.Sequence, items);

            await using var fresh = new EngineBench(new TestCatalogue(Instead(graph, frame, isInput, items)));
            var (run, expected) = await fresh.RunAsync(graph.Workflow, items: 2);
            Assert.Equal(expected, await bench.Engine.FramesAsync(fork.Id));
            Assert.Equal((run.Status, await fresh.OutputAsync(run)), (fork.Status, await bench.Engine.OutputAsync(fork)));
        }

        return frames.Count;
    }

    /// <summary>Some ports with a few items, some with none.</summary>
    private static Dictionary<string, IReadOnlyList<Item>> Other(string[] ports, long sequence) => ports.Where((_, i) => (sequence >> i & 1) == 0)
        .ToDictionary(port => port, IReadOnlyList<Item> (port) => [.. Enumerable.Range(0, (int)(sequence % 3)).Select(i => new Item(
            JsonElement.Parse($$"""{"n":{{i}},"path":"by hand {{port}}"}""")))]);

    /// <summary>The kinds of the graph, of which one node in one iteration takes in or gives these items whatever else it would.</summary>
    private static IEnumerable<INodeKind> Instead(RandomGraph graph, Frame at, bool isInput, Dictionary<string, IReadOnlyList<Item>> items)
    {
        foreach (var kind in DrawnKinds.AtWork(graph, _ => Task.CompletedTask))
        {
            yield return kind.Description.Kind != "drawn" ? kind : new TestKind("drawn", async (context, stop) =>
            {
                if (context.Node.Id != at.NodeId || context.Iteration.Path != at.Iteration)
                {
                    return await kind.RunAsync(context, stop);
                }

                if (isInput)
                {
                    return await kind.RunAsync(new GivenInput(context, items), stop);
                }

                foreach (var (port, given) in items)
                {
                    foreach (var item in given)
                    {
                        await context.WriteAsync(port, item, Origin.None);
                    }
                }

                return NodeResult.Done;
            }, ["in", "in2"], ["out", "alt"]);
        }
    }
}
