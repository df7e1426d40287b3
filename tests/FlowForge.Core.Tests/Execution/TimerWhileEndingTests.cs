using FlowForge.Core.Execution;
using FlowForge.Core.Tests.Planning;

namespace FlowForge.Core.Tests.Execution;

/// <summary>A wait whose timer fired while the run was already ending was not marked as cancelled.</summary>
public sealed class TimerWhileEndingTests
{
    [Fact]
    public void Apply_TimerFiresWhileTheRunIsEnding_TheWaitIsStillMarkedCancelled()
    {
        var plan = PlanSketch.Plan("w:wait; t -> w; t -> a");
        var decider = new Decider(plan.Outline, 8);
        var (state, commands) = (decider.Begin(), new List<RunCommand>());
        decider.Apply(state, new RunEvent.Started(), commands);
        decider.Apply(state, new RunEvent.Advanced(0, 1, 0, [1, 0], true, 0), commands);
        decider.Apply(state, new RunEvent.Waits(1, 1, 1, DateTimeOffset.UnixEpoch), commands);
        decider.Apply(state, new RunEvent.CancelRequested(), commands);
        decider.Apply(state, new RunEvent.TimerFired(1), commands);
        decider.Apply(state, new RunEvent.Cancelled(2, 0), commands);

        Assert.Equal(1, Assert.Single(commands.OfType<RunCommand.MarkCancelled>()).Node);
        Assert.IsType<RunCommand.End>(commands[^1]);
    }
}
