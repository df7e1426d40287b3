using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Execution;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A run up to a node is the whole run as far as that node and its ancestors are concerned, and nothing else exists in it (semantics 1).</summary>
public sealed class UpToTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("t -> a; a -> b; t -> c", "a", "a t")]
    [InlineData("t -> a; a -> b; t -> c", "t", "t")]
    [InlineData("s:split; t -> s; s.true -> a; s.false -> b; a -> j; b -> j; j -> k", "j", "a b j s t")]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> b; a -> x; l.done -> d", "b", "a[0] a[1] b[0] b[1] l t")]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> b; b -> l; a -> x; l.done -> d", "a", "a[0] a[1] b[0] b[1] l t")]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> b; l.done -> d", "l", "l t")]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> b; l.done -> d; d -> e", "d", "d l t")]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> e; a -> b; e -> l; l.done -> d", "d", "a[0] a[1] d e[0] e[1] l t")]
    [InlineData("t -> a; a -> b; b -> c; c -> b *2; c -> d; b -> x", "c", "a b[0] b[1] b[2] c[0] c[1] c[2] t")]
    public async Task Run_UpToANode_HasOnlyItsAncestors(string drawn, string upTo, string expected)
    {
        await using var bench = new EngineBench();
        var started = await bench.StartAsync(Drawn.Of(drawn, change: node => node with { OnError = OnError.ErrorOutput }), 2, part: new(upTo));
        var run = await bench.EndedAsync(started);
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(upTo, run.Part.UpTo);
        Assert.Equal(expected, string.Join(' ', (await bench.FramesAsync(run.Id)).Select(line => line.Split(' ')[0])));
    }

    [Theory]
    [InlineData("nobody", "plan.unknownNode")]
    [InlineData("b", "plan.unreachableNode")]
    public async Task Start_UpToWhereNoPathLeads_IsRefused(string upTo, string code)
    {
        await using var bench = new EngineBench();
        var workflow = Drawn.Of("t -> a; c -> b");
        bench.Documents[workflow.Id] = workflow;
        var started = await bench.Engine.StartAsync(new() { Workflow = workflow, Hash = workflow.Id, Part = new(upTo) }, default);
        Assert.Equal(code, started.Failure?.Code);
        Assert.Empty((await bench.Store.ListRunsAsync(new(), default)).Items);
    }

    [Fact]
    public async Task Run_UpToEachNodeOfRandomGraphs_GivesTheFramesOfTheWholeRun()
    {
        var first = Seeds.First(output);
        var runs = 0;
        for (var seed = first; seed < first + 40; seed++)
        {
            var graph = new RandomGraph(seed, 4 + (seed % 22));
            await using var bench = new EngineBench(new TestCatalogue(DrawnKinds.AtWork(graph, async _ => await Task.Yield())), window: 1 + (seed % 5));
            var whole = await FramesAsync(bench, graph, RunPart.Whole);
            foreach (var node in graph.Workflow.Nodes)
            {
                var ancestors = Ancestors(graph.Workflow, node.Id);
                var expected = whole.Where(frame => ancestors.Contains(frame.Node)).Select(frame => frame.Line).ToList();
                var found = (await FramesAsync(bench, graph, new(node.Id))).Select(frame => frame.Line).ToList();
                Assert.True(expected.SequenceEqual(found), $"seed {seed} up to {node.Id}: missing\n{string.Join("\n", expected.Except(found))}\ntoo many\n{string.Join("\n", found.Except(expected))}\n{graph.Text}");
                runs++;
            }
        }

        output.WriteLine($"{runs} runs");
    }

    [Theory]
    [InlineData("l:loop; w:wait; t -> l; l.loop -> a; a -> w; w -> b; a -> x; b -> l; l.done -> d; d -> e", "d")]
    [InlineData("t -> a; a -> b; b -> a *2; b -> c; a -> x; c -> y", "c")]
    public Task Kill_AtEachWriteOfARunUpToANode_GoesOnWithTheSamePart(string drawn, string upTo) =>
        Kills.SameAsync(output, drawn, () => new Lives(Drawn.Of(drawn, change: Waiting), 2, Lives.Outside, new FakeTimeProvider()) { Part = new(upTo) });

    [Fact]
    public async Task Fork_OfARunUpToANode_HasTheSamePart()
    {
        await using var bench = new EngineBench();
        var run = await bench.EndedAsync(await bench.StartAsync(Drawn.Of("t -> a; a -> b; b -> c; a -> d"), part: new("b")));
        var frame = (await bench.Reader.ListAsync(run.Id, new(), default))!.Items.First(frame => frame.NodeId == "a");
        var forked = Assert.IsType<ForkResult.Forked>(await bench.Engine.ForkAsync(new() { Source = run.Id, FromFrame = frame.Sequence }, default));
        Assert.Equal(await bench.FramesAsync(run.Id), await bench.FramesAsync((await bench.EndedAsync(forked.Run)).Id));
    }

    private static Node Waiting(Node node) => node.Kind == "wait" ? node with { Parameters = JsonElement.Parse("""{"seconds":1}""") } : node;

    private static HashSet<string> Ancestors(Workflow workflow, string node)
    {
        var found = new HashSet<string> { node };
        while (workflow.Edges.Where(edge => found.Contains(edge.To)).Select(edge => edge.From).Where(found.Add).ToList().Count > 0)
        {
        }

        return found;
    }

    private static async Task<List<(string Node, string Line)>> FramesAsync(EngineBench bench, RandomGraph graph, RunPart part)
    {
        var run = await bench.EndedAsync(await bench.StartAsync(graph.Workflow, 3, part: part));
        Assert.Equal(RunStatus.Completed, run.Status);
        var frames = new List<Frame>();
        string? after = null;
        do
        {
            var page = (await bench.Reader.ListAsync(run.Id, new(Limit: 500, After: after), default))!;
            frames.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return [.. frames.Select(frame => (frame.NodeId, $"{frame.NodeId}[{frame.Iteration}]#{frame.Attempt} {frame.Side} {frame.Status} {Ports(frame.Input)} => {Ports(frame.Output)}"))
            .OrderBy(frame => frame.Item2, StringComparer.Ordinal)];
    }

    private static string Ports(IReadOnlyList<PortItems> ports) =>
        string.Join(' ', ports.Where(port => port.Count > 0).Select(port => $"{port.Port}:{port.Count}={string.Join(',', port.Items.Select(item => JsonSerializer.Serialize(item.Json)))}"));
}
