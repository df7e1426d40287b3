using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Planning;
using FlowForge.Core.Tests.Planning;

namespace FlowForge.Core.Tests.Execution;

public sealed class LinesTests
{
    private const string Drawn = "l:loop; t -> x; x -> l; l.loop -> a; a -> b; b -> c; l.done -> z; x -> aside";

    [Fact]
    public void Of_OneNodeAsksForAnother_LinesLieBetweenThem()
    {
        var plan = PlanSketch.Plan(Drawn);
        var asked = Asked(plan, "c", "a");

        Assert.Equal("a,b,c", string.Join(',', plan.Nodes.Where(node => asked.IsOnLine(node.Index)).Select(node => node.Node.Id)));
        Assert.Equal("a", string.Join(',', plan.Nodes.Where(node => asked.IsAsked(node.Index)).Select(node => node.Node.Id)));
    }

    [Fact]
    public void Of_ComputedName_AnyNodeBeforeMayBeAskedFor()
    {
        var plan = PlanSketch.Plan(Drawn);
        var asked = Asked(plan, "z", null);

        Assert.All(plan.Nodes, node => Assert.True(asked.IsAsked(node.Index)));
        Assert.Equal("t,x,l,z", string.Join(',', plan.Nodes.Where(node => asked.IsOnLine(node.Index)).Select(node => node.Node.Id)));
    }

    /// <summary>All lines of a run were kept to its end.</summary>
    [Fact]
    public void Add_IterationsEnd_LinesThatNothingLeadsToGo()
    {
        var plan = PlanSketch.Plan(Drawn);
        var results = new RunResults(new(plan.Outline), Asked(plan, "c", "a"));
        var body = plan.Outline.Nodes[plan.FindById("l")!.Index].Body;
        for (var i = 0; i < 5_000; i++)
        {
            Add("a", i, 10L * i, []);
            Add("b", i, (10L * i) + 2, [new("in", [new(10L * i, 0, 0, 1)])]);
            Assert.NotNull(results.Lines.Find(10L * i));
            results.Forget(body, new($"{i}"), isLast: false);
        }

        Assert.InRange(Enumerable.Range(0, 100_000).Count(sequence => results.Lines.Find(sequence) is not null), 0, 1_001);

        // That of the last one, whose result is asked for behind the loop.
        Assert.Equal(49_990, Assert.Single(results.Lines.Live).Key);

        void Add(string node, int iteration, long sequence, IReadOnlyList<PortInput> inputs) => results.Add(plan.FindById(node)!.Index, new()
        {
            NodeId = node,
            Iteration = $"{iteration}",
            Sequence = sequence,
            IngressSequence = sequence,
            Status = FrameStatus.Completed,
            StartedAt = default,
            Inputs = inputs,
        });
    }

    private static AskedNodes Asked(ExecutionPlan plan, string asker, string? name) => AskedNodes.Of(plan, node => node.Node.Id == asker ? [name] : []);
}
