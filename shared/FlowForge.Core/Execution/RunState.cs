using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>
/// What the decider knows of a run: for each live iteration the state and count of its edges, never items.
/// Changed only by <see cref="Decider.Apply"/>; <see cref="RunStateJson"/> keeps it.
/// </summary>
public sealed class RunState
{
    /// <summary>Number of the next hand-out.</summary>
    public int NextNumber { get; internal set; }

    /// <summary>Node runs so far.</summary>
    public long NodeRuns { get; internal set; }

    /// <summary>How the run is ending; null while it goes on.</summary>
    public EndingRun? Ending { get; internal set; }

    /// <summary>Whether <see cref="RunCommand.End"/> has been given.</summary>
    public bool HasEnded { get; internal set; }

    /// <summary>Whether given results are still being told, so that nothing is handed out.</summary>
    public bool IsFilling => Filling is not null;

    /// <summary>Hand-outs that have not answered, by number.</summary>
    public SortedDictionary<int, HandOut> Out { get; } = [];

    /// <summary>Timers that have not fired, by number.</summary>
    public SortedDictionary<int, ArmedTimer> Timers { get; } = [];

    /// <summary>Waits for messages that go on, by number; the deadline of one is among the timers, under the same number.</summary>
    public SortedDictionary<int, ArmedWait> Waits { get; } = [];

    /// <summary>Failures and breakpoints that wait for a person's answer, by number of the hand-out that came there. While there is one, nothing is handed out.</summary>
    public SortedDictionary<int, OpenPause> Pauses { get; } = [];

    /// <summary>Documents with which the run has gone on in place of the one it was started with, first to last.</summary>
    public List<RunRevision> Revisions { get; } = [];

    /// <summary>Ordinal of the last message that was taken.</summary>
    public int MailTaken { get; internal set; }

    /// <summary>Whether anything is armed that the run waits for.</summary>
    public bool IsArmed => Timers.Count > 0 || Waits.Count > 0 || Pauses.Count > 0;

    /// <summary>Live loops, by node and iteration.</summary>
    public Dictionary<(int Node, string Iteration), LiveLoop> Loops { get; } = [];

    internal Dictionary<(int Scope, string Iteration), LiveIteration> Iterations { get; } = [];

    internal Dictionary<(int Scope, string Iteration), LiveRepeat> Repeats { get; } = [];

    internal ReadyBranches Ready { get; } = new();

    internal OutputCandidate? Output { get; set; }

    /// <summary>The loop whose rounds this state is of, while they run inside one hand-out; null for that of a whole run.</summary>
    internal (int Loop, string Iteration)? Inside { get; init; }

    /// <summary>Items that have left the loop's body, by edge; only when <see cref="Inside"/> a loop.</summary>
    internal SortedDictionary<int, int> Left { get; } = [];

    internal KeptMail Kept { get; } = new();

    /// <summary>Runs that nodes have called, by node and iteration.</summary>
    internal Dictionary<(int Node, string Iteration), CallProgress> Calls { get; } = [];

    internal Filling? Filling { get; set; }

    /// <summary>The tokens of <c>join: each</c>; null with <c>join: all</c>.</summary>
    internal EachState? Each { get; set; }

    /// <summary>Nodes whose last open edge a change of the workflow has taken away; the next event finds out what becomes of them.</summary>
    internal List<(int Node, string Iteration)> Unasked { get; } = [];

    /// <summary>Repeat scopes that such a change leaves without anything that could come into them; the next event ends them.</summary>
    internal List<(int Scope, string Iteration)> Unended { get; } = [];
}

/// <summary>How a run is ending.</summary>
/// <param name="Status">FAILED or CANCELLED.</param>
/// <param name="Failure">The first failure by sequence.</param>
/// <param name="Sequence">Its sequence; -1 when it is no node's.</param>
public sealed record EndingRun(RunStatus Status, Failure? Failure, long Sequence);

/// <summary>A timer that has not fired.</summary>
public sealed record ArmedTimer(int Node, string Iteration, DateTimeOffset Until, bool IsRetry);

