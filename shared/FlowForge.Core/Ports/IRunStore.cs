using FlowForge.Core.State;

namespace FlowForge.Core.Ports;

/// <summary>Runs, their records and payloads. One contract suite (<c>RunStoreContract</c>) holds every implementation.</summary>
public interface IRunStore : IRunMail
{
    /// <summary>
    /// Writes all of <paramref name="write"/> or nothing; the task completes when it is durable. Writes queued before are durable too.
    /// A broken store is a fault: it throws <see cref="StoreFault"/>, and the same write may be tried again.
    /// That is harmless also when it was written and only the answer was lost: equal segments and payloads are kept, changes of state are
    /// applied once by their stamp, and a start that the very run of the write holds is no obstacle. Another segment under a taken ordinal is a fault, and nothing of that write is kept.
    /// </summary>
    ValueTask<JournalResult> WriteAsync(JournalWrite write);

    /// <summary>The run, or null.</summary>
    ValueTask<RunRecord?> GetRunAsync(string runId, CancellationToken cancellation);

    /// <summary>
    /// Runs, newest first. A search for text looks at <see cref="Limits.SearchRuns"/> runs a page at most, so a page may hold fewer rows than
    /// asked for, or none, and still name a next one.
    /// </summary>
    ValueTask<Page<RunRecord>> ListRunsAsync(RunQuery query, CancellationToken cancellation);

    /// <summary>Runs that have not ended, oldest first.</summary>
    ValueTask<IReadOnlyList<RunRecord>> OpenRunsAsync(CancellationToken cancellation);

    /// <summary>Segments with an ordinal of <paramref name="fromOrdinal"/> or more, in order, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<SegmentRow>> ReadSegmentsAsync(string runId, int fromOrdinal, int limit, CancellationToken cancellation);

    /// <summary>Segments whose range reaches past <paramref name="afterSequence"/>, by first sequence, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<SegmentRow>> SegmentsAfterAsync(string runId, long afterSequence, int limit, CancellationToken cancellation);

    /// <summary>Segments whose range holds <paramref name="sequence"/>, the one that begins last first, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<SegmentRow>> SegmentsHoldingAsync(string runId, long sequence, int limit, CancellationToken cancellation);

    /// <summary>The last snapshot, or null.</summary>
    ValueTask<SnapshotRow?> ReadSnapshotAsync(string runId, CancellationToken cancellation);

    /// <summary>A payload whose hash has been checked; <see cref="StoreFault"/> when it is absent or does not match.</summary>
    ValueTask<ReadOnlyMemory<byte>> ReadPayloadAsync(string family, string hash, CancellationToken cancellation);

    /// <summary>A payload whose hash has been checked, or null when the family has none of that hash; <see cref="StoreFault"/> when it does not match.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindPayloadAsync(string family, string hash, CancellationToken cancellation);

    /// <summary>
    /// Deletes the payloads of a family that no run belongs to: what was written for a start that came to nothing. Leaves any other family alone.
    /// </summary>
    ValueTask DropPayloadsAsync(string family, CancellationToken cancellation);

    /// <summary>The variables that runs keep under a hash, or null.</summary>
    ValueTask<VariableSet?> ReadVariablesAsync(string hash, CancellationToken cancellation);

    /// <summary>The start that holds a key, or null.</summary>
    ValueTask<StartRow?> GetStartAsync(string key, CancellationToken cancellation);

    /// <summary>Deletes an ended run's rows; its family's payloads go with the last member. False when there is none or it has not ended.</summary>
    ValueTask<bool> DeleteRunAsync(string runId, CancellationToken cancellation);
}

/// <summary>The store is broken or busy: a fault, never a failure of a run.</summary>
public sealed class StoreFault : Exception
{
    /// <summary>Whether something else stands already where the write wanted to put something: trying the same again is of no use.</summary>
    public bool IsTaken { get; init; }

    /// <summary>Says what happened, with the cause.</summary>
    public StoreFault(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Says what happened.</summary>
    public StoreFault(string message)
        : base(message)
    {
    }

    /// <summary>A fault without words.</summary>
    public StoreFault()
    {
    }
}
