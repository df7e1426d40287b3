using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using FlowForge.Core.Tests.Execution;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Forks;

/// <summary>Runs that keep an earlier run's results and go on from a node with the document as it stands now.</summary>
public sealed class FromNodeTests(ITestOutputHelper output)
{
    private const string Old = "s:split; t -> a; a -> s; s.true -> b; s.false -> c; b -> d";
    private const string Looped = "l:loop; t -> l; l.loop -> a; a -> b; b -> l; l.done -> c";

    [Theory]
    [InlineData(Old, Old, "d", null, "0abd", "t a s b")]
    [InlineData(Old, Old, "b", "b", "0ab", "t a s")]
    [InlineData(Old, "s:split; t -> a; a -> s; s.true -> x; x -> b; s.false -> c; b -> d", "x", null, "0axbd", "t a s")]
    [InlineData(Old, "s:split; t -> a; a -> s; s.true -> b; s.false -> c; b -> d; d -> e", "e", null, "0abde", "t a s b d")]
    [InlineData(Old, "s:split; t -> a; t -> k; k -> n; a -> s; s.true -> b; s.false -> c; b -> d", "n", "n", "0kn", "t")]
    [InlineData(Looped, Looped, "b", null, "0abc,1abc,2abc", "t a")]
    [InlineData(Looped, Looped, "c", null, "0abc,1abc,2abc", "t l a b")]
    [InlineData(Looped, "l:loop; t -> l; l.loop -> a; a -> x; x -> b; b -> l; l.done -> c", "x", null, "0axbc,1axbc,2axbc", "t a")]
    [InlineData("t -> a; a -> b; b -> a *2; b -> c", "t -> a; a -> x; x -> b; b -> a *2; b -> c", "x", null, null, "t a")]
    public async Task Run_FromANode_KeepsWhatDoesNotDependOnItAndRunsTheDocumentNow(string before, string now, string from, string? upTo, string? expected, string kept)
    {
        await using var bench = new ForkBench(_ => []);
        var source = await bench.RunAsync(Drawn.Of(before, change: Failing), items: before == Looped ? 3 : 1);
        var run = await bench.EndedAsync(await bench.GoOnAsync(source.Id, from, Drawn.Of(now, change: Failing), new(upTo)));
        Assert.Equal((RunStatus.Completed, source.Id, 0, upTo), (run.Status, run.ForkedFrom, run.Version, run.Part.UpTo));
        Assert.True(expected is null || expected == await bench.Engine.OutputAsync(run), string.Join("\n", await bench.Engine.FramesAsync(run.Id)));
        var given = (await bench.FramesAsync(run.Id)).Where(frame => frame.IsGiven && frame.Side == FrameSide.Egress && frame.Status != FrameStatus.Skipped);
        Assert.Equal(kept.Split(' ').Order(), given.Select(frame => frame.NodeId).Distinct().Order());
    }

    [Theory]
    [InlineData("a:pass; s:split; t -> a; a -> s; s.true -> b; s.false -> c; b -> d", "d", "fork.incompatible", "a")]
    [InlineData("s:split; t -> a; a -> s; s.true -> b; b -> d", "d", "fork.incompatible", "c")]
    [InlineData(Old, "nobody", "node.unknown", "nobody")]
    [InlineData(Old + "; u -> v", "v", "plan.unreachableNode", "v")]
    public async Task Run_FromANodeThatCannotBe_NamesTheNodesAndRecordsNothing(string now, string from, string code, string nodes)
    {
        await using var bench = new ForkBench(_ => []);
        var source = await bench.RunAsync(Drawn.Of("s:split; t -> a; a -> s; s.true -> b; s.true -> c; b -> d"), items: 1);
        var drawn = Drawn.Of(now.Replace("s.false -> c", "s.true -> c", StringComparison.Ordinal));
        var refused = Assert.IsType<ForkResult.Refused>(await bench.GoOnAsync(source.Id, from, drawn));
        Assert.Equal((code, nodes), (refused.Failure.Code, string.Join(' ', refused.Nodes)));
        Assert.Single((await bench.Engine.Store.ListRunsAsync(new(), default)).Items);
    }

