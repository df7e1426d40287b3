using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;

namespace FlowForge.Core.Forks;

/// <summary>A fork that has been worked out and not written.</summary>
/// <param name="Source">The run it takes results from.</param>
/// <param name="Rule">The plan they were recorded with.</param>
/// <param name="Into">The fork's own plan.</param>
/// <param name="Point">Where it goes its own way.</param>
internal sealed record Fork(RecordedRun Source, PlannedWorkflow Rule, PlannedWorkflow Into, ForkPoint Point)
{
    /// <summary>The point's own result, when its node is not run again.</summary>
    public NodeRecord? Result { get; init; }

    /// <summary>Items in place of the point's input; its sequence is set when it is written.</summary>
    public InputEntry? Input { get; init; }

    /// <summary>Items the run is started with, in place of the source's.</summary>
    public StartEntry? Start { get; init; }

    /// <summary>What it does when a step breaks; null for what the source does.</summary>
    public Healing? Healing { get; init; }

    /// <summary>Whether the fork is a test run.</summary>
    public bool IsTest { get; init; }

    /// <summary>Whether the fork's plan is a part of its document.</summary>
    public bool IsCut { get; init; }

    /// <summary>Begins anew to sort what is kept; numbers of the fork begin at <paramref name="firstNumber"/>.</summary>
    public KeptResults Keep(int firstNumber)
    {
        var into = new FilledPlan(Into, firstNumber, Point);
        return new(ReferenceEquals(Rule, Into) ? into : new(Rule, firstNumber, Point), into, Point, IsTest, IsCut);
    }
}
