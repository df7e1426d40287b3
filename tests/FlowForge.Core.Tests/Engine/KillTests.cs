using FlowForge.Core.Model;
using FlowForge.Core.Tests.Execution;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>The host dies after each durable write in turn; the next one ends the run as if nothing had been (semantics 3 and 4).</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private static readonly RetryPolicy Soon = new(3, 0.01);

    [Theory]
    [InlineData("l:loop {\"batchSize\":2}; t -> a; a -> l; l.loop -> b; b -> l; l.done -> c", 3)]
    [InlineData("l:loop; s:split; t -> l; l.loop -> s; s.true -> a; s.false -> b; a -> j; b -> j; j -> l", 2)]
    [InlineData("o:loop {\"batchSize\":2}; i:loop; t -> o; o.loop -> i; i.loop -> a; a -> i; i.done -> b; b -> o; o.done -> c", 3)]
    [InlineData("l:loop; d:drop; t -> l; l.loop -> d; d -> l; l.done -> c", 2)]
    [InlineData("l:loop; s:split; f:fail; t -> l; l.loop -> s; s.true -> f; s.false -> l; f.error -> e; l.done -> e", 4)]
    [InlineData("s:split {\"round\":2}; t -> q; q -> s; s.false -> p *5; p -> q; s.true -> x", 1)]
    [InlineData("s:split {\"round\":1}; t -> s; s.false -> u; s.false -> v; u -> s *3; v -> s *3; s.true -> x", 1)]
    [InlineData("s:split {\"round\":99}; t -> q; q -> s; s.false -> q *2", 1)]
    [InlineData("s:split {\"round\":2}; p:pass; l:loop; t -> l; l.loop -> s; s.false -> p *5; p -> s; s.true -> a; a -> l; l.done -> c", 2)]
    public Task Kill_AtEachWrite_ExactFrames(string drawn, int items) => Kills.EachAsync(output, drawn, items, Failing);

    [Theory]
    [InlineData("l:loop; s:split; f:fail; t -> l; l.loop -> s; s.true -> f; s.false -> a; a -> b; b -> l; f.error -> e; l.done -> d", 5)]
    [InlineData("o:loop; i:loop {\"concurrency\":2}; t -> o; o.loop -> s; s:split; s.true -> i; i.loop -> a; a -> i; i.done -> o; a -> x; s.false -> y; o.done -> z; y -> z", 4)]
    [InlineData("l:loop {\"batchSize\":2}; t -> l; l.loop -> a; l.loop -> b; j:join; a -> j.in1; b -> j.in2; j -> l; b -> out", 4)]
    [InlineData("l:loop; t -> l; l.loop -> q; s:split {\"round\":2}; q -> s; s.false -> q *5; s.true -> a; a -> l; q -> away", 2)]
    [InlineData("l:loop; t -> l; l.loop -> a; d:drop; a -> d; d -> b; b -> c; c -> l; l.done -> z; a -> only", 3)]
    public async Task Kill_AtEachWriteInLoopsThatRunThrough_ExactFramesInAnySlices(string drawn, int items)
    {
        var workflow = Drawn.Of(drawn, change: Failing);
        foreach (var runs in (int[])[1, 2, 5])
        {
            await Kills.SameAsync(output, $"{drawn} (slices of {runs})", () => new Lives(workflow, items, Lives.Outside, new FakeTimeProvider()) { SliceRuns = runs }, null);
        }

        await Kills.SameAsync(output, drawn + " (restless)", () => new Lives(workflow, items, Lives.Outside, new RestlessClock()) { SliceRuns = 3 }, null);
    }

    [Theory]
    [InlineData("w1:wait {\"seconds\":2}; w2:wait {\"seconds\":1}; j:join; t -> a; a -> w1; t -> w2; w1 -> j.in1; w2 -> j.in2; j -> b")]
    [InlineData("l:loop {\"concurrency\":2}; w:wait {\"seconds\":1}; t -> l; l.loop -> w; w -> a; a -> l; l.done -> b")]
    [InlineData("l:loop {\"concurrency\":3}; t -> l; l.loop -> a; a -> b; b -> l; l.done -> c")]
    [InlineData("l:loop {\"concurrency\":3}; s:split; t -> l; l.loop -> s; s.true -> a; a -> l; s.false -> x; x -> y")]
    public Task Kill_AtEachWrite_WaitsAndConcurrency(string drawn) => Kills.EachAsync(output, drawn, 4, Failing);

    [Theory]
    [InlineData("f:fail; t -> a; a -> f; f -> b", OnError.Stop)]
    [InlineData("f:fail; t -> a; a -> f; f -> b", OnError.Continue)]
    [InlineData("f:stops; t -> a; a -> f; f -> b", OnError.Stop)]
    [InlineData("f:stops; t -> a; a -> f; f.error -> b", OnError.ErrorOutput)]
    public Task Kill_AtEachWrite_Failures(string drawn, OnError onError) =>
        Kills.EachAsync(output, drawn, 2, node => node.Id == "f" ? node with { OnError = onError, Retry = Soon } : node);

    [Theory]
    [InlineData("a:fat; b:fat; t -> a; a -> b; b -> c")]
    [InlineData("a:fat; l:loop; j:join; t -> a; a -> l; l.loop -> b; b -> l; l.done -> j.in1; a -> j.in2")]
    public Task Kill_AtEachWrite_SpilledOutputs(string drawn) => Kills.EachAsync(output, drawn, 3, Failing);

    [Theory]
    [InlineData("r:respond; again:respond; t -> a; a -> r; r -> b; b -> again; again -> c")]
    public Task Kill_AtEachWrite_ReplyInMidBranch(string drawn) => Kills.EachAsync(output, drawn, 1, Failing);

    [Fact]
    public async Task Kill_AnywhereInRandomGraphs_FramesAreTheSame()
    {
        var seed = Seeds.First(output);
        for (var i = 0; i < 12; i++, seed++)
        {
            var graph = new RandomGraph(seed, 25);
            IEnumerable<Ports.INodeKind> Kinds(DyingStore store, EffectLedger ledger) => DrawnKinds.AtWork(graph, async context =>
            {
                await store.HoldIfDeadAsync();
                ledger.Called(context);
                await Task.Yield();
                await store.HoldIfDeadAsync();
            }, hasEffect: true);
            var random = new Random(seed);
            var writes = Enumerable.Range(0, 12).Select(_ => random.Next(1, 12)).ToList();
            await Kills.SameAsync(output, $"seed {seed}", () => new Lives(graph.Workflow, 2, Kinds, new()), writes);
        }
    }

    private static Node Failing(Node node) => node.Kind == "fail" ? node with { OnError = OnError.ErrorOutput } : node;
}
