namespace FlowForge.Core.Tests.Planning;

/// <summary>Loop bodies by dominance, repeat sets, and what is refused (semantics 1).</summary>
public sealed class ScopeTests
{
    [Theory]
    [InlineData("l:loop; t -> l; l.loop -> b; b -> l; l.done -> c", "root: t l c; l: b")]
    [InlineData("l:loop; t -> l; l.loop -> b; l.done -> c", "root: t l c; l: b")]
    [InlineData("l:loop; t -> l; l.done -> c", "root: t l c; l:")]
    [InlineData("l:loop; t -> l; t -> x; l.loop -> a; a -> l; a -> x", "root: t l x; l: a")]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> x; l.done -> x", "root: t l x; l: a")]
    [InlineData("l:loop; t -> l; l.loop -> a; l.loop -> b; a -> j; b -> j; j -> l", "root: t l; l: a b j")]
    [InlineData("o:loop; i:loop; t -> o; o.loop -> i; i.loop -> a; a -> i; i.done -> b; b -> o; o.done -> c", "root: t o c; o: i b; i<o: a")]
    [InlineData("o:loop; i:loop; t -> o; o.loop -> i; i.loop -> a; a -> o", "root: t o; o: i; i<o: a")]
    [InlineData("k:loop; l:loop; t -> k; k.loop -> a; a -> k; k.done -> l; l.loop -> b; b -> l", "root: t k l; k: a; l: b")]
    public void Plan_Loops_BodyIsWhatTheLoopPortDominates(string drawn, string expected) =>
        Assert.Equal(expected, PlanSketch.Scopes(PlanSketch.Plan(drawn)));

    [Theory]
    [InlineData("s:split; t -> q; q -> s; s.false -> q *2; s.true -> x", "root: t x; repeat: q s")]
    [InlineData("t -> a; a -> a *2; a -> b; b -> b *3", "root: t; repeat: a; repeat: b")]
    [InlineData("t -> a; a -> b; b -> c; c -> a *2; c -> b *2; c -> d", "root: t d; repeat: a b c")]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> l; l.done -> x; x -> l *2; x -> z", "root: t z; repeat: l x; l<repeat: a")]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> b; b -> a *2; b -> l", "root: t l; l: ; repeat<l: a b")]
    [InlineData("s:split; t -> s; s.false -> p *2; p -> s; s.true -> x", "root: t x; repeat: p s")]
    public void Plan_RepeatEdges_TheConnectedSetIsOneScope(string drawn, string expected) =>
        Assert.Equal(expected.Replace(": ;", ":;", StringComparison.Ordinal), PlanSketch.Scopes(PlanSketch.Plan(drawn)));

    [Theory]
    [InlineData("l:loop; t -> l; t -> a; l.loop -> a; a -> l", "loop.sideEntry: l a")]
    [InlineData("l:loop; t -> l; t -> b; l.loop -> a; a -> b; b -> l", "loop.sideEntry: l b")]
    [InlineData("l:loop; t -> l; l.done -> x; x -> l", "loop.sideEntry: l x")]
    [InlineData("k:loop; l:loop; t -> k; t -> l; k.loop -> a; l.loop -> a", "loop.sideEntry: k a;loop.sideEntry: l a")]
    public void Plan_EntryFromTheSide_IsRefusedNamingTheNodes(string drawn, string expected) =>
        Assert.Equal(expected.Split(';'), PlanSketch.Problems(drawn));

    [Theory]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> l; l.done -> c; a -> c *2", "repeat.crossesLoop: a c")]
    [InlineData("l:loop; t -> l; l.loop -> a *2; a -> l", "repeat.crossesLoop: l a")]
    [InlineData("o:loop; i:loop; t -> o; o.loop -> i; i.loop -> a; a -> i; i.done -> b; b -> o; a -> b *2", "repeat.crossesLoop: a b")]
    [InlineData("t -> a; a -> b *2", "repeat.noCycle: a b")]
    [InlineData("t -> a; a -> a *2; a -> b *2", "repeat.noCycle: a b")]
    public void Plan_RepeatEdgeOutOfPlace_IsRefused(string drawn, string expected) =>
        Assert.Equal([expected], PlanSketch.Problems(drawn));

    [Theory]
    [InlineData("t -> a; a -> b; b -> a", "graph.cycle: a b")]
    [InlineData("t -> a; a -> a", "graph.cycle: a")]
    [InlineData("t -> a; a -> b; b -> c; c -> a; c -> b", "graph.cycle: a b c")]
    [InlineData("t -> a; a -> a; t -> b; b -> b", "graph.cycle: a;graph.cycle: b")]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> b; b -> a; b -> l", "graph.cycle: a b")]
    [InlineData("t -> a; a -> b; b -> a; b -> a *2", "graph.cycle: a b")]
    [InlineData("l:loop; t -> l; l.loop -> l", "graph.cycle: l")]
    public void Plan_CycleThatNothingBreaks_IsRefusedWithItsIdsOnce(string drawn, string expected) =>
        Assert.Equal(expected.Split(';').Order(StringComparer.Ordinal), PlanSketch.Problems(drawn).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(16, false)]
    [InlineData(17, true)]
    [InlineData(400, true)]
    public void Plan_LoopsInsideOneAnother_AreRefusedPastTheLimit(int depth, bool isRefused) =>
        Assert.Equal(isRefused ? ["limit.scopeDepth"] : [], PlanSketch.Problems(Nested(depth, "")));

    [Fact]
    public void Plan_ScopeDepth_CountsRepeatsToo()
    {
        Assert.Empty(PlanSketch.Problems(Nested(15, "; a -> a *2")));
        Assert.Equal(["limit.scopeDepth"], PlanSketch.Problems(Nested(16, "; a -> a *2")));
    }

    private static string Nested(int depth, string more)
    {
        var loops = Enumerable.Range(1, depth).ToList();
        var declared = loops.Select(i => $"l{i}:loop");
        var inward = loops.Select(i => i == 1 ? "t -> l1" : $"l{i - 1}.loop -> l{i}");
        var outward = loops.Where(i => i > 1).Select(i => $"l{i}.done -> l{i - 1}");
        return string.Join("; ", [.. declared, .. inward, $"l{depth}.loop -> a", $"a -> l{depth}", .. outward]) + more;
    }
}
