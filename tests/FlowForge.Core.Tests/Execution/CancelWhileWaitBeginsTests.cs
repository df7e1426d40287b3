using FlowForge.Core.Execution;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Planning;

namespace FlowForge.Core.Tests.Execution;

/// <summary>
/// A node that had just begun to wait, or whose wait was just over, when its run was cancelled had a frame of its beginning and none of its end. Found by the simulation.
/// </summary>
public sealed class CancelWhileWaitBeginsTests
{
    [Fact]
    public void Apply_WaitIsAnsweredWhileTheRunIsEnding_IsMarkedCancelled()
    {
        var (decider, state, commands) = Begun(8);
        decider.Apply(state, new RunEvent.CancelRequested(), commands);
        decider.Apply(state, new RunEvent.WaitsFor(1, 1, 1, WaitMode.Signal, "go", null), commands);
        decider.Apply(state, new RunEvent.Cancelled(2, 0), commands);

        Assert.Equal(1, Assert.Single(commands.OfType<RunCommand.MarkCancelled>()).Node);
        Assert.IsType<RunCommand.End>(commands[^1]);
    }

    [Fact]
    public void Apply_CancelledBeforeItIsHandedOutBehindItsWait_IsMarkedCancelled()
    {
        var (decider, state, commands) = Begun(1);
        decider.Apply(state, new RunEvent.Waits(1, 1, 1, DateTimeOffset.UnixEpoch), commands);
        decider.Apply(state, new RunEvent.TimerFired(1), commands);
        decider.Apply(state, new RunEvent.CancelRequested(), commands);
        decider.Apply(state, new RunEvent.Cancelled(2, 0), commands);

        Assert.Equal(1, Assert.Single(commands.OfType<RunCommand.MarkCancelled>()).Node);
        Assert.IsType<RunCommand.End>(commands[^1]);
    }

    private static (Decider Decider, RunState State, List<RunCommand> Commands) Begun(int window)
    {
        var plan = PlanSketch.Plan("w:wait; t -> w; t -> a");
        var decider = new Decider(plan.Outline, window);
        var (state, commands) = (decider.Begin(), new List<RunCommand>());
        decider.Apply(state, new RunEvent.Started(), commands);
        decider.Apply(state, new RunEvent.Advanced(0, 1, 0, [1, 0], true, 0), commands);
        return (decider, state, commands);
    }
}
