using FlowForge.Core.Execution;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>What a segment is made of. The records are the events: there is no other journal.</summary>
public abstract record JournalEntry
{
    /// <summary>Smallest sequence it holds; <see cref="NodeRecord.StartSequence"/> - 1 when it holds none.</summary>
    public virtual long FirstSequence => NoSequence;

    /// <summary>Largest sequence it holds.</summary>
    public virtual long LastSequence => NoSequence;

    /// <summary>An entry without frames.</summary>
    public const long NoSequence = -2;
}

/// <summary>The items a run was started with.</summary>
public sealed record StartEntry(PortOutput Items) : JournalEntry
{
    /// <summary>The run's place in a trace, a <c>traceparent</c>, or null.</summary>
    public string? Trace { get; init; }

    /// <inheritdoc/>
    public override long FirstSequence => NodeRecord.StartSequence;

    /// <inheritdoc/>
    public override long LastSequence => NodeRecord.StartSequence;
}

/// <summary>An ingress that was committed before its node's end: before an effect, a wait, a loop, or because it takes long.</summary>
/// <param name="Sequence">Sequence of the ingress frame.</param>
/// <param name="HandOut">Number of the hand-out; <see cref="NoHandOut"/> when it was taken over from another run.</param>
/// <param name="NodeId">The node.</param>
/// <param name="Iteration">Its iteration.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Status">RUNNING or WAITING.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Revision">Revision of the workflow in this run.</param>
/// <param name="Inputs">Its input.</param>
public sealed record IngressEntry(
    long Sequence, int HandOut, string NodeId, string Iteration, int Attempt, FrameStatus Status, DateTimeOffset At, int Revision,
    IReadOnlyList<PortInput> Inputs) : JournalEntry
{
    /// <summary>The hand-out was another run's.</summary>
    public const int NoHandOut = -1;

    /// <summary>How it is cut, when it is a loop that has begun.</summary>
    public LoopSize? Loop { get; init; }

    /// <inheritdoc/>
    public override long FirstSequence => Sequence;

    /// <inheritdoc/>
    public override long LastSequence => Sequence;
}

/// <summary>Items that a caller gave in place of a node's input; inputs refer to them by sequence as to a record's output ports.</summary>
/// <param name="Sequence">Below <see cref="JournalEntry.NoSequence"/>: it is no frame.</param>
/// <param name="NodeId">The node.</param>
/// <param name="Iteration">Its iteration.</param>
/// <param name="Ports">The items of every input port, in port order.</param>
/// <param name="Instead">What the edges gave in the run it was taken from: item i is taken to come from where that one's item i came from.</param>
public sealed record InputEntry(
    long Sequence, string NodeId, string Iteration, IReadOnlyList<PortOutput> Ports, IReadOnlyList<PortInput> Instead) : JournalEntry
{
    /// <inheritdoc/>
    public override long FirstSequence => Sequence;

    /// <inheritdoc/>
    public override long LastSequence => Sequence;
}

/// <summary>How a loop cuts its input.</summary>
/// <param name="Items">Items of its input.</param>
/// <param name="BatchSize">Items of an iteration.</param>
/// <param name="Concurrency">Live iterations at a time.</param>
public sealed record LoopSize(int Items, int BatchSize, int Concurrency);

/// <summary>Nodes of a branch that were skipped; node i has the sequence <paramref name="Sequence"/> + i.</summary>
public sealed record SkippedEntry(long Sequence, IReadOnlyList<string> NodeIds, Iteration Iteration, DateTimeOffset At, int Revision) : JournalEntry
{
    /// <inheritdoc/>
    public override long FirstSequence => Sequence;

    /// <inheritdoc/>
    public override long LastSequence => Sequence + NodeIds.Count - 1;
}

/// <summary>What the decider was told, in the order in which it was told.</summary>
public sealed record EventEntry(RunEvent Event) : JournalEntry;

/// <summary>A hand-out was given out again after its host died.</summary>
/// <param name="Number">The hand-out.</param>
/// <param name="SuspectNodeId">The node that had begun, its ingress committed; null when none had.</param>
public sealed record HandedOutAgain(int Number, string? SuspectNodeId) : JournalEntry;

/// <summary>The run's answer to its caller, where that waits in another process than the run.</summary>
public sealed record ReplyEntry(Reply Reply) : JournalEntry;

/// <summary>Running time of the run so far, for its time-out.</summary>
public sealed record TimeEntry(double RunningMs) : JournalEntry;