    [Fact]
    public async Task Run_FromTheTrigger_StartsAnewWithTheSameItemsOrOthers()
    {
        await using var bench = new ForkBench(_ => []);
        var source = await bench.RunAsync(Drawn.Of(Old), items: 1);
        Assert.Equal("0abd", await bench.Engine.OutputAsync(await bench.EndedAsync(await bench.GoOnAsync(source.Id, "t", Drawn.Of(Old)))));
        Item[] items = [new(JsonElement.Parse("""{"n":4}"""))];
        Assert.Equal("4abd", await bench.Engine.OutputAsync(await bench.EndedAsync(await bench.GoOnAsync(source.Id, "t", Drawn.Of(Old), items: items))));
        var refused = Assert.IsType<ForkResult.Refused>(await bench.GoOnAsync(source.Id, "d", Drawn.Of(Old), items: items));
        Assert.Equal("fork.startItems", refused.Failure.Code);
    }

    [Theory]
    [InlineData(false, "a", 7, "b", "7bcd", "t")]
    [InlineData(true, "a", 7, "d", "7bcd", "t a b c")]
    [InlineData(true, "a", 8, "d", "8bcd", "t")]
    [InlineData(false, "t", 7, "d", "7abcd", "")]
    [InlineData(false, "d", 7, "c", "7", "t a b")]
    public async Task Run_FromANodeWithPinnedData_KeepsWhatTheSamePinsGave(bool wasPinned, string pinned, int number, string from, string expected, string kept)
    {
        const string Chain = "t -> a; a -> b; b -> c; c -> d";
        await using var bench = new ForkBench(_ => []);
        var started = await bench.Engine.StartAsync(Drawn.Of(Chain, change: Pin(pinned, 7)), 1, part: new(null, wasPinned));
        var source = await bench.Engine.EndedAsync(started);
        var run = await bench.EndedAsync(await bench.GoOnAsync(source.Id, from, Drawn.Of(Chain, change: Pin(pinned, number)), new(null, true)));
        Assert.Equal(expected, await bench.Engine.OutputAsync(run));
        var given = (await bench.FramesAsync(run.Id)).Where(frame => frame is { IsGiven: true, Side: FrameSide.Egress, Note: null } || (wasPinned && number == 7 && frame is { IsGiven: true, Side: FrameSide.Egress }));
        Assert.Equal(kept, string.Join(' ', given.Select(frame => frame.NodeId)));
    }

    [Fact]
    public async Task Run_FromEachNodeOfRandomGraphs_EndsTheSameAndRunsOnlyWhatDepends()
    {
        var first = Seeds.First(output);
        for (var seed = first; seed < first + 30; seed++)
        {
            var graph = new RandomGraph(seed, 4 + (seed % 22));
            await using var bench = new ForkBench(pause => DrawnKinds.AtWork(graph, pause), window: 1 + (seed % 5));
            var source = await bench.RunAsync(graph.Workflow);
            var expected = await bench.Engine.FramesAsync(source.Id);
            var ran = (await bench.FramesAsync(source.Id)).Where(frame => frame.Side == FrameSide.Egress).ToList();
            var model = new ForkModel(
                graph, ran.Select(frame => (frame.NodeId, frame.Iteration)).Distinct(),
                (edge, iteration) => ran.Exists(frame => frame.NodeId == edge.From && frame.Iteration == iteration
                    && frame.Output.Any(port => port.Port == edge.FromPort && port.Count > 0)));
            foreach (var node in graph.Workflow.Nodes)
            {
                var places = ran.Where(frame => frame.NodeId == node.Id).Select(frame => (frame.NodeId, frame.Iteration)).Distinct().ToList();
                var behind = places.SelectMany(place => model.Behind(place.NodeId, place.Iteration, isOver: false)).Concat(places).ToHashSet();

                // Half of them with the document in other hands, as an editor sends it.
                var run = await bench.EndedAsync(await bench.GoOnAsync(source.Id, node.Id, graph.Workflow, hash: seed % 2 == 0 ? graph.Workflow.Id : null));
                var found = await bench.Engine.FramesAsync(run.Id);
                Assert.True(expected.SequenceEqual(found), $"seed {seed} from {node.Id}\n{graph.Text}");
                foreach (var frame in (await bench.FramesAsync(run.Id)).Where(frame => frame.Side == FrameSide.Egress && frame.Status != FrameStatus.Skipped))
                {
                    Assert.True(frame.IsGiven != behind.Contains((frame.NodeId, frame.Iteration)), $"seed {seed} from {node.Id}: {frame.NodeId}[{frame.Iteration}] given: {frame.IsGiven}\n{graph.Text}");
                }
            }
        }
    }

    private static Node Failing(Node node) => node with { OnError = OnError.ErrorOutput };

    private static Func<Node, Node> Pin(string id, int number) => node =>
        node.Id == id ? node with { Pinned = JsonElement.Parse($$"""{ "out": [{ "json": { "n": {{number}} } }] }""") } : node;
}
