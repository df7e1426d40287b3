using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Nodes that call runs in rounds, on hosts that live and on hosts that die.</summary>
public sealed class RoundTests(ITestOutputHelper output)
{
    private const string Child = "t:trigger.workflow; t -> x";
    private const string Talk = "c:talks {\"id\":\"child\",\"rounds\":2,\"calls\":2}; t -> c; c -> b";

    [Fact]
    public async Task Call_InRounds_GivesWhatEachRoundGave()
    {
        var lives = Begin(Talk, Child, null, null);

        await lives.LiveAsync();

        Assert.Equal("1.0.dx;1.1.dx;2.0.dx;2.1.dx;b", PathOf(await lives.FramesAsync()));
    }

    [Theory]
    [InlineData(Talk, Child)]
    [InlineData(Talk, "t:trigger.workflow; w:wait {\"seconds\":1}; t -> w; w -> x")]
    [InlineData(Talk, "t:trigger.workflow; f:fail; t -> x; x -> f")]
    [InlineData("l:loop {\"batchSize\":1}; c:talks {\"id\":\"child\",\"rounds\":1,\"calls\":1}; t -> l; l.loop -> c; c -> l; l.done -> b", Child)]
    public Task Kill_AtEachWrite_SameRuns(string drawn, string child) =>
        Kills.SameAsync(output, drawn, () => Begin(drawn, child, null, null));

    [Fact]
    public async Task Kill_AtEachWrite_NothingIsCalledThatWasNotDecidedForGood()
    {
        var (hasDied, kills) = (true, 0);
        while (hasDied)
        {
            var decisions = 0;
            var lives = Begin(Talk, Child, null, () => Interlocked.Increment(ref decisions));
            hasDied = await lives.LiveAsync(++kills);
            if (lives.Run is null)
            {
                continue;
            }

            if (!lives.HasEnded && await lives.LiveAsync(1 + (kills % 4)) && !lives.HasEnded)
            {
                await lives.LiveAsync();
            }

            // The children are named by the decision that called them; the story is what the node went by.
            var frames = await lives.FramesAsync();
            var story = PathOf(frames)[..^1].Split(';', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
            var called = frames.Where(static line => line.Contains("COMPLETED", StringComparison.OrdinalIgnoreCase) && line.Contains(": x[", StringComparison.Ordinal))
                .Select(static line => line[(line.LastIndexOf('=') + 2)..].Trim()).Order(StringComparer.Ordinal);
            Assert.Equal(story, called);
        }

        output.WriteLine($"{kills} kills");
        Assert.True(kills > 8);
    }

    [Fact]
    public async Task Call_PastItsTime_EndsWhatItCalled()
    {
        var clock = new FakeTimeProvider();
        var lives = Begin("c:talks {\"id\":\"child\",\"rounds\":1,\"calls\":2}; t -> c", "t:trigger.workflow; w:wait {\"seconds\":600}; t -> w", node => node.Id == "c" ? node with { TimeoutSeconds = 5 } : node, null, clock);

        await lives.LiveAsync();

        var frames = await lives.FramesAsync();
        Assert.Equal(("node.timeout", 2), (lives.Run!.Failure?.Code, frames.Count(static line => line.Contains("child: Cancelled", StringComparison.Ordinal))));
    }

    private static Lives Begin(string drawn, string child, Func<Node, Node>? change, Func<int>? decide, FakeTimeProvider? clock = null)
    {
        IEnumerable<INodeKind> Kinds(DyingStore store, EffectLedger ledger) => [.. Lives.Outside(store, ledger), new TalkingKind(decide)];
        return new(Drawn.Of(drawn, change: change), 1, Kinds, clock ?? new FakeTimeProvider()) { Others = [Drawn.Of(child, id: "child")] };
    }

    private static string PathOf(string[] frames) => frames[^1].Split(' ')[^1][1..];
}
