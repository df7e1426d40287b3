using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>What the decider is told. Nodes are indices of the outline, ports positions in a node's list with <c>error</c> last.</summary>
public abstract record RunEvent
{
    private RunEvent()
    {
    }

    /// <summary>The run begins with its trigger.</summary>
    public sealed record Started : RunEvent;

    /// <summary>An answer of a hand-out, which is over with it.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="NodeRuns">Node runs it made.</param>
    public abstract record Answer(int Number, int NodeRuns) : RunEvent;

    /// <summary>The branch went as far as <paramref name="Node"/>, which gave these counts.</summary>
    /// <param name="Number">The hand-out.</param>
    /// <param name="NodeRuns">Node runs it made.</param>
    /// <param name="Node">The last node that ran.</param>
    /// <param name="Counts">Items by output port.</param>
    /// <param name="IsCompleted">Whether its status is COMPLETED, so that its items may be the run's output.</param>
    /// <param name="Sequence">Sequence of its record.</param>
    public sealed record Advanced(int Number, int NodeRuns, int Node, int[] Counts, bool IsCompleted, long Sequence) : Answer(Number, NodeRuns);

    /// <summary>
    /// The slice is over; the rest begins at <paramref name="Next"/>. That may be the hand-out's first node, when others shared its slice: it then comes
    /// again as it was, behind a loop's last iteration for one.
    /// </summary>
    public sealed record Yielded(int Number, int NodeRuns, int Next) : Answer(Number, NodeRuns);

    /// <summary><paramref name="Node"/> is tried again at <paramref name="At"/>.</summary>
    public sealed record RetryAt(int Number, int NodeRuns, int Node, DateTimeOffset At) : Answer(Number, NodeRuns);

    /// <summary><paramref name="Node"/> waits until <paramref name="Until"/>.</summary>
    public sealed record Waits(int Number, int NodeRuns, int Node, DateTimeOffset Until) : Answer(Number, NodeRuns);

    /// <summary><paramref name="Node"/> waits for a message, at most until <paramref name="Until"/>.</summary>
    /// <param name="Number">The hand-out.</param>
    /// <param name="NodeRuns">Node runs it made.</param>
    /// <param name="Node">The node.</param>
    /// <param name="Mode">Signal, approval or webhook.</param>
    /// <param name="Signal">Name of the signal, in mode signal.</param>
    /// <param name="Until">When it ends by itself, or null.</param>
    public sealed record WaitsFor(int Number, int NodeRuns, int Node, WaitMode Mode, string? Signal, DateTimeOffset? Until) : Answer(Number, NodeRuns);

    /// <summary><paramref name="Node"/> has called runs and waits for their ends.</summary>
    /// <param name="Number">The hand-out.</param>
    /// <param name="NodeRuns">Node runs it made.</param>
    /// <param name="Node">The node.</param>
    /// <param name="Call">How far it is; of the ends, what it knew of.</param>
    /// <param name="Until">When it gives up, or null.</param>
    public sealed record Calls(int Number, int NodeRuns, int Node, CallProgress Call, DateTimeOffset? Until) : Answer(Number, NodeRuns);

    /// <summary>The loop <paramref name="Node"/> begins over <paramref name="Items"/> items.</summary>
    public sealed record LoopBegan(int Number, int NodeRuns, int Node, int Items, int BatchSize, int Concurrency) : Answer(Number, NodeRuns);

    /// <summary>Rounds of the loop <paramref name="Node"/> have run inside the hand-out.</summary>
    /// <param name="Number">The hand-out.</param>
    /// <param name="NodeRuns">Node runs it made, those of the rounds included.</param>
    /// <param name="Node">The loop.</param>
    /// <param name="Rounds">Where its rounds stand; none is live when <paramref name="End"/> is given.</param>
    /// <param name="End">How the loop settled behind its last round; null when rounds are left.</param>
    public sealed record RanRounds(int Number, int NodeRuns, int Node, LoopRounds Rounds, Advanced? End) : Answer(Number, NodeRuns);

    /// <summary><paramref name="Node"/> failed and stops the run.</summary>
    public sealed record Failed(int Number, int NodeRuns, int Node, long Sequence, Failure Failure) : Answer(Number, NodeRuns)
    {
        /// <summary>Until when the run waits for a person's answer instead of ending; null when it ends.</summary>
        public DateTimeOffset? PausesUntil { get; init; }
    }

