using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Core.Tests.Forks;

/// <summary>Forks with the workflow as it has been saved since.</summary>
public sealed class LatestTests
{
    private const string Old = "s:split; t -> a; a -> s; s.true -> b; s.false -> c; b -> d";

    [Theory]
    [InlineData("s:split; t -> a; a -> s; s.true -> x; x -> b; s.false -> c; b -> d", "b", "0axbd")]
    [InlineData("s:split; t -> a; a -> s; s.true -> b; b -> y; y -> z", "b", "0abyz")]
    [InlineData("s:split; t -> a; a -> s; s.true -> b; t -> k; b -> d", "d", "0abd")]
    [InlineData("t -> a; a -> s; s -> b", "s", "0asb")]
    public async Task Fork_WithChangesBehindTheFrame_RunsTheNewWorkflow(string latest, string from, string output)
    {
        await using var bench = new ForkBench(_ => []);
        var source = await bench.RunAsync(Drawn.Of(Old), items: 1);
        var fork = await bench.ForkedAsync(source.Id, await IngressAsync(bench, source, from), latest: Drawn.Of(latest));
        Assert.Equal((RunStatus.Completed, output), (fork.Status, await bench.Engine.OutputAsync(fork)));
        Assert.Equal((2, "latest-0"), (fork.Version, fork.Hash));
        Assert.True((await bench.FramesAsync(fork.Id)).First(frame => frame.NodeId == "a").IsGiven);
    }

    [Theory]
    [InlineData("s:split; t -> s; s.true -> b; b -> d", "d", "a s")]
    [InlineData("a:pass; s:split; t -> a; a -> s; s.true -> b; s.false -> c; b -> d", "d", "a")]
    [InlineData("s:split; t -> a; t -> k; k -> a; a -> s; s.true -> b; b -> d", "d", "a")]
    [InlineData("s:split; t -> a; a -> s; s.false -> b; b -> d", "d", "b")]
    [InlineData("s:split; t -> a; a -> s; s.true -> b", "d", "d")]
    [InlineData("s:split; t -> a; a -> s; s.true -> b; b -> d; d -> b *2", "d", "b")]
    [InlineData("u:trigger; s:split; u -> a; a -> s; s.true -> b; b -> d", "d", "t")]
    public async Task Fork_WithChangesBeforeTheFrame_NamesTheNodesAndRecordsNothing(string latest, string from, string incompatible)
    {
        await using var bench = new ForkBench(_ => []);
        var source = await bench.RunAsync(Drawn.Of(Old), items: 1);
        var refused = Assert.IsType<ForkResult.Refused>(await bench.ForkAsync(source.Id, await IngressAsync(bench, source, from), latest: Drawn.Of(latest)));
        Assert.Equal(ForkResult.Incompatible, refused.Failure.Code);
        Assert.Equal(incompatible, string.Join(' ', refused.Nodes));
        Assert.Single((await bench.Engine.Store.ListRunsAsync(new(), default)).Items);
    }

    [Fact]
    public async Task Fork_InALoopWithAChangedBody_KeepsEarlierIterationsOnlyWhereTheyFit()
    {
        const string Looped = "l:loop; t -> l; l.loop -> a; a -> b; b -> l; l.done -> c";
        await using var bench = new ForkBench(_ => []);
        var source = await bench.RunAsync(Drawn.Of(Looped), items: 3);
        var b = (await bench.FramesAsync(source.Id)).Single(frame => frame is { NodeId: "b", Iteration: "1", Side: FrameSide.Ingress }).Sequence;

        // b's result of iteration 0 is kept, so b keeps its edges; what is new stands beside it.
        var beside = await bench.ForkedAsync(source.Id, b, latest: Drawn.Of("l:loop; t -> l; l.loop -> a; a -> b; b -> l; l.done -> c; c -> e"));
        Assert.True(await bench.Engine.OutputAsync(beside) == "0abce,1abce,2abce", string.Join("\n", await bench.Engine.FramesAsync(beside.Id)));
        var between = Assert.IsType<ForkResult.Refused>(await bench.ForkAsync(
            source.Id, b, latest: Drawn.Of("l:loop; t -> l; l.loop -> a; a -> x; x -> b; b -> l; l.done -> c")));
        Assert.Equal("b", Assert.Single(between.Nodes));
    }

    private static async Task<long> IngressAsync(ForkBench bench, RunRecord run, string node) =>
        (await bench.FramesAsync(run.Id)).Single(frame => frame.NodeId == node && frame.Side == FrameSide.Ingress).Sequence;
}