/// <summary>A wait for a message.</summary>
/// <param name="Node">The node.</param>
/// <param name="Iteration">Its iteration.</param>
/// <param name="Mode">Signal, approval or webhook.</param>
/// <param name="Signal">Name of the signal, in mode signal.</param>
/// <param name="Until">Its deadline, or null.</param>
public sealed record ArmedWait(int Node, string Iteration, WaitMode Mode, string? Signal, DateTimeOffset? Until);

/// <summary>A failure, or a breakpoint, that waits for a person's answer.</summary>
/// <param name="Node">The node.</param>
/// <param name="Iteration">Its iteration.</param>
/// <param name="Failure">Why it failed; null before a breakpoint.</param>
/// <param name="Sequence">Sequence of the frame that failed; -1 before a breakpoint.</param>
/// <param name="Until">When the run fails without an answer.</param>
public sealed record OpenPause(int Node, string Iteration, Failure? Failure, long Sequence, DateTimeOffset Until);

/// <summary>A loop whose iterations are under way.</summary>
public sealed class LiveLoop
{
    /// <summary>Items of its input.</summary>
    public required int Items { get; init; }

    /// <summary>Items of an iteration.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Live iterations at a time.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Iterations that have been started.</summary>
    public int Started { get; internal set; }

    /// <summary>Iterations that have ended.</summary>
    public int Ended { get; internal set; }

    /// <summary>Whether its rounds run inside hand-outs of the loop itself, each as far as a slice goes.</summary>
    public bool RunsThrough { get; init; }

    /// <summary>Whether another iteration may begin now. In a fork more may be live than <see cref="Concurrency"/> says: those with given results.</summary>
    internal bool HasRoom => Started < Total && Started - Ended < Concurrency;

    /// <summary>Iterations in all.</summary>
    public int Total => (int)(((long)Items + BatchSize - 1) / BatchSize);
}

/// <summary>The rounds of a repeat scope under way.</summary>
internal sealed class LiveRepeat
{
    /// <summary>Edges into the scope that have not settled.</summary>
    public required int EntriesOpen { get; set; }

    /// <summary>Deliveries of each repeat edge since the scope was entered, by the edge's place in the scope.</summary>
    public required Dictionary<int, int> Deliveries { get; init; }
}

/// <summary>An iteration of a scope: its edges' states and its nodes' open edges.</summary>
internal sealed class LiveIteration
{
    /// <summary>Items delivered, by the edge's place in the scope.</summary>
    public required int[] Counts { get; init; }

    /// <summary>Unsettled edges of each node.</summary>
    public required int[] Open { get; init; }

    /// <summary>Items for the next round by repeat edge; null outside repeat scopes.</summary>
    public int[]? Next { get; init; }

    /// <summary>Nodes to which something came out of ended iterations before the workflow was changed, whichever edges there are now; null when there are none.</summary>
    public bool[]? Came { get; set; }

    /// <summary>Nodes and repeat scopes that have not settled.</summary>
    public required int Remaining { get; set; }

    /// <summary>Whether anything has been delivered into it; false only in a repeat scope's first round.</summary>
    public required bool IsAlive { get; set; }
}

/// <summary>Given results are being told.</summary>
/// <param name="Node">The node that is not skipped meanwhile; -1 for none.</param>
/// <param name="Iteration">Its iteration; null for every one.</param>
internal sealed record Filling(int Node, string? Iteration)
{
    /// <summary>Iterations in which it is to be skipped once all is told.</summary>
    public List<string> Held { get; } = [];

    /// <summary>The same in a changed plan; -1 for a node that it does not have.</summary>
    public Filling In(int node)
    {
        var filling = new Filling(node, Iteration);
        filling.Held.AddRange(node < 0 ? [] : Held);
        return filling;
    }

    public bool Holds(int node, string iteration) => node == Node && (Iteration is null || Iteration == iteration);
}

/// <summary>The node whose items are the run's output as far as is known.</summary>
/// <param name="Node">The node.</param>
/// <param name="Iteration">Its iteration's path.</param>
/// <param name="Sequence">Sequence of its record.</param>
public readonly record struct OutputCandidate(int Node, string Iteration, long Sequence);
