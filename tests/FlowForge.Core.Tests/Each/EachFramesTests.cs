using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Core.Tests.Each;

/// <summary>What runs with <c>join: each</c>, in which order and with which items, to the letter (semantics 2).</summary>
public sealed class EachFramesTests
{
    [Theory]
    [InlineData("t -> a; t -> b; a -> a1; a -> a2; b -> b1", "t[0] out=0;a[0] out=0a;a1[0] out=0aa1;a2[0] out=0aa2;b[0] out=0b;b1[0] out=0bb1")]
    [InlineData("t -> a; t -> b; a -> j; b -> j; j -> k", "t[0] out=0;a[0] out=0a;j[0] out=0aj;k[0] out=0ajk;b[0] out=0b;j[1] out=0bj;k[1] out=0bjk")]
    [InlineData("j:join; t -> a; t -> b; a -> j.in1; b -> j.in2; j -> c", "t[0] out=0;a[0] out=0a;b[0] out=0b;j[0] out=0a,0b;c[0] out=0ac,0bc")]
    [InlineData("j:join; t -> b; t -> a; a -> j.in1; b -> j.in2", "t[0] out=0;b[0] out=0b;a[0] out=0a;j[0] out=0a,0b")]
    [InlineData("j:join; t -> a; t -> b; a -> j.in1; b -> j.in1; t -> c; c -> j.in2", "t[0] out=0;a[0] out=0a;b[0] out=0b;c[0] out=0c;j[0] out=0a,0c;j[1] out=0b")]
    [InlineData("s:split; j:join; t -> s; s.true -> a; s.false -> b; a -> j.in1; b -> j.in2; j -> c", "t[0] out=0;s[0] true=0;a[0] out=0a;j[0] out=0a;c[0] out=0ac")]
    [InlineData("j:join; k:join; t -> j.in1; t -> k.in2; j -> x; k -> y", "t[0] out=0;j[0] out=0;x[0] out=0x;k[0] out=0;y[0] out=0y")]
    [InlineData("d:drop; t -> d; d -> a; t -> b", "t[0] out=0;d[0];b[0] out=0b")]
    [InlineData("q:pass; s:split {\"round\":2}; t -> q; q -> s; s.false -> q *5; s.true -> x", "t[0] out=0;q[0] out=0;s[0] false=0;q[1] out=0;s[1] false=0;q[2] out=0;s[2] true=0;x[0] out=0x")]
    public async Task Run_OneItem_RunsDepthFirst(string drawn, string expected) => await ExpectAsync(drawn, expected, 1);

    [Theory]
    [InlineData("l:loop {\"batchSize\":2}; t -> l; l.loop -> b; b -> l; l.done -> c", 3, "t[0] out=0,1,2;l[0] loop=0,1;b[0] out=0b,1b;l[1] loop=2;b[1] out=2b;l[2] done=0b,1b,2b;c[0] out=0bc,1bc,2bc")]
    [InlineData("o:loop; i:loop; t -> o; o.loop -> i; i.loop -> a; a -> i; i.done -> o; o.done -> c", 2, "t[0] out=0,1;o[0] loop=0;i[0] loop=0;a[0] out=0a;i[1] done=0a;o[1] loop=1;i[2] loop=1;a[1] out=1a;i[3] done=1a;o[2] done=0a,1a;c[0] out=0ac,1ac")]
    [InlineData("l:loop; t -> l; t -> b; l.loop -> b; b -> l; l.done -> c", 1, "t[0] out=0;l[0] loop=0;b[0] out=0b;l[1] done=0b;c[0] out=0bc;b[1] out=0b;l[2] done=0b,0b;c[1] out=0bc,0bc")]
    [InlineData("l:loop; t -> l; l.loop -> a; l.loop -> b; a -> l; b -> l; l.done -> c", 2, "t[0] out=0,1;l[0] loop=0;a[0] out=0a;l[1] loop=1;a[1] out=1a;l[2] done=0a,1a;c[0] out=0ac,1ac;b[0] out=1b;l[3] done=0a,1a,1b;c[1] out=0ac,1ac,1bc;b[1] out=0b;l[4] done=0a,1a,1b,0b;c[2] out=0ac,1ac,1bc,0bc")]
    [InlineData("l:loop; d:drop; t -> l; l.loop -> d; d -> l; l.done -> c", 2, "t[0] out=0,1;l[0] loop=0;d[0]")]
    [InlineData("l:loop; p:pass; t -> l; l.loop -> p; p -> l; l.done -> c", 2, "t[0] out=0,1;l[0] loop=0;p[0] out=0;l[1] loop=1;p[1] out=1;l[2] done=0,1;c[0] out=0c,1c")]
    [InlineData("l:loop; t -> a; t -> b; a -> l; b -> l; l.loop -> x; x -> l; l.done -> y", 1, "t[0] out=0;a[0] out=0a;l[0] loop=0a;x[0] out=0ax;l[1] done=0ax;y[0] out=0axy;b[0] out=0b;l[2] loop=0b;x[1] out=0bx;l[3] done=0bx;y[1] out=0bxy")]
    public async Task Run_Loop_KeepsItsPlaceBetweenArrivals(string drawn, int items, string expected) => await ExpectAsync(drawn, expected, items);

