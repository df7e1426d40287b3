using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>
/// Where a loop's rounds stand between the hand-outs that run them: the part of a decider's state that lies inside the loop, as counts.
/// Its size is that of what is live, never that of what has run.
/// </summary>
public sealed record LoopRounds
{
    /// <summary>The loop, and live loops in its body.</summary>
    public required IReadOnlyList<StateRow> Loops { get; init; }

    /// <summary>Live iterations of scopes in its body.</summary>
    public IReadOnlyList<StateRow> Iterations { get; init; } = [];

    /// <summary>Repeat scopes under way in its body.</summary>
    public IReadOnlyList<StateRow> Repeats { get; init; } = [];

    /// <summary>Nodes that may be handed out, in order; the only value is the <see cref="HandOutPhase"/>.</summary>
    public IReadOnlyList<StateRow> Ready { get; init; } = [];

    /// <summary>Attempts that are due later.</summary>
    public IReadOnlyList<ArmedTimer> Timers { get; init; } = [];

    /// <summary>Items that left the body in this hand-out, as pairs of an edge and its count.</summary>
    public IReadOnlyList<int> Left { get; init; } = [];

    /// <summary>The node of these rounds whose items are the run's output as far as they know.</summary>
    public OutputCandidate? Output { get; init; }

    /// <summary>The rounds of a state inside a loop, once nothing that it handed out is running.</summary>
    internal static LoopRounds Of(RunState state) => new()
    {
        Loops = [.. state.Loops.Select(pair => StateRows.Of(pair.Key, pair.Value))],
        Iterations = [.. state.Iterations.Select(pair => StateRows.Of(pair.Key, pair.Value))],
        Repeats = [.. state.Repeats.Select(pair => StateRows.Of(pair.Key, pair.Value))],
        Ready =
        [
            .. state.Out.Values.Select(handOut => new StateRow(handOut.First, handOut.Iteration.Path, [(int)handOut.Phase])),
            .. state.Ready.InOrder.Select(ready => new StateRow(ready.Node, ready.Iteration, [(int)ready.Phase])),
        ],
        Timers = [.. state.Timers.Values],
        Left = [.. state.Left.SelectMany(pair => new[] { pair.Key, pair.Value })],
        Output = state.Output,
    };

    /// <summary>Puts what is live into a state: one inside the loop, or that of the run around it.</summary>
    internal void AddTo(RunState state, PlanOutline outline)
    {
        foreach (var row in Loops)
        {
            state.Loops.Add((row.Index, row.Iteration), StateRows.Loop(row));
        }

        foreach (var row in Iterations)
        {
            state.Iterations.Add((row.Index, row.Iteration), StateRows.Iteration(row, outline));
        }

        foreach (var row in Repeats)
        {
            state.Repeats.Add((row.Index, row.Iteration), StateRows.Repeat(row));
        }
    }
}
