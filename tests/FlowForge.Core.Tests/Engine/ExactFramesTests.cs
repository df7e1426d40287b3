using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>The frames of the graphs that the issue names, to the letter.</summary>
public sealed class ExactFramesTests
{
    [Theory]
    [InlineData("first", "t1 Completed out=0;a Completed out=0a;tail Completed out=0atail")]
    [InlineData("second", "b Completed out=0b;t2 Completed out=0;tail Completed out=0btail")]
    public async Task Run_TwoTriggersShareATail_OnlyWhatTheFiredOneReachesExists(string which, string expected) =>
        await ExpectAsync("t1:trigger; t2:trigger; t1 -> a; a -> tail; t2 -> b; b -> tail", expected, trigger: which == "first" ? "t1" : "t2");

    [Fact]
    public async Task Run_LoopWithinABranch_EachBatchRunsTheBody() => await ExpectAsync(
        "l:loop {\"batchSize\":2}; t -> a; a -> l; l.loop -> b; b -> l; l.done -> c",
        "a Completed out=0a,1a,2a;b[0] Completed out=0ab,1ab;b[1] Completed out=2ab;c Completed out=0abc,1abc,2abc;"
        + "l Completed done=0ab,1ab,2ab;t Completed out=0,1,2",
        items: 3);

    [Fact]
    public async Task Run_BranchWithinALoop_BothSidesJoinInEachIteration() => await ExpectAsync(
        "l:loop; s:split; t -> l; l.loop -> s; s.true -> a; s.false -> b; a -> j; b -> j; j -> l",
        "a[0] Completed out=0a;a[1] Skipped;b[0] Skipped;b[1] Completed out=1b;j[0] Completed out=0aj;j[1] Completed out=1bj;"
        + "l Completed done=0aj,1bj;s[0] Completed true=0;s[1] Completed false=1;t Completed out=0,1",
        items: 2);

    [Fact]
    public async Task Run_NestedLoops_IterationsArePaths() => await ExpectAsync(
        "o:loop {\"batchSize\":2}; i:loop; t -> o; o.loop -> i; i.loop -> a; a -> i; i.done -> b; b -> o; o.done -> c",
        "a[0/0] Completed out=0a;a[0/1] Completed out=1a;a[1/0] Completed out=2a;b[0] Completed out=0ab,1ab;b[1] Completed out=2ab;"
        + "c Completed out=0abc,1abc,2abc;i[0] Completed done=0a,1a;i[1] Completed done=2a;o Completed done=0ab,1ab,2ab;t Completed out=0,1,2",
        items: 3);

    [Fact]
    public async Task Run_BodyFiltersEverythingAway_DoneFiresWithNothing() => await ExpectAsync(
        "l:loop; d:drop; t -> l; l.loop -> d; d -> l; l.done -> c",
        "c Skipped;d[0] Completed;d[1] Completed;l Completed;t Completed out=0,1",
        items: 2);

    [Fact]
    public async Task Run_ErrorEdgeOutOfABody_SettlesOnceBehindTheLoop() => await ExpectAsync(
        "l:loop; s:split; f:fail; e:pass; t -> l; l.loop -> s; s.true -> f; s.false -> l; f.error -> e; l.done -> e",
        "e Completed out=0!test.failed,2!test.failed,1,3;f[0] Failed error=0!test.failed;f[1] Skipped;"
        + "f[2] Failed error=2!test.failed;f[3] Skipped;l Completed done=1,3;s[0] Completed true=0;s[1] Completed false=1;"
        + "s[2] Completed true=2;s[3] Completed false=3;t Completed out=0,1,2,3",
        items: 4,
        change: node => node.Id == "f" ? node with { OnError = OnError.ErrorOutput } : node);

    [Fact]
    public async Task Run_PollingRepeat_ExitDeliversInTheLastRoundOnly() => await ExpectAsync(
        "q:pass; s:split {\"round\":2}; p:pass; t -> q; q -> s; s.false -> p *5; p -> q; s.true -> x",
        "p[0] Skipped;p[1] Completed out=0;p[2] Completed out=0;q[0] Completed out=0;q[1] Completed out=0;q[2] Completed out=0;"
        + "s[0] Completed false=0;s[1] Completed false=0;s[2] Completed true=0;t Completed out=0;x Completed out=0x");

    [Fact]
    public async Task Run_TwoRepeatEdgesInOneCycle_BothFeedTheNextRound() => await ExpectAsync(
        "s:split {\"round\":1}; u:pass; v:pass; t -> s; s.false -> u; s.false -> v; u -> s *3; v -> s *3; s.true -> x",
        "s[0] Completed false=0;s[1] Completed true=0,0;t Completed out=0;u[0] Completed out=0;u[1] Skipped;"
        + "v[0] Completed out=0;v[1] Skipped;x Completed out=0x,0x");

    [Fact]
    public async Task Run_RepeatPastItsMax_FailsOnItsSource()
    {
        await using var bench = new EngineBench();
        var (run, frames) = await bench.RunAsync(Drawn.Of("q:pass; s:split {\"round\":99}; t -> q; q -> s; s.false -> q *2"));

        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal(("repeat.limit", "s"), (run.Failure!.Code, run.Failure.NodeId));
        Assert.Contains("s[2] Failed", frames);
        Assert.DoesNotContain(frames, line => line.StartsWith("q[3]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_LoopOverNothing_AlwaysRunBodyHasNoIteration() => await ExpectAsync(
        "d:drop; l:loop; t -> d; d -> l; l.loop -> b; b -> l; l.done -> c; b -> x",
        "c Skipped;d Completed;l Skipped;t Completed out=0",
        change: node => node.Id == "b" ? node with { AlwaysRun = true } : node);

    private static async Task ExpectAsync(
        string drawn, string expected, int items = 1, string? trigger = null, Func<Node, Node>? change = null)
    {
        await using var bench = new EngineBench();
        var (run, frames) = await bench.RunAsync(Drawn.Of(drawn, change: change), items, trigger);

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(expected.Split(';').Order(StringComparer.Ordinal), frames);
    }
}