    [Theory]
    [InlineData("t1", "t1[0] out=0;a[0] out=0a;tail[0] out=0atail")]
    [InlineData("t2", "t2[0] out=0;tail[0] out=0tail;b[0] out=0b;tail[1] out=0btail")]
    public async Task Run_SeveralTriggers_OnlyWhatTheFiredOneReaches(string trigger, string expected) =>
        await ExpectAsync("t1:trigger; t2:trigger; t1 -> a; a -> tail; t2 -> tail; t2 -> b; b -> tail", expected, 1, trigger);

    [Fact]
    public async Task Run_ErrorEdge_IsAnEdgeLikeOthers() => await ExpectAsync(
        "f:fail; t -> f; t -> n; f -> m; f.error -> e; e -> n", "t[0] out=0;f[0] error=0!test.failed;e[0] out=0e;n[0] out=0en;n[1] out=0n", 1,
        change: node => node.Id == "f" ? node with { OnError = OnError.ErrorOutput } : node);

    [Fact]
    public async Task Run_RepeatPastItsMax_FailsOnItsSource()
    {
        var (run, frames) = await EachRuns.RunAsync(EachRuns.Drawn("q:pass; s:split {\"round\":99}; t -> q; q -> s; s.false -> q *2"));

        Assert.Equal((RunStatus.Failed, "repeat.limit", "s"), (run.Status, run.Failure!.Code, run.Failure.NodeId));
        Assert.Equal("s[2] Failed", frames[^1]);
    }

    [Fact]
    public async Task Run_NodeWaits_NothingElseRunsMeanwhile()
    {
        var (_, frames) = await EachRuns.RunAsync(EachRuns.Drawn("w:wait {\"seconds\":0.01}; t -> w; t -> b; w -> a; a -> j; b -> j"));

        Assert.Equal(["t[0]", "w[0]", "a[0]", "j[0]", "b[0]", "j[1]"], frames.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Run_Ended_GivesTheLastNodesItems()
    {
        await using var bench = new EngineBench();
        var run = await bench.EndedAsync(await bench.StartAsync(EachRuns.Drawn("t -> a; t -> b; a -> z; b -> z")));

        Assert.Equal("0bz", await bench.OutputAsync(run));
    }

    private static async Task ExpectAsync(string drawn, string expected, int items, string? trigger = null, Func<Node, Node>? change = null)
    {
        foreach (var (window, slice) in ((int, int)[])[(8, Limits.SegmentRecords), (1, 1), (4, 3)])
        {
            var (run, frames) = await EachRuns.RunAsync(EachRuns.Drawn(drawn, change), items, trigger, window, slice);

            Assert.Equal(RunStatus.Completed, run.Status);
            Assert.Equal(expected, string.Join(";", frames.Select(line => line.Replace(" Completed", "", StringComparison.Ordinal).Replace(" Failed", "", StringComparison.Ordinal))));
        }
    }
}
