using FlowForge.Core.Execution;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Planning;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Execution;

/// <summary>The state stays small however long a run is.</summary>
public sealed class DeciderScaleTests(ITestOutputHelper output)
{
    private int _nextSequence;

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void Apply_LoopOfAMillionIterations_StateStaysUnderItsLimit(int concurrency)
    {
        var plan = PlanSketch.Plan("l:loop; t -> l; l.loop -> a; a -> l; l.done -> z");
        var (largest, handOuts) = Drive(plan, items: 1_000_000, concurrency);

        output.WriteLine($"at most {largest} bytes of state, {handOuts} hand-outs");
        Assert.Equal(1_000_004, handOuts);
        Assert.InRange(largest, 1, Limits.DeciderBytes);
    }

    [Fact]
    public void Apply_LoopOfAMillionIterationsWithoutABody_Ends()
    {
        var (_, handOuts) = Drive(PlanSketch.Plan("l:loop; t -> l; l.done -> z"), items: 1_000_000, concurrency: 1);
        Assert.Equal(4, handOuts);
    }

    [Fact]
    public void Apply_RepeatInsideALoop_StateDoesNotGrowWithTheIterations()
    {
        var plan = PlanSketch.Plan("l:loop; t -> l; l.loop -> a; a -> b; b -> a *3; b -> l; l.done -> z");
        var (small, _) = Drive(plan, items: 10, concurrency: 1);
        var (large, _) = Drive(plan, items: 10_000, concurrency: 1);
        Assert.InRange(large, 1, small + 50);
    }

    [Fact]
    public void Apply_PastTheMostNodeRuns_TheRunFails()
    {
        var plan = PlanSketch.Plan("t -> a; a -> b");
        var decider = new Decider(plan.Outline, 1);
        var state = decider.Begin();
        var commands = new List<RunCommand>();
        decider.Apply(state, new RunEvent.Started(), commands);
        decider.Apply(state, new RunEvent.Yielded(0, Limits.NodeRuns + 1, 1), commands);

        var end = Assert.IsType<RunCommand.End>(commands[^1]);
        Assert.Equal((RunStatus.Failed, "limit.passed"), (end.Status, end.Failure!.Code));
    }

    /// <summary>Drives to the end, each node giving one item on each port, a repeat edge's source none in its second round.</summary>
    private (int LargestState, int HandOuts) Drive(ExecutionPlan plan, int items, int concurrency)
    {
        var decider = new Decider(plan.Outline, window: 8);
        var state = decider.Begin();
        var (largest, handOuts, commands) = (0, 0, new List<RunCommand>());
        var open = new Queue<HandOut>();
        for (RunEvent next = new RunEvent.Started(); ; next = Answer(plan, open.Dequeue(), items, concurrency))
        {
            commands.Clear();
            decider.Apply(state, next, commands);
            foreach (var run in commands.OfType<RunCommand.RunBranch>())
            {
                open.Enqueue(run.HandOut);
                handOuts++;
            }

            if (handOuts < 100 || handOuts % 50_000 == 0)
            {
                largest = Math.Max(largest, RunStateJson.Write(state).Length);
            }

            if (commands.OfType<RunCommand.End>().Any())
            {
                Assert.Equal((0, 0), (state.Loops.Count, state.Repeats.Count));
                return (largest, handOuts);
            }
        }
    }

    private RunEvent Answer(ExecutionPlan plan, HandOut handOut, int items, int concurrency)
    {
        var last = plan.Outline.Branches[handOut.Branch][^1];
        if (plan.Outline.Nodes[handOut.First].Body >= 0 && handOut.Phase == HandOutPhase.Begin)
        {
            return new RunEvent.LoopBegan(handOut.Number, 1, handOut.First, items, 1, concurrency);
        }

        var isOver = plan.Outline.Scopes[plan.Outline.Nodes[last].Scope].Role == ScopeRole.Repeat && handOut.Iteration.Last > 0;
        var counts = new int[plan.Outline.Nodes[last].OutputPorts];
        Array.Fill(counts, isOver ? 0 : 1);
        return new RunEvent.Advanced(handOut.Number, 1, last, counts, true, _nextSequence++);
    }
}
