using FlowForge.Core.Planning;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Core.Tests.Planning;

/// <summary>Branches, plan order, and what of a document is in a plan.</summary>
public sealed class BranchTests
{
    [Theory]
    [InlineData("t -> a; a -> b; b -> c", "t a b c")]
    [InlineData("t -> a; a -> b; b -> c; b -> d; c -> j; d -> j; j -> e", "t a b|c|d|j e")]
    [InlineData("w:wait; t -> a; a -> w; w -> b; b -> c", "t a|w b c")]
    [InlineData("l:loop; t -> a; a -> l; l.loop -> b; b -> c; c -> l; l.done -> d; d -> e", "t a|l|b c|d e")]
    [InlineData("r:respond; t -> a; a -> r; r -> b", "t a r b")]
    [InlineData("s:split; t -> s; s.true -> a; s.false -> a; a -> b", "t s|a b")]
    [InlineData("s:split; t -> s; s.false -> q *2; q -> s; s.true -> x", "t|q|s|x")]
    [InlineData("l:loop; t -> l; l.loop -> b; b -> c; c -> x", "t|l|b c x")]
    [InlineData("t -> a; a -> b; b -> c; c -> b *2; c -> d", "t a|b c|d")]
    public void Plan_Branches_AreTheLongestChains(string drawn, string expected) =>
        Assert.Equal(expected, PlanSketch.Branches(PlanSketch.Plan(drawn)));

    [Fact]
    public void Plan_AlwaysRunOrBreakpoint_BeginsABranch()
    {
        const string Drawing = "t -> a; a -> b; b -> c";
        Assert.Equal("t a|b c", PlanSketch.Branches(PlanSketch.Plan(Drawing, change: node => node.Id == "b" ? node with { AlwaysRun = true } : node)));
        Assert.Equal("t|a b c", PlanSketch.Branches(PlanSketch.Plan(Drawing, breakpoints: new HashSet<string> { "a" })));
    }

    [Theory]
    [InlineData("first:trigger; second:trigger; first -> a; a -> tail; second -> b; b -> tail; tail -> end", "first", null, "first a tail end")]
    [InlineData("first:trigger; second:trigger; first -> a; a -> tail; second -> b; b -> tail; tail -> end", "second", null, "second b tail end")]
    [InlineData("first:trigger; second:trigger; first -> a; a -> tail; second -> b; b -> tail; tail -> end", "first", "tail", "first a tail")]
    [InlineData("t -> a; a -> b; t -> c", "t", "a", "t a")]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> b; b -> l; a -> x; l.done -> d", "t", "a", "t l a b")]
    [InlineData("t -> a; a -> b; t -> c", "t", "t", "t")]
    public void Plan_TriggerAndUpTo_OnlyWhatLiesBetweenExists(string drawn, string trigger, string? upTo, string expected) =>
        Assert.Equal(expected, PlanSketch.Order(PlanSketch.Plan(drawn, trigger, upTo)));

    [Fact]
    public void Plan_UnknownNodes_AreRefused()
    {
        Assert.Equal(["plan.unknownNode"], PlanSketch.Problems("t -> a", trigger: "nobody"));
        Assert.Equal(["plan.unknownNode"], PlanSketch.Problems("t -> a", upTo: "nobody"));
    }

    [Fact]
    public void Plan_UpToThatTheTriggerDoesNotReach_IsRefused() =>
        Assert.Equal(["plan.unreachableNode"], PlanSketch.Problems("t -> a; b -> c", upTo: "c"));

    [Fact]
    public void Plan_Order_IsTopologicalWithTiesInDocumentOrder()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var (text, expected) = Shuffled(new Random(seed));
            Assert.True(expected == PlanSketch.Order(PlanSketch.Plan(text)), $"seed {seed}: {text}");
        }
    }

    [Fact]
    public void Plan_AiEdges_TakeNoPart()
    {
        var workflow = Drawn.Of("t -> a; b -> a; a -> b");
        var edges = workflow.Edges.Select((edge, i) => i == 0 ? edge : edge with { Kind = "ai_tool" }).ToList();
        var plan = Planner.Plan(workflow with { Edges = edges }, PlanSketch.Kinds, "t").Plan!;

        Assert.Equal("t a", PlanSketch.Order(plan));
    }

    /// <summary>A graph without cycles whose nodes stand in the document in any order, and its plan order by the simplest way.</summary>
    private static (string Text, string Expected) Shuffled(Random random)
    {
        var names = Enumerable.Range(0, 20).Select(i => $"n{i}").ToArray();
        random.Shuffle(names);
        var edges = new List<(int From, int To)>();
        for (var to = 0; to < names.Length; to++)
        {
            edges.Add((to == 0 ? -1 : random.Next(-1, to), to));
            edges.Add((to == 0 ? -1 : random.Next(-1, to), to));
        }

        var document = names.Order(StringComparer.Ordinal).ToList();
        var lines = document.Select(name => $"{name}:tag").Concat(edges.Distinct().Select(e => $"{(e.From < 0 ? "t" : names[e.From])} -> {names[e.To]}"));
        var order = new List<string> { "t" };
        while (order.Count <= names.Length)
        {
            order.Add(document.First(name => !order.Contains(name)
                && edges.TrueForAll(e => names[e.To] != name || e.From < 0 || order.Contains(names[e.From]))));
        }

        return (string.Join("; ", lines.Prepend("t:trigger")), string.Join(' ', order));
    }
}
