using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Each;

/// <summary>Forks with <c>join: each</c>: the decider is as it was when the frame was recorded, so that all before it stays and nothing behind it does (semantics 8).</summary>
public sealed class EachForkTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("t -> a; t -> b; a -> j; b -> j; j -> k", 2)]
    [InlineData("j:join; t -> a; t -> b; a -> j.in1; b -> j.in1; t -> c; c -> j.in2; j -> d", 2)]
    [InlineData("l:loop {\"batchSize\":2}; t -> l; l.loop -> b; b -> l; l.done -> c", 5)]
    [InlineData("o:loop; i:loop; p:pass; t -> o; o.loop -> i; i.loop -> p; p -> i; i.done -> o; o.done -> c", 3)]
    [InlineData("q:pass; s:split {\"round\":2}; t -> q; q -> s; s.false -> q *5; s.true -> x", 1)]
    [InlineData("s:split {\"round\":99}; t -> q; q -> s; s.false -> q *2", 1)]
    [InlineData("f:fail; t -> f; f.error -> e; t -> e; e -> g", 2)]
    public async Task Fork_FromEveryFrame_EndsTheSameAndRunsOnlyWhatCameLater(string drawn, int items) => await CheckAsync(
        EachRuns.Drawn(drawn, node => node.Kind == "fail" ? node with { OnError = OnError.ErrorOutput } : node), items);

    [Fact]
    public async Task Fork_FromEveryFrameOfRandomGraphs_EndsTheSameAndRunsOnlyWhatCameLater()
    {
        var first = Seeds.First(output);
        var graphs = int.Parse(Environment.GetEnvironmentVariable("FLOWFORGE_GRAPHS") ?? "40");
        var forks = 0;
        for (var seed = first; seed < first + graphs; seed++)
        {
            var model = new EachModel(seed);
            if (model.Run(2, 40).Count < 40)
            {
                forks += await CheckAsync(model.Workflow, 2, $"seed {seed}");
            }
        }

        output.WriteLine($"{forks} forks");
        Assert.True(forks > 0);
    }

    [Fact]
    public async Task Fork_WithItemsForALoop_ItCutsThemIntoItsBatches()
    {
        await using var bench = new EngineBench();
        var source = await bench.EndedAsync(await bench.StartAsync(EachRuns.Drawn("l:loop; t -> l; l.loop -> b; b -> l; l.done -> c"), 2));
        var frame = (await FramesAsync(bench, source.Id)).First(frame => frame is { NodeId: "l", Iteration: "0", Side: FrameSide.Ingress });
        var fork = await ForkedAsync(bench, source.Id, frame.Sequence, Items("in", 7, 8, 9));
        Assert.Equal("7bc,8bc,9bc", await bench.OutputAsync(fork));
    }

    [Theory]
    [InlineData("b", FrameSide.Egress, "out", "7c,1bc")]
    [InlineData("b", FrameSide.Ingress, "in", "7bc,1bc")]
    [InlineData("t", FrameSide.Ingress, "in", "7bc")]
    public async Task Fork_WithItems_TheyTakeTheirPlace(string node, FrameSide side, string port, string expected)
    {
        await using var bench = new EngineBench();
        var source = await bench.EndedAsync(await bench.StartAsync(EachRuns.Drawn("l:loop; t -> l; l.loop -> b; b -> l; l.done -> c"), 2));
        var frame = (await FramesAsync(bench, source.Id)).First(frame => frame.NodeId == node && frame.Side == side);
        Assert.Equal(expected, await bench.OutputAsync(await ForkedAsync(bench, source.Id, frame.Sequence, Items(port, 7))));
    }

    [Fact]
    public async Task Start_FromANode_KeepsWhatCameBeforeItsFirstRun()
    {
        await using var bench = new EngineBench();
        var drawn = EachRuns.Drawn("t -> a; t -> b; a -> x; b -> x; x -> y");
        var source = await bench.EndedAsync(await bench.StartAsync(drawn, 1));
        bench.Documents["now"] = drawn;
        var result = await bench.Engine.ForkAsync(new() { Source = source.Id, FromNode = "x", Document = new(drawn, "now", 0) }, default);
        var fork = await bench.EndedAsync(Assert.IsType<ForkResult.Forked>(result).Run);
        Assert.Equal(["a", "t"], (await FramesAsync(bench, fork.Id)).Where(frame => frame.IsGiven).Select(frame => frame.NodeId).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(await bench.FramesAsync(source.Id), await bench.FramesAsync(fork.Id));
    }

    [Theory]
    [InlineData("t -> a; t -> b; a -> j; b -> j; j -> k", "j", "0", 2)]
    [InlineData("l:loop; t -> l; l.loop -> b; b -> l; l.done -> c", "b", "1", 3)]
    [InlineData("l:loop; w:wait {\"seconds\":1}; t -> l; l.loop -> w; w -> l; l.done -> c", "w", "1", 3)]
    public async Task Kill_AtEachWriteOfAFork_OneFork(string drawn, string node, string iteration, int items) =>
        await Kills.SameAsync(output, drawn, () => new(EachRuns.Drawn(drawn), items, Lives.Outside, new FakeTimeProvider())
        {
            Fork = async (bench, source) => new()
            {
                Source = source.Id,
                FromFrame = (await FramesAsync(bench, source.Id)).First(frame => (frame.NodeId, frame.Iteration, frame.Side) == (node, iteration, FrameSide.Ingress)).Sequence,
            },
        });

    private static async Task<int> CheckAsync(Workflow workflow, int items, string where = "")
    {
        await using var bench = new EngineBench();
        var source = await bench.EndedAsync(await bench.StartAsync(workflow, items));
        var frames = await FramesAsync(bench, source.Id);
        var expected = await ShownAsync(bench, source);
        foreach (var frame in frames)
        {
            var from = $"{where} from {frame.NodeId}[{frame.Iteration}] {frame.Side}";
            var fork = await ForkedAsync(bench, source.Id, frame.Sequence, null, from);
            var shown = await ShownAsync(bench, fork);
            Assert.True(expected.SequenceEqual(shown), $"{from}:\n{string.Join("\n", shown)}");
            var kept = frames.Count(one => one.Side == FrameSide.Egress && one.Status == FrameStatus.Completed
                && (one.Sequence < frame.Sequence || (one.Sequence == frame.Sequence && frame.Side == FrameSide.Egress)));
            Assert.True(
                kept == (await FramesAsync(bench, fork.Id)).Count(one => one is { Side: FrameSide.Egress, Status: FrameStatus.Completed, IsGiven: true }), $"{from}: {kept} were to be kept");
        }

        return frames.Count;
    }

    private static async Task<RunRecord> ForkedAsync(EngineBench bench, string run, long frame, Dictionary<string, IReadOnlyList<Item>>? items = null, string where = "")
    {
        var result = await bench.Engine.ForkAsync(new() { Source = run, FromFrame = frame, Items = items }, default);
        Assert.True(result is ForkResult.Forked, $"{where}: {result}");
        return await bench.EndedAsync(((ForkResult.Forked)result).Run);
    }

    private static Dictionary<string, IReadOnlyList<Item>> Items(string port, params int[] numbers) =>
        new() { [port] = [.. numbers.Select(n => new Item(JsonElement.Parse($$"""{"n":{{n}}}""")))] };

    private static async Task<List<Frame>> FramesAsync(EngineBench bench, string run) =>
        [.. (await bench.Reader.ListAsync(run, new(Limit: 500), default))!.Items.OrderBy(frame => frame.Sequence)];

    private static async Task<string[]> ShownAsync(EngineBench bench, RunRecord run) =>
        [.. await bench.FramesAsync(run.Id), $"{run.Status} {run.Failure?.Code} {await bench.OutputAsync(run)}"];
}
