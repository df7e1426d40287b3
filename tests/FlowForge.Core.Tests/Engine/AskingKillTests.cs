using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// Nodes that ask for other nodes' items (<c>$('X')</c>) get the same answers in every life: a snapshot keeps the lines that lead back, and the last results.
/// </summary>
public sealed class AskingKillTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("l:loop; q:asks {\"ask\":\"a\"}; z:asks {\"ask\":\"a\"}; t -> l; l.loop -> a; a -> b; b -> q; q -> l; l.done -> z")]
    [InlineData("l:loop; q:asks {\"ask\":\"a\"}; z:asks {\"ask\":\"a\"}; t -> l; l.loop -> a; a -> b; b -> q; l.done -> z")]
    [InlineData("l:loop {\"batchSize\":2}; q:asks {\"ask\":\"l\"}; z:asks {\"ask\":\"l\"}; t -> x; x -> l; l.loop -> a; a -> q; q -> l; l.done -> z")]
    [InlineData("o:loop {\"batchSize\":2}; i:loop; q:asks {\"ask\":\"x\"}; r:asks {\"ask\":\"a\"}; z:asks {\"ask\":\"a\"}; t -> o; o.loop -> x; x -> i; i.loop -> a; a -> q; q -> i; i.done -> r; r -> o; o.done -> z")]
    [InlineData("l:loop {\"concurrency\":2}; q:asks {\"ask\":\"a\"}; z:asks {\"ask\":\"q\"}; t -> l; l.loop -> a; a -> q; q -> l; l.done -> z")]
    [InlineData("s:split {\"round\":2}; q:asks {\"ask\":\"a\"}; z:asks {\"ask\":\"a\"}; t -> a; a -> q; q -> s; s.false -> a *5; s.true -> z")]
    [InlineData("s:split; j:join; q:asks {\"ask\":\"a\"}; t -> s; s.true -> a; s.false -> b; a -> j.in1; b -> j.in2; j -> c; c -> q")]
    public async Task Kill_AtEachWrite_TheAnswersAreTheSame(string drawn)
    {
        foreach (var runs in (int[])[2, Limits.SegmentRecords])
        {
            await Kills.SameAsync(output, $"{drawn} (slices of {runs})", () => Begin(drawn, 4, runs));
        }
    }

    [Fact]
    public async Task Run_BehindALoop_EachItemFindsWhereItCameFrom()
    {
        var lives = Begin("l:loop; z:asks {\"ask\":\"a\"}; t -> l; l.loop -> a; a -> b; b -> l; l.done -> z", 3, Limits.SegmentRecords);
        await lives.LiveAsync();
        Assert.Contains((await lives.FramesAsync())[^1], "Completed   0ab(0a|2a),1ab(1a|2a),2ab(2a|2a)", StringComparison.Ordinal);
    }

    private static Lives Begin(string drawn, int items, int sliceRuns) => new(Drawn.Of(drawn), items, Kinds, new FakeTimeProvider())
    {
        SliceRuns = sliceRuns,
        Scripts = new AskingScripts(),
    };

    private static IEnumerable<INodeKind> Kinds(DyingStore store, EffectLedger ledger) => Lives.Outside(store, ledger).Append(AskingScripts.Kind);
}
