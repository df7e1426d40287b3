using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>What the decider asks of its host.</summary>
public abstract record RunCommand
{
    private RunCommand()
    {
    }

    /// <summary>Run a branch and answer.</summary>
    public sealed record RunBranch(HandOut HandOut) : RunCommand;

    /// <summary>Send <see cref="RunEvent.TimerFired"/> with this number at <paramref name="Until"/>.</summary>
    public sealed record ArmTimer(int Number, int Node, Iteration Iteration, DateTimeOffset Until, bool IsRetry) : RunCommand;

    /// <summary>A wait for a message has begun: keep its row, and send <see cref="RunEvent.TimerFired"/> with this number at its deadline.</summary>
    public sealed record ArmWait(int Number, ArmedWait Wait) : RunCommand;

    /// <summary>Record that these nodes of a branch are skipped.</summary>
    public sealed record Skip(int Number, IReadOnlyList<int> Nodes, Iteration Iteration) : RunCommand;

    /// <summary>Record that an open node (a wait, a loop) is cancelled.</summary>
    public sealed record MarkCancelled(int Number, int Node, Iteration Iteration) : RunCommand;

    /// <summary>Iteration <paramref name="Iteration"/> of a scope has ended: what only it needs may be let go.</summary>
    /// <param name="Scope">The scope.</param>
    /// <param name="Iteration">Its iteration.</param>
    /// <param name="IsLast">Whether it was a repeat's last round, which no other one follows.</param>
    public sealed record Forget(int Scope, Iteration Iteration, bool IsLast) : RunCommand;

    /// <summary>With <c>join: each</c>: nobody reads this run's items any more.</summary>
    /// <param name="Node">The node.</param>
    /// <param name="Iteration">Its run index.</param>
    public sealed record ForgetRun(int Node, Iteration Iteration) : RunCommand;

    /// <summary>Rounds of a loop have run inside a hand-out: what only those that have ended need may be let go.</summary>
    /// <param name="Loop">The loop.</param>
    /// <param name="Iteration">Its iteration.</param>
    /// <param name="Live">Iterations of scopes in its body that go on; empty when the loop has settled.</param>
    public sealed record ForgetRounds(int Loop, Iteration Iteration, IReadOnlySet<(int Scope, string Iteration)> Live) : RunCommand;

    /// <summary>Cancel what is out.</summary>
    public sealed record CancelHandOuts : RunCommand;

    /// <summary>The run has ended.</summary>
    /// <param name="Status">COMPLETED, FAILED or CANCELLED.</param>
    /// <param name="Failure">Why it failed.</param>
    /// <param name="Output">Sequence of the record that is its output, or null.</param>
    public sealed record End(RunStatus Status, Failure? Failure, long? Output) : RunCommand;
}

/// <summary>A branch handed out.</summary>
/// <param name="Number">Counts up within the run; a frame's sequence is made from it.</param>
/// <param name="Branch">The branch.</param>
/// <param name="Iteration">The iteration of its scope.</param>
/// <param name="First">Node to begin with.</param>
/// <param name="Phase">Where in that node.</param>
/// <param name="Exhausted">Ports of the branch's last node by which a repeat edge may not deliver any more.</param>
/// <param name="Rounds">Where the loop's rounds stand, in <see cref="HandOutPhase.Rounds"/>.</param>
/// <param name="Mail">The message that ended the wait of the first node; 0 when none did.</param>
public sealed record HandOut(
    int Number, int Branch, Iteration Iteration, int First, HandOutPhase Phase, IReadOnlyList<int> Exhausted, LoopRounds? Rounds = null, int Mail = 0)
{
    /// <summary>What its node has got; only with <c>join: each</c>.</summary>
    public Token? Token { get; init; }
}

/// <summary>Where in its first node a hand-out begins.</summary>
public enum HandOutPhase
{
    /// <summary>At its beginning.</summary>
    Begin,

    /// <summary>Behind its wait.</summary>
    WaitOver,

    /// <summary>Behind the loop's last iteration.</summary>
    LoopOver,

    /// <summary>Among the loop's rounds.</summary>
    Rounds,

    /// <summary>At its beginning, once more, because a person says so.</summary>
    Again,

    /// <summary>It is not run: a person gives its output.</summary>
    Given,

    /// <summary>It is not run: its first input port goes to its first output port.</summary>
    PassedBy,

    /// <summary>At its beginning, past the breakpoint before it.</summary>
    Continued,
}
