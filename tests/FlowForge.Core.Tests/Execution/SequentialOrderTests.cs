using FlowForge.Core.Execution;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Tests.Engine;
using FlowForge.Core.Tests.Planning;

namespace FlowForge.Core.Tests.Execution;

/// <summary>Iterations of a loop that became ready together were handed out in any order: the sort was not stable.</summary>
public sealed class SequentialOrderTests
{
    [Fact]
    public void Apply_SequentialLoopWithConcurrency_BeginsIterationsInOrder()
    {
        var workflow = Drawn.Of("l:loop; t -> l; l.loop -> a; a -> l", new() { Order = RunOrder.Sequential });
        var plan = Planner.Plan(workflow, PlanSketch.Kinds, "t").Plan!;
        var decider = new Decider(plan.Outline, 8);
        var (state, commands) = (decider.Begin(), new List<RunCommand>());
        decider.Apply(state, new RunEvent.Started(), commands);
        decider.Apply(state, new RunEvent.Advanced(0, 1, 0, [40, 0], true, 1), commands);
        decider.Apply(state, new RunEvent.LoopBegan(1, 1, 1, 40, 1, 40), commands);
        for (var i = 2; i < 42; i++)
        {
            decider.Apply(state, new RunEvent.Advanced(i, 1, 2, [1, 0], true, i), commands);
        }

        var iterations = commands.OfType<RunCommand.RunBranch>().Where(run => run.HandOut.First == 2).Select(run => run.HandOut.Iteration.Path);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), iterations);
    }

    [Fact]
    public void Apply_SequentialFork_FollowsTheNewestInDocumentOrder()
    {
        var workflow = Drawn.Of("t:trigger; c:tag; a:tag; b:tag; t -> b; t -> a; t -> c; a -> x; a -> y", new() { Order = RunOrder.Sequential });
        var plan = Planner.Plan(workflow, PlanSketch.Kinds, "t").Plan!;
        var decider = new Decider(plan.Outline, 8);
        var (state, commands, order) = (decider.Begin(), new List<RunCommand>(), new List<string>());
        RunEvent next = new RunEvent.Started();
        while (!state.HasEnded)
        {
            commands.Clear();
            decider.Apply(state, next, commands);
            if (commands.OfType<RunCommand.RunBranch>().SingleOrDefault() is { } run)
            {
                order.Add(plan.Nodes[run.HandOut.First].Node.Id);
                next = new RunEvent.Advanced(run.HandOut.Number, 1, run.HandOut.First, [1, 0], true, run.HandOut.Number);
            }
        }

        Assert.Equal("t c a x y b", string.Join(' ', order));
    }
}