    /// <summary>The run pauses before <paramref name="Node"/>, at most until <paramref name="Until"/>.</summary>
    public sealed record Breaks(int Number, int NodeRuns, int Node, DateTimeOffset Until) : Answer(Number, NodeRuns);

    /// <summary>The hand-out was cancelled because the run ends.</summary>
    public sealed record Cancelled(int Number, int NodeRuns) : Answer(Number, NodeRuns);

    /// <summary>The timer that the answer of hand-out <paramref name="Number"/> armed has fired.</summary>
    public sealed record TimerFired(int Number) : RunEvent;

    /// <summary>
    /// A message of the run's mailbox. Messages are taken in the order of their ordinals, each once: one that is not behind the last taken changes nothing.
    /// </summary>
    /// <param name="Mail">Its ordinal in the mailbox.</param>
    public abstract record Message(int Mail) : RunEvent;

    /// <summary>A signal, which the oldest wait for it takes, or the next one.</summary>
    public sealed record Signalled(int Mail, string Name) : Message(Mail);

    /// <summary>The answer to the approval or webhook wait of a node, which may not be reached yet.</summary>
    public sealed record Answered(int Mail, int Node, string Iteration) : Message(Mail);

    /// <summary>The answer to a pause; one that is over takes none.</summary>
    /// <param name="Mail">Its ordinal in the mailbox.</param>
    /// <param name="Number">Number of the hand-out that failed.</param>
    /// <param name="Type">What is to be done.</param>
    public sealed record PauseAnswered(int Mail, int Number, PauseAnswerType Type) : Message(Mail)
    {
        /// <summary>What the run goes on with, with <see cref="PauseAnswerType.Apply"/>; else null.</summary>
        public RunRevision? Revision { get; init; }

        /// <summary>Whose answer it is.</summary>
        public AnswerBy By { get; init; }
    }

    /// <summary>A run that a node called has ended.</summary>
    /// <param name="Mail">Its ordinal in the mailbox.</param>
    /// <param name="Node">The node.</param>
    /// <param name="Iteration">Its iteration.</param>
    /// <param name="Attempt">Its attempt that called.</param>
    /// <param name="IsFailed">Whether the called run did not complete.</param>
    public sealed record ChildEnded(int Mail, int Node, string Iteration, int Attempt, bool IsFailed) : Message(Mail);

    /// <summary>A message that the run has no use for; that it was taken is all that is noted.</summary>
    public sealed record Discarded(int Mail) : Message(Mail);

    /// <summary>The run begins with results that are given: they are told one by one, and nothing is handed out before <see cref="Filled"/>.</summary>
    /// <param name="NextNumber">Number of its first hand-out, above all of the run they come from, whose sequences they keep.</param>
    /// <param name="HeldNode">The node from which it goes its own way: until all is told it is not skipped either, so that what lies behind it stays open; -1 for none.</param>
    /// <param name="HeldIteration">Its iteration; null for every one.</param>
    public sealed record Forked(int NextNumber, int HeldNode = -1, string? HeldIteration = null) : RunEvent;

    /// <summary>The result of <paramref name="Node"/> is given, so it is not run; the other fields are those of <see cref="Advanced"/>.</summary>
    public sealed record Given(int Node, string Iteration, int[] Counts, bool IsCompleted, long Sequence) : RunEvent;

    /// <summary>The loop <paramref name="Node"/> began in the run the results come from; the other fields are those of <see cref="LoopBegan"/>.</summary>
    public sealed record LoopGiven(int Node, string Iteration, int Items, int BatchSize, int Concurrency) : RunEvent;

    /// <summary>All that is given has been told: what is left runs.</summary>
    public sealed record Filled : RunEvent;

    /// <summary>A person ends the run, or another run takes its place.</summary>
    /// <param name="Why">Why, when it was no person; it is shown as the run's failure.</param>
    public sealed record CancelRequested(Failure? Why = null) : RunEvent;

    /// <summary>The run has passed its time, or another failure that is no node's ends it.</summary>
    public sealed record Aborted(Failure Failure) : RunEvent;
}
