using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Planning;
using FlowForge.Core.Tests.Planning;

namespace FlowForge.Core.Tests.Execution;

/// <summary>What <c>$('X')</c> means was whichever result of X came last, also one of another iteration; and last rounds were kept for ever.</summary>
public sealed class SeenResultTests
{
    private const string Nested = "o:loop; i:loop; t -> o; o.loop -> x; x -> i; i.loop -> a; a -> i; i.done -> b; b -> o; o.done -> c";

    [Fact]
    public void Seen_SkippedInMyIteration_IsNotThatOfAnotherIteration()
    {
        var (plan, results) = Of(Nested);
        Add(plan, results, "x", "1");
        Assert.Null(Seen(plan, results, "x", "b", "0"));
        Assert.Equal("1", Seen(plan, results, "x", "b", "1"));
        Assert.Equal("1", Seen(plan, results, "x", "a", "1/7"));
    }

    [Fact]
    public void Seen_OfAnEndedInnerScope_IsTheLastByIterationWhateverTheOrderOfArrival()
    {
        var (plan, results) = Of(Nested);
        foreach (var iteration in new[] { "0/2", "0/10", "0/1", "1/3", "1/0" })
        {
            Add(plan, results, "a", iteration);
        }

        Assert.Equal("0/10", Seen(plan, results, "a", "b", "0"));
        Assert.Equal("1/3", Seen(plan, results, "a", "b", "1"));
        Assert.Equal("1/3", Seen(plan, results, "a", "c", ""));
    }

    [Fact]
    public void Seen_NodeOfAnEarlierRound_IsThatRounds()
    {
        var (plan, results) = Of("t -> q; q -> s; s -> q *3; s -> x");
        Add(plan, results, "s", "0");
        Assert.Equal("0", Seen(plan, results, "s", "q", "1"));
        Add(plan, results, "s", "1");
        Assert.Equal("1", Seen(plan, results, "s", "x", ""));
    }

    [Fact]
    public void Forget_LastRound_LetsItsResultsGo()
    {
        var (plan, results) = Of("l:loop; t -> l; l.loop -> q; q -> q *3; q -> l");
        var (body, repeat) = (plan.FindById("l")!.Index, plan.Outline.Nodes[plan.FindById("q")!.Index].Scope);
        Add(plan, results, "q", "0/0");
        Add(plan, results, "q", "0/1");
        results.Forget(repeat, new("0/0"), isLast: false);
        Assert.NotNull(results.Find(plan.FindById("q")!.Index, "0/0"));

        results.Forget(repeat, new("0/1"), isLast: true);
        results.Forget(plan.Outline.Nodes[body].Body, new("0"), isLast: false);
        Assert.Null(results.Find(plan.FindById("q")!.Index, "0/0"));
        Assert.Null(results.Find(plan.FindById("q")!.Index, "0/1"));
        Assert.Null(Seen(plan, results, "q", "q", "0/2"));
    }

    private static (ExecutionPlan Plan, RunResults Results) Of(string drawn)
    {
        var plan = PlanSketch.Plan(drawn);
        return (plan, new(new(plan.Outline), AskedNodes.All(plan.Outline)));
    }

    private static string? Seen(ExecutionPlan plan, RunResults results, string node, string asker, string from) =>
        results.Seen(plan.FindById(node)!.Index, plan.FindById(asker)!.Index, from)?.Iteration;

    private static void Add(ExecutionPlan plan, RunResults results, string node, string iteration) =>
        results.Add(plan.FindById(node)!.Index, new()
        {
            NodeId = node,
            Iteration = iteration,
            Sequence = iteration.GetHashCode(StringComparison.Ordinal),
            IngressSequence = 0,
            Status = FrameStatus.Completed,
            StartedAt = default,
            Inputs = [],
        });
}
