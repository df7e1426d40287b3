using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Runs in which nodes give what the document has pinned to them.</summary>
public sealed class PinnedTests(ITestOutputHelper output)
{
    private static readonly RunPart Pinned = new(null, IsPinned: true);

    [Theory]
    [InlineData("x:fail; t -> x; x -> b", "x", "out", "7,8", "7b,8b")]
    [InlineData("w:wait; t -> w; w -> b", "w", "out", "7", "7b")]
    [InlineData("x:nobody; t -> x; x.out -> b", "x", "out", "7", "7b")]
    [InlineData("s:split; t -> s; s.true -> a; s.false -> b", "s", "false", "7", "7b")]
    [InlineData("t -> a; a.error -> b; a -> c", "a", "error", "7", "7b")]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> l; l.done -> d", "l", "done", "7", "7d")]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> l; l.done -> d", "a", "out", "7", "7d,7d,7d")]
    [InlineData("t -> a; a -> b", "t", "out", "7,8", "7ab,8ab")]
    [InlineData("t -> a; a -> b", "b", "out", "7", "7")]
    public async Task Run_WithPinnedData_GivesItAndDoesNotRunTheNode(string drawn, string node, string port, string pins, string expected)
    {
        await using var bench = new EngineBench();
        var (run, _) = await bench.RunAsync(Drawn.Of(drawn, change: Pin(node, port, pins)), items: 3, part: Pinned);
        Assert.Equal((RunStatus.Completed, expected), (run.Status, await bench.OutputAsync(run)));
        var frames = (await bench.Reader.ListAsync(run.Id, new(), default))!.Items;
        Assert.All(frames, frame => Assert.Equal(frame.NodeId == node, frame.IsGiven));
        Assert.All(frames.Where(frame => frame.NodeId == node && frame.Side == FrameSide.Egress), frame => Assert.Equal("Pinned data; the node was not run.", frame.Note));
    }

    [Fact]
    public async Task Run_WithoutTheOption_RunsThePinnedNode()
    {
        await using var bench = new EngineBench();
        var (run, _) = await bench.RunAsync(Drawn.Of("t -> a; a -> b", change: Pin("a", "out", "7")));
        Assert.Equal("0ab", await bench.OutputAsync(run));
    }

    [Fact]
    public async Task Run_DisabledNodeWithPinnedData_PassesItsInputOn()
    {
        await using var bench = new EngineBench();
        var pin = Pin("a", "out", "7");
        var (run, _) = await bench.RunAsync(Drawn.Of("t -> a; a -> b", change: node => pin(node) with { Disabled = node.Id == "a" }), part: Pinned);
        Assert.Equal("0b", await bench.OutputAsync(run));
    }

    [Fact]
    public async Task Run_PinnedSourceOfARepeatEdge_FailsAtItsMax()
    {
        await using var bench = new EngineBench();
        var (run, _) = await bench.RunAsync(Drawn.Of("t -> a; a -> b; b -> a *2", change: Pin("b", "out", "7")), part: Pinned);
        Assert.Equal((RunStatus.Failed, "repeat.limit", "b"), (run.Status, run.Failure?.Code, run.Failure?.NodeId));
    }

    [Theory]
    [InlineData("t -> a", "a", "elsewhere")]
    [InlineData("l:loop; t -> l; l.loop -> a", "l", "loop")]
    public async Task Start_ItemsPinnedToAPortThatCannotHaveThem_IsRefused(string drawn, string node, string port)
    {
        await using var bench = new EngineBench();
        var workflow = Drawn.Of(drawn, change: Pin(node, port, "7"));
        var started = await bench.Engine.StartAsync(new() { Workflow = workflow, Hash = workflow.Id, Part = Pinned }, default);
        Assert.Equal(("pinned.unknownPort", node), (started.Failure?.Code, started.Failure?.NodeId));
    }

    [Fact]
    public async Task Start_PinnedItemWithABinaryOfAnotherRun_IsRefused()
    {
        await using var bench = new EngineBench();
        var items = JsonElement.Parse("""{ "out": [{ "json": {}, "binary": { "file": { "ref": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "mime": "text/plain", "fileName": "a.txt", "size": 1 } } }] }""");
        var workflow = Drawn.Of("t -> a; a -> b", change: node => node.Id == "a" ? node with { Pinned = items } : node);
        var started = await bench.Engine.StartAsync(new() { Workflow = workflow, Hash = workflow.Id, Part = Pinned }, default);
        Assert.Equal(("binary.unknown", "a"), (started.Failure?.Code, started.Failure?.NodeId));
    }

    [Fact]
    public async Task Fork_OfARunWithPinnedData_UsesItAgain()
    {
        await using var bench = new EngineBench();
        var (run, _) = await bench.RunAsync(Drawn.Of("x:fail; t -> a; a -> x; x -> b", change: Pin("x", "out", "7")), part: Pinned);
        var frame = (await bench.Reader.ListAsync(run.Id, new(), default))!.Items.First(frame => frame.NodeId == "a");
        var forked = Assert.IsType<ForkResult.Forked>(await bench.Engine.ForkAsync(new() { Source = run.Id, FromFrame = frame.Sequence }, default));
        Assert.Equal("7b", await bench.OutputAsync(await bench.EndedAsync(forked.Run)));
    }

    /// <summary>Nothing is called for the pinned node: the ledger outside would see it.</summary>
    [Theory]
    [InlineData("t -> a; a -> b; b -> c", "b")]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> b; b -> l; l.done -> c", "b")]
    [InlineData("r:respond; t -> r; r -> b; b -> c", "r")]
    public async Task Kill_AtEachWriteOfARunWithPinnedData_FramesAreTheSame(string drawn, string node)
    {
        var lives = new List<Lives>();
        await Kills.SameAsync(output, drawn, () =>
        {
            lives.Add(new Lives(Drawn.Of(drawn, change: Pin(node, "out", "7,8")), 2, Lives.Outside, new FakeTimeProvider()) { Part = Pinned });
            return lives[^1];
        });
        Assert.All(lives, life => Assert.DoesNotContain(node, life.Ledger.Nodes));
    }

    private static Func<Node, Node> Pin(string id, string port, string numbers) => node => node.Id != id ? node : node with
    {
        Pinned = JsonElement.Parse($$"""{ "{{port}}": [{{string.Join(',', numbers.Split(',').Select(n => $$$"""{ "json": { "n": {{{n}}} } }"""))}}] }"""),
    };
}
